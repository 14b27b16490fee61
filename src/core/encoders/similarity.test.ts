import { expect, test } from 'vitest'
import { matrixFrom, row } from '../math/matrix.ts'
import { cosineMatrix } from './similarity.ts'

const X = matrixFrom([
  [3, 0],
  [1, 1],
  [-2, 0],
  [0, 0],
])

test('every pair of rows by the angle between them, whatever their lengths', () => {
  const cosines = cosineMatrix(X, Uint8Array.of(1, 1, 1, 0))
  const half = Math.SQRT1_2
  expect([...row(cosines, 0)].slice(0, 3)).toEqual([1, expect.closeTo(half, 6), -1])
  expect([...row(cosines, 1)].slice(0, 3)).toEqual([expect.closeTo(half, 6), expect.closeTo(1, 6), expect.closeTo(-half, 6)]) // prettier-ignore
})

test('[R7] an input that the encoder knows nothing of is like nothing, not like zero', () => {
  const cosines = cosineMatrix(X, Uint8Array.of(1, 1, 1, 0))
  for (let i = 0; i < 4; i++) expect([row(cosines, i)[3], row(cosines, 3)[i]]).toEqual([NaN, NaN])
})
