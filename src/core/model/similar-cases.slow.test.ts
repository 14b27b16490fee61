import { describe, expect, test } from 'vitest'
import { matrix, matrixFrom, type Matrix } from '../math/matrix.ts'
import { createRng, type Rng } from '../math/rng.ts'
import { closeDistances, similarTo } from './similar-cases.ts'

/** Unit vectors in the plane at these angles, in degrees. */
const atAngles = (angles: readonly number[]): Matrix =>
  matrixFrom(angles.map((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]))
const cosineOf = (degrees: number): number => 1 - Math.cos((degrees * Math.PI) / 180)

/** As a fold holds them out: the first cases of all, where not said. */
const heldOut = (X: Matrix, first = 0) => ({
  cases: Int32Array.from({ length: X.rows }, (_, i) => first + i),
  X,
})

describe('the close distance of a space', () => {
  test('is that within which a twentieth of the pairs of cases lie', () => {
    // ten pairs, 10, 20, 30 ... degrees apart: numpy's percentile of ten values lies at 0.45 between the first two
    const [close] = closeDistances([heldOut(atAngles([0, 10, 30, 70, 150]))])
    expect(close).toBeCloseTo(0.55 * cosineOf(10) + 0.45 * cosineOf(20), 6)
  })

  test('is alike where pairs are drawn, and every time', () => {
    // a full circle in steps of half a degree: a twentieth of the pairs are less than 9 degrees apart
    const circle = heldOut(atAngles(Array.from({ length: 720 }, (_, i) => i / 2)))
    const [close] = closeDistances([circle])
    const angle = (Math.acos(1 - close!) * 180) / Math.PI
    expect(Math.abs(angle - 9)).toBeLessThan(1)
    expect(closeDistances([circle])).toEqual([close])
  })

  test('R2: is of different patients: repeated cases of one are no measure of the space', () => {
    const angles = [0, 10, 30, 70, 150]
    const repeated = angles.flatMap((angle) => Array.from({ length: 30 }, () => angle))
    const patients = Int32Array.from(repeated, (angle) => angles.indexOf(angle))
    const [close] = closeDistances([heldOut(atAngles(repeated))], patients)
    // a fifth of all pairs are of one patient, and a tenth of the others are 10 degrees apart
    expect(close).toBeCloseTo(cosineOf(10), 6)
  })

  test('is that of the other folds where a fold has no pair or near copies alone, and 1 where all are so', () => {
    const one = heldOut(atAngles([0]))
    const equal = heldOut(atAngles([20, 20, 20]))
    const near = heldOut(atAngles([20, 20.1, 20.2]))
    const spread = heldOut(atAngles([0, 10, 30, 70, 150]))
    const [ofSpread] = closeDistances([spread])
    expect(closeDistances([one, spread, equal, near, spread])).toEqual(Array(5).fill(ofSpread))
    expect(closeDistances([one, equal])).toEqual([1, 1])
    expect(closeDistances([])).toEqual([])
  })
})

/** Cases of one distribution, about the same direction, as a network shows them that spreads them so far. */
function shown(n: number, spread: number, rng: Rng): Matrix {
  const X = matrix(n, 4)
  for (let i = 0; i < n; i++) {
    X.data[i * 4] = 1
    for (let j = 1; j < 4; j++) X.data[i * 4 + j] = spread * rng.normal()
  }
  return X
}

/** How many of the similar cases of new ones are of each fold. */
function countsByFold(spaces: readonly Matrix[], projected: readonly Matrix[]): number[] {
  const firsts = spaces.map((_, f) => spaces.slice(0, f).reduce((sum, { rows }) => sum + rows, 0))
  const held = spaces.map((X, f) => heldOut(X, firsts[f]!))
  const close = closeDistances(held)
  const folds = held.map((fold, f) => ({ ...fold, closeDistance: close[f]! }))
  const n = spaces.reduce((sum, { rows }) => sum + rows, 0)
  const caseIds = Array.from({ length: n }, (_, i) => `${i}`)
  const similar = similarTo({ heldOut: { folds }, caseIds, y: new Int32Array(n) }, projected)
  const counts = spaces.map(() => 0)
  for (let i = 0; i < projected[0]!.rows; i++)
    for (const { index } of similar(i)) counts[firsts.findLastIndex((first) => first <= index)]!++
  return counts
}

test('R10: folds whose networks spread their cases by other amounts have equally many of the similar cases', () => {
  const rng = createRng(1, 'spread')
  const spreads = [0.05, 0.1, 0.1, 0.1, 0.2]
  const spaces = spreads.map((spread) => shown(60, spread, rng))
  const counts = countsByFold(
    spaces,
    spreads.map((spread) => shown(200, spread, rng)),
  )
  // 200 are expected of each; by the bare distances nearly all would be of the first
  for (const count of counts) expect(Math.abs(count - 200)).toBeLessThan(70)
})

test('R10: a small fold has as many of the similar cases as it has of the cases', () => {
  const rng = createRng(2, 'small fold')
  const [draws, asked] = [60, 50]
  let ofSmall = 0
  for (let draw = 0; draw < draws; draw++) {
    const fresh = shown(asked, 0.1, rng)
    ofSmall += countsByFold([shown(20, 0.1, rng), shown(500, 0.1, rng)], [fresh, fresh])[0]!
  }
  // by the distances to the fifth nearest held-out case it would have more than half of them
  const expected = 20 / 520
  expect(Math.abs(ofSmall / (draws * asked * 5) - expected)).toBeLessThan(expected / 4)
})
