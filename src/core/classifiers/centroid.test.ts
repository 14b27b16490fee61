import { expect, test } from 'vitest'
import { matrixFrom } from '../math/matrix.ts'
import { centroid } from './centroid.ts'
import { contextOf } from './testing/made.ts'

async function probaOf(rows: number[][], y: number[], asked: number[][]): Promise<number[]> {
  const train = { X: matrixFrom(rows), y: Int32Array.from(y) }
  const fitted = await centroid().fit(train.X, train.y, contextOf(train, 2))
  return [...fitted.predictProba(matrixFrom(asked)).data]
}

test('by hand: -2 and 0 against 0 and 2, with a pooled variance of 2', async () => {
  // centroids -1 and 1; four deviations of 1, divided by 4 - 2; at 1 the scores are -4 / 4 and 0
  const proba = await probaOf([[-2], [0], [0], [2]], [0, 0, 1, 1], [[1], [0], [-1]])
  const sure = 1 / (1 + Math.exp(-1))
  const expected = [1 - sure, sure, 0.5, 0.5, sure, 1 - sure]
  proba.forEach((p, i) => expect(p).toBeCloseTo(expected[i]!, 6))
})

test('the variance is that of a column, however many there are', async () => {
  // the second column has the same deviations and the same centroids: s^2 stays 2, distances double
  const twice = [[-2, -2], [0, 0], [0, 0], [2, 2]] // prettier-ignore
  const [, p] = await probaOf(twice, [0, 0, 1, 1], [[1, 1]])
  expect(p).toBeCloseTo(1 / (1 + Math.exp(-2)), 6)
})

test('without variance within the classes the nearest gets everything, and equally near ones the same', async () => {
  const proba = await probaOf([[0], [2]], [0, 1], [[0.9], [1], [1.1]])
  expect(proba).toEqual([1, 0, 0.5, 0.5, 0, 1])
})
