import { describe, expect, test } from 'vitest'
import { createRng } from '../math/rng.ts'
import { couplePairs } from './pairwise-coupling.ts'
import { fitSigmoid, sigmoidOf } from './platt.ts'

describe("Platt's scaling", () => {
  test('five decisions of 1 and five of -1, all right: the probability of 1 is the target 6 / 7', () => {
    const decisions = Float64Array.from({ length: 10 }, (_, i) => (i < 5 ? 1 : -1))
    const sigmoid = fitSigmoid(
      decisions,
      decisions.map((d) => Number(d > 0)),
    )
    expect(sigmoid.slope).toBeCloseTo(-Math.log(6), 4)
    expect(sigmoid.offset).toBeCloseTo(0, 4)
    expect(sigmoidOf(sigmoid, 1)).toBeCloseTo(6 / 7, 5)
    expect(sigmoidOf(sigmoid, -1)).toBeCloseTo(1 / 7, 5)
  })

  test('finds the sigmoid that the labels were drawn from', () => {
    const rng = createRng(1, 'platt')
    const decisions = Float64Array.from({ length: 20_000 }, () => 2 * rng.normal())
    const drawn = decisions.map((d) => Number(rng.next() < sigmoidOf({ slope: -1.5, offset: 0.4 }, d)))
    const { slope, offset } = fitSigmoid(decisions, drawn)
    expect(slope).toBeCloseTo(-1.5, 1)
    expect(offset).toBeCloseTo(0.4, 1)
  })

  test('decisions of any size give numbers within 0..1', () => {
    const decisions = Float64Array.of(1e6, -1e6, 2e6, -3e6)
    const sigmoid = fitSigmoid(decisions, [1, 0, 1, 0])
    for (const d of [...decisions, 0, 1e300, -1e300]) {
      const p = sigmoidOf(sigmoid, d)
      expect(p >= 0 && p <= 1).toBe(true)
    }
  })
})

test.each([[[0.2, 0.3, 0.5]], [[0.05, 0.9, 0.03, 0.02]]])('pairs that agree on %j give it back', (shares) => {
  const k = shares.length
  const pairwise = Float64Array.from({ length: k * k }, (_, at) => {
    const [a, b] = [shares[Math.floor(at / k)]!, shares[at % k]!]
    return a / (a + b)
  })
  const out = new Float64Array(k)
  couplePairs(pairwise, k, out)
  shares.forEach((share, c) => expect(out[c]).toBeCloseTo(share, 6))
})

test('pairs in a circle, each as sure of itself, leave all equal', () => {
  const out = new Float64Array(3)
  couplePairs(Float64Array.of(0, 0.9, 0.1, 0.1, 0, 0.9, 0.9, 0.1, 0), 3, out)
  for (const share of out) expect(share).toBeCloseTo(1 / 3, 6)
})
