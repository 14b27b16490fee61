import { describe, expect, test } from 'vitest'
import { Failure } from '../failure.ts'
import { argmaxRows, concatColumns, matrix, matrixFrom, row, takeRows } from './matrix.ts'

const m = matrixFrom([
  [1, 2, 3],
  [4, 5, 6],
])

function failureOf(act: () => unknown): unknown {
  try {
    act()
  } catch (thrown) {
    if (thrown instanceof Failure) return { code: thrown.code, params: thrown.params }
  }
  return undefined
}

describe('a matrix', () => {
  test('is row-major float32', () => {
    expect(m).toMatchObject({ rows: 2, cols: 3 })
    expect(m.data).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6))
  })

  test('is zeros without data, and shares the memory it is given', () => {
    expect(matrix(2, 2).data).toEqual(new Float32Array(4))
    const data = Float32Array.of(1, 2)
    expect(matrix(1, 2, data).data).toBe(data)
  })

  test('of the wrong length fails with both shapes', () => {
    expect(failureOf(() => matrix(2, 3, new Float32Array(5)))).toEqual({
      code: 'shape-mismatch',
      params: { where: 'matrix', expected: '[2, 3]', actual: '5 values' },
    })
    expect(failureOf(() => matrixFrom([[1, 2], [3]]))).toMatchObject({
      code: 'shape-mismatch',
      params: { expected: '2 columns', actual: '1 columns' },
    })
  })

  test('gives a row as a view', () => {
    const copy = matrix(2, 3, m.data.slice())
    row(copy, 1)[0] = 9
    expect(copy.data[3]).toBe(9)
  })

  test('takes rows in the order asked for, repeats included', () => {
    const taken = takeRows(m, [1, 0, 1])
    expect(taken).toMatchObject({ rows: 3, cols: 3 })
    expect(taken.data).toEqual(Float32Array.of(4, 5, 6, 1, 2, 3, 4, 5, 6))
  })

  test('joins columns, and refuses other row counts', () => {
    expect(concatColumns([m, matrixFrom([[7], [8]])]).data).toEqual(Float32Array.of(1, 2, 3, 7, 4, 5, 6, 8))
    expect(concatColumns([])).toMatchObject({ rows: 0, cols: 0 })
    expect(failureOf(() => concatColumns([m, matrix(1, 1)]))).toMatchObject({
      code: 'shape-mismatch',
      params: { expected: '2 rows', actual: '1 rows' },
    })
  })

  test('argmaxRows takes the first of equals', () => {
    const proba = matrixFrom([
      [0.2, 0.4, 0.4],
      [0.5, 0.2, 0.3],
      [0, 0, 1],
    ])
    expect(argmaxRows(proba)).toEqual(Int32Array.of(1, 0, 2))
  })
})
