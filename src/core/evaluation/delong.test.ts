import { describe, expect, test } from 'vitest'
import { normalCdf } from '../math/distributions.ts'
import { createRng } from '../math/rng.ts'
import { delongTest } from './delong.ts'
import figures from './fixtures/delong-figures.json' with { type: 'json' }

const scores = (a: readonly number[], b: readonly number[]): [Float64Array, Float64Array] => [
  Float64Array.from(a),
  Float64Array.from(b),
]

describe('R8: DeLong’s test on a locked test set', () => {
  test.each(figures.cases)('$name: as by the definition', ({ scores: [a, b], positive, expected }) => {
    const found = delongTest(scores(a!, b!), Uint8Array.from(positive))!
    expect(found.a).toBeCloseTo(expected.a, 12)
    expect(found.b).toBeCloseTo(expected.b, 12)
    expect(found.difference).toBeCloseTo(expected.difference, 12)
    expect(found.ci95[0]).toBeCloseTo(expected.ci95[0]!, 12)
    expect(found.ci95[1]).toBeCloseTo(expected.ci95[1]!, 12)
    expect(Math.abs(found.p / expected.p - 1)).toBeLessThan(1e-9)
  })

  // Positives 3, 1 against negatives 2, 0 by a: above both and above one, so V10 = 1, 1/2 and V01 = 1/2, 1: area 3/4.
  // By b every positive is above every negative: V = 1. The differences are 0, -1/2 on both sides, of variance 1/8 each,
  // so the variance is 1/8 / 2 + 1/8 / 2 = 1/8.
  test('four cases by hand', () => {
    const found = delongTest(scores([3, 1, 2, 0], [4, 3, 2, 1]), Uint8Array.of(1, 1, 0, 0))!
    const error = Math.sqrt(1 / 8)
    expect(found).toMatchObject({ a: 0.75, b: 1, difference: -0.25 })
    expect(found.ci95[0]).toBeCloseTo(-0.25 - 1.959963984540054 * error, 12)
    expect(found.p).toBeCloseTo(2 * normalCdf(-0.25 / error), 12)
  })

  test('equal rankings have no variance: p is 1, the interval 0', () => {
    const found = delongTest(scores([3, 1, 2, 0], [9, 4, 5, -1]), Uint8Array.of(1, 1, 0, 0))
    expect(found).toMatchObject({ difference: 0, ci95: [0, 0], p: 1 })
  })

  test('fewer than two cases of a kind define no variance', () => {
    expect(delongTest(scores([1, 2, 3], [3, 2, 1]), Uint8Array.of(1, 0, 0))).toBeNull()
    expect(delongTest(scores([1, 2, 3], [3, 2, 1]), Uint8Array.of(1, 1, 1))).toBeNull()
  })

  test('two models that are equally good differ at 5 % in about one of twenty sets', () => {
    const rng = createRng(3, 'delong')
    const sets = 400
    let found = 0
    for (let s = 0; s < sets; s++) {
      const positive = Uint8Array.from({ length: 80 }, () => rng.int(2))
      const shared = Array.from(positive, (flag) => flag + rng.normal())
      const model = (): number[] => shared.map((value) => value + rng.normal())
      if (delongTest(scores(model(), model()), positive)!.p < 0.05) found++
    }
    // standard error of the share: 0.011
    expect(found / sets).toBeGreaterThan(0.02)
    expect(found / sets).toBeLessThan(0.085)
  })
})
