import { expect, test } from 'vitest'
import { matrix, row } from './matrix.ts'
import { nearestDistances } from './nearest-distance.ts'
import { createRng } from './rng.ts'

const rng = createRng(1, 'nearest')
const draw = (rows: number, cols: number) =>
  matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, () => 3 + rng.normal()),
  )
const [reference, queries] = [draw(37, 9), draw(70, 9)]

test.each([1, 5, 37, 90])('is the distance to the k-th nearest row, k = %i', (k) => {
  const expected = Float64Array.from({ length: queries.rows }, (_, i) => {
    const distances = Array.from({ length: reference.rows }, (_, j) =>
      Math.hypot(...row(queries, i).map((value, at) => value - row(reference, j)[at]!)),
    )
    return distances.sort((a, b) => a - b)[Math.min(k, 37) - 1]!
  })
  const distances = nearestDistances(reference, queries, k)
  distances.forEach((distance, i) => expect(distance).toBeCloseTo(expected[i]!, 5))
})

test('a row is at no distance from itself', () => {
  expect(Math.max(...nearestDistances(reference, reference, 1))).toBeLessThan(1e-6)
})

test('stops when it is told to, and refuses rows of another width', () => {
  expect(() => nearestDistances(reference, queries, 1, { aborted: true })).toThrow(
    expect.objectContaining({ code: 'cancelled' }) as Error,
  )
  expect(() => nearestDistances(reference, draw(2, 3), 1)).toThrow(
    expect.objectContaining({ code: 'shape-mismatch' }) as Error,
  )
})
