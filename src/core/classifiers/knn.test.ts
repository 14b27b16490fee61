import { expect, test } from 'vitest'
import { matrixFrom } from '../math/matrix.ts'
import { knn } from './knn.ts'
import { contextOf } from './testing/made.ts'

// Directions at 0, 10, 20, 30, 40 and 90 degrees.
const X = matrixFrom([0, 10, 20, 30, 40, 90].map((angle) => [Math.cos(rad(angle)), Math.sin(rad(angle))]))
const y = Int32Array.of(2, 0, 2, 1, 1, 0)
const context = contextOf({ X, y }, 3)

function rad(degrees: number): number {
  return (degrees * Math.PI) / 180
}

test('votes count equally, whatever the distance', async () => {
  const fitted = await knn({ neighbours: 5 }).fit(X, y, context)
  const [none, ...rest] = fitted.predictProba(matrixFrom([[7, 0.01]])).data
  expect(none).toBeCloseTo(1 / 5, 6)
  expect(rest.map((p) => Math.round(p * 5))).toEqual([2, 2])
})

test('only the k nearest vote', async () => {
  const fitted = await knn({ neighbours: 1 }).fit(X, y, context)
  expect([...fitted.predictProba(matrixFrom([[0, 3], [3, 0]])).data]).toEqual([1, 0, 0, 0, 0, 1]) // prettier-ignore
})

test('more neighbours than rows: all rows vote', async () => {
  const fitted = await knn({ neighbours: 50 }).fit(X, y, context)
  const proba = [...fitted.predictProba(matrixFrom([[1, 1]])).data]
  proba.forEach((p) => expect(p).toBeCloseTo(1 / 3, 6))
})
