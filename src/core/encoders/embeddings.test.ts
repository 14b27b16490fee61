import { describe, expect, test } from 'vitest'
import { matrixFrom } from '../math/matrix.ts'
import { alignVectors } from './embeddings.ts'

const rows = {
  keys: ['a', 'b', 'c'],
  present: Uint8Array.of(1, 0, 1),
  overlong: Uint8Array.of(0, 0, 1),
  vectors: matrixFrom([
    [1, 2],
    [0, 0],
    [5, 6],
  ]),
}

describe('one vector a case', () => {
  test('in the order of the cases, the same text as often as it occurs', () => {
    const { X, present, overlong } = alignVectors([['c'], ['a'], ['c']], rows, 2)
    expect(X).toEqual(
      matrixFrom([
        [5, 6],
        [1, 2],
        [5, 6],
      ]),
    )
    expect([...present]).toEqual([1, 1, 1])
    expect(overlong).toBe(2)
  })

  test('[R7] a missing text and one that the encoder knows nothing of are missing; only the latter is counted', () => {
    const { X, present, unknown } = alignVectors([['b'], [], ['a']], rows, 2)
    expect([...present]).toEqual([0, 0, 1])
    expect([...X.data]).toEqual([0, 0, 0, 0, 1, 2])
    expect(unknown).toBe(1)
  })

  test('texts without a row are refused, with their number', () => {
    expect(() => alignVectors([['a'], ['x'], [], ['a', 'y']], rows, 2)).toThrow(
      expect.objectContaining({ code: 'not-embedded', params: { cases: 2 } }),
    )
  })

  test('a case of several inputs has the mean of those that the encoder knew', () => {
    const { X, present, unknown, overlong } = alignVectors(
      [
        ['a', 'c'],
        ['a', 'b'],
        ['b', 'b'],
      ],
      rows,
      2,
    )
    expect(X).toEqual(
      matrixFrom([
        [3, 4],
        [1, 2],
        [0, 0],
      ]),
    )
    expect([...present]).toEqual([1, 1, 0])
    expect({ unknown, overlong }).toEqual({ unknown: 1, overlong: 1 })
  })

  test('no case at all keeps the dimensions', () => {
    expect(alignVectors([], rows, 2).X).toMatchObject({ rows: 0, cols: 2 })
  })
})
