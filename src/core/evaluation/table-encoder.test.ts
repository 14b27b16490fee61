import { describe, expect, test } from 'vitest'
import type { CategoryColumn, NumberColumn } from '../dataset/dataset.ts'
import { row, type Matrix } from '../math/matrix.ts'
import { encodeTables, fitTableEncoders, type EncodedModalities } from './encode-tables.ts'
import type { ModalityData } from './types.ts'
import { encodeTable, fitTableEncoder } from './table-encoder.ts'

const numbers = (...values: number[]): NumberColumn => ({
  kind: 'number',
  name: 'age',
  values: Float64Array.from(values),
})
const categories = (levels: string[], ...values: number[]): CategoryColumn => ({
  kind: 'category',
  name: 'sex',
  values: Int32Array.from(values),
  levels,
})
const cases = (...indices: number[]): Int32Array => Int32Array.from(indices)
const rowsOf = (X: Matrix): number[][] => Array.from({ length: X.rows }, (_, i) => [...row(X, i)])

describe('features of a table', () => {
  test('are those of StandardScaler and OneHotEncoder side by side', () => {
    // mean 5, deviation (ddof 0) 2; levels sorted
    const age = numbers(2, 4, 4, 4, 5, 5, 7, 9)
    const sex = categories(['f', 'm'], 0, 1, 1, 0, 0, 1, 0, 1)
    const encoder = fitTableEncoder([age, sex], cases(0, 1, 2, 3, 4, 5, 6, 7))
    const { X, unseen } = encodeTable(encoder, [age, sex], [0, 1, 4, 7])
    expect(rowsOf(X)).toEqual([
      [-1.5, 1, 0],
      [-0.5, 0, 1],
      [0, 1, 0],
      [2, 0, 1],
    ])
    expect(unseen).toBe(0)
  })

  test('R7: a missing value is 0 with a column that says so, where training cases lack it too', () => {
    const age = numbers(1, 3, NaN, NaN, 5)
    const sex = categories(['f', 'm'], 0, -1, 1, -1, 0)
    const encoder = fitTableEncoder([age, sex], cases(0, 1, 2))
    // age, age missing, f, m, sex missing
    expect(rowsOf(encodeTable(encoder, [age, sex], [0, 1, 2, 3, 4]).X)).toEqual([
      [-1, 0, 1, 0, 0],
      [1, 0, 0, 0, 1],
      [0, 1, 0, 1, 0],
      [0, 1, 0, 0, 1],
      [3, 0, 1, 0, 0],
    ])
    // no training case lacks anything: no columns for it, and a test case that does is at the mean
    const complete = [numbers(1, 3, NaN)]
    expect(rowsOf(encodeTable(fitTableEncoder(complete, cases(0, 1)), complete, [2]).X)).toEqual([[0]])
  })

  test('R13: a category that training never saw is zeros, and is counted', () => {
    const sex = categories(['f', 'm', 'x', 'y'], 0, 1, 2, 3, -1)
    const { X, unseen } = encodeTable(fitTableEncoder([sex], cases(0, 1)), [sex], [0, 2, 3, 4])
    expect(rowsOf(X)).toEqual([
      [1, 0],
      [0, 0],
      [0, 0],
      [0, 0],
    ])
    expect(unseen).toBe(2)
  })

  test('R2: nothing moves with a test case', () => {
    const train = cases(0, 1, 2)
    const before = fitTableEncoder([numbers(1, 2, 4, 6), categories(['f', 'm'], 0, 1, 0, 1)], train)
    const after = fitTableEncoder([numbers(1, 2, 4, -9e9), categories(['f', 'm'], 0, 1, 0, -1)], train)
    expect(after).toEqual(before)
  })

  test('are the same for other cases, whatever order their categories have, and from JSON', () => {
    const fitted = fitTableEncoder([numbers(1, 3, NaN), categories(['f', 'm'], 0, 1, 0)], cases(0, 1, 2))
    const encoder = JSON.parse(JSON.stringify(fitted)) as typeof fitted
    // age, age missing, f, m
    const other = [numbers(5, NaN), categories(['m', 'unknown'], 0, 1)]
    const { X, unseen } = encodeTable(encoder, other, [0, 1])
    expect(rowsOf(X)).toEqual([
      [3, 0, 0, 1],
      [0, 1, 0, 0],
    ])
    expect(unseen).toBe(1)
  })

  test('a number that training knows one value of is left out, however far off a test value lies', () => {
    const encoder = fitTableEncoder([numbers(7, 7, 7, 9e9), numbers(1, 3, 2, 2)], cases(0, 1, 2))
    expect(encoder.dimensions).toBe(1)
    const gaps = [numbers(7, NaN, 7, 8)]
    expect(rowsOf(encodeTable(fitTableEncoder(gaps, cases(0, 1, 2)), gaps, [1, 3]).X)).toEqual([[1], [0]])
  })

  test('numbers as large as a number can be are standardised without overflow', () => {
    const large = [numbers(1e308, -1e308)]
    const { X } = encodeTable(fitTableEncoder(large, cases(0, 1)), large, [0, 1])
    expect(rowsOf(X)).toEqual([[1], [-1]])
  })
})

describe('the tables of a fold', () => {
  const unit = { train: cases(0, 1, 2, 3), test: cases(4, 5) }
  const encoded = (...modalities: ModalityData[]): EncodedModalities =>
    encodeTables(fitTableEncoders(modalities, unit.train), modalities, unit)

  test('R7: a case without any value lacks the modality, and moves nothing', () => {
    const table = { kind: 'table', name: 'table', columns: [numbers(1, 3, NaN, 1, 3, NaN), categories(['f', 'm', 'x'], 0, 1, -1, 0, 2, -1)] } as const // prettier-ignore
    const { modalities, unseen } = encoded(table)
    const [{ name, X, present }] = modalities as [(typeof modalities)[0]]
    expect(name).toBe('table')
    expect([...present]).toEqual([1, 1, 0, 1, 1, 0])
    // case 2, the only training case with gaps, lacks the modality: there is no column for gaps
    expect(X.cols).toBe(3)
    expect([...row(X, 5)]).toEqual([0, 0, 0])
    expect(unseen).toEqual({ 'table: unseen': 1 })
  })

  test('a table of which training knows one value only is absent from the fold', () => {
    const { modalities } = encoded({ kind: 'table', name: 'table', columns: [numbers(1, 1, 1, 1, 2, 3)] })
    expect([...modalities[0]!.present]).toEqual([0, 0, 0, 0, 0, 0])
  })
})
