import { expect, test } from 'vitest'
import { matrixFrom } from '../math/matrix.ts'
import { sameLabelled, similarCases } from './similar-cases.ts'

/** Directions at these degrees: cosine distances are 1 - cos of the angle between. */
const at = (...degrees: number[]) =>
  matrixFrom(degrees.map((d) => [Math.cos((d * Math.PI) / 180), Math.sin((d * Math.PI) / 180)]))
const angle = (distance: number): number => Math.round((Math.acos(1 - distance) * 180) / Math.PI)

test('similar cases are the nearest, nearest first, and never the patient’s own', () => {
  const X = at(0, 1, 2, 10, 90, 30)
  const groups = Int32Array.from([0, 0, 0, 1, 2, 1])
  const found = similarCases(X, groups, 0, 2)
  expect(found.map(({ row, distance }) => [row, angle(distance)])).toEqual([[3, 10], [5, 30]]) // prettier-ignore
  expect(similarCases(X, groups, 3, 9).map(({ row }) => row)).toEqual([2, 1, 0, 4])
})

test('a patient who has all the cases has none that are similar', () => {
  expect(similarCases(at(0, 1, 2), new Int32Array(3), 1, 5)).toEqual([])
})

test('how many of them have the case’s label', () => {
  const X = at(0, 1, 2, 3)
  const near = similarCases(X, Int32Array.from([0, 1, 2, 3]), 0, 3)
  expect(sameLabelled(near, [1, 1, 0, 1], 0)).toBe(2)
  expect(sameLabelled([], [1], 0)).toBe(0)
})
