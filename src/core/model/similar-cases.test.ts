import { describe, expect, test } from 'vitest'
import { matrix, matrixFrom, type Matrix } from '../math/matrix.ts'
import { createRng } from '../math/rng.ts'
import { similarTo, usualDistances } from './similar-cases.ts'

/** Unit vectors in the plane at these angles, in degrees. */
const atAngles = (angles: readonly number[]): Matrix =>
  matrixFrom(angles.map((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]))
const cosineOf = (degrees: number): number => 1 - Math.cos((degrees * Math.PI) / 180)

describe('the usual distance of a space', () => {
  test('is the median of the distances to the fifth nearest other case', () => {
    // the outer cases have their fifth nearest at 50 degrees, the next ones at 40, the middle ones at 30
    const [usual] = usualDistances([{ X: atAngles([0, 10, 20, 30, 40, 50]) }])
    expect(usual).toBeCloseTo(cosineOf(40), 6)
  })

  test('is that of the other folds where a fold has a single case or equal ones alone, and 1 where all are so', () => {
    const one = { X: atAngles([0]) }
    const equal = { X: atAngles([20, 20, 20]) }
    const spread = { X: atAngles([0, 10, 20, 30, 40, 50]) }
    const [ofSpread] = usualDistances([spread])
    expect(usualDistances([one, spread, equal])).toEqual([ofSpread, ofSpread, ofSpread])
    expect(usualDistances([one, equal])).toEqual([1, 1])
  })
})

test('R10: folds whose networks spread their cases by other amounts have equally many of the similar cases', () => {
  const rng = createRng(1, 'spread')
  const perFold = 60
  const asked = 200
  /** Cases of one distribution, about the same direction, as a network shows them that spreads them so far. */
  const shown = (n: number, spread: number): Matrix => {
    const X = matrix(n, 4)
    for (let i = 0; i < n; i++) {
      X.data[i * 4] = 1
      for (let j = 1; j < 4; j++) X.data[i * 4 + j] = spread * rng.normal()
    }
    return X
  }
  const spreads = [0.05, 0.1, 0.1, 0.1, 0.2]
  const spaces = spreads.map((spread) => shown(perFold, spread))
  const usual = usualDistances(spaces.map((X) => ({ X })))
  const folds = spaces.map((X, f) => ({
    cases: Int32Array.from({ length: perFold }, (_, i) => f * perFold + i),
    X,
    usualDistance: usual[f]!,
  }))
  const n = perFold * folds.length
  const caseIds = Array.from({ length: n }, (_, i) => `${i}`)
  const similar = similarTo(
    { heldOut: { folds }, caseIds, y: new Int32Array(n) },
    spreads.map((spread) => shown(asked, spread)),
  )
  const counts = [0, 0, 0, 0, 0]
  for (let i = 0; i < asked; i++) for (const { index } of similar(i)) counts[Math.floor(index / perFold)]!++
  // 200 are expected of each; by the bare distances nearly all would be of the first
  for (const count of counts) expect(Math.abs(count - 200)).toBeLessThan(70)
})
