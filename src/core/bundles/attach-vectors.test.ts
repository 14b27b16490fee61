import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matrixFrom, matrix } from '../math/matrix.ts'
import { failureOf, tableOf } from '../tables/testing.ts'
import { attachVectors, idsOf } from './attach-vectors.ts'
import { vectorCell } from './vector-cell.ts'

const table = tableOf(['case', 'age'], [['p1', '50'], ['p2', '60'], ['p3', '70']]) // prettier-ignore
const X = matrixFrom([[0.1, 2], [3, -4.5], [1e-7, 0]]) // prettier-ignore
const cells = ['[0.1,2]', '[3,-4.5]', '[1e-7,0]']

describe('vectors', () => {
  test('without IDs meet the rows in order', () => {
    const result = attachVectors(table, { path: 'x/clip.npy', X, ids: null })
    expect(result.table.columns.at(-1)).toEqual({ name: 'clip', values: cells })
    expect(result).toMatchObject({
      column: 'clip',
      idColumn: null,
      matched: 3,
      unused: 0,
      notFinite: 0,
    })
  })

  test('with IDs meet the rows that have them', () => {
    const result = attachVectors(table, { path: 'age.npy', X, ids: ['p3', ' P1', 'other'] })
    expect(result.table.columns.at(-1)).toEqual({ name: 'age (2)', values: [cells[1], '', cells[0]] })
    expect(result).toMatchObject({ idColumn: 'case', matched: 2, unused: 1 })
  })

  test('of one ID belong to nobody', () => {
    const result = attachVectors(table, { path: 'v.npy', X, ids: ['p1', 'p1', 'p2'] })
    expect(result.table.columns.at(-1)!.values).toEqual(['', cells[2], ''])
    expect(result).toMatchObject({ matched: 1, unused: 2 })
  })

  test('of a patient meet all rows of the patient', () => {
    const visits = tableOf(['patient'], [['a'], ['a'], ['b']])
    const result = attachVectors(visits, { path: 'v.npy', X: matrixFrom([[1], [2]]), ids: ['a', 'b'] })
    expect(result.table.columns.at(-1)!.values).toEqual(['[1]', '[1]', '[2]'])
    expect(result).toMatchObject({ matched: 3, unused: 0 })
  })

  test('[R13] that are not finite are left out and counted', () => {
    const broken = matrixFrom([[1, NaN], [Infinity, 2], [3, 4]]) // prettier-ignore
    const result = attachVectors(table, { path: 'v.npy', X: broken, ids: null })
    expect(result.table.columns.at(-1)!.values).toEqual(['', '', '[3,4]'])
    expect(result).toMatchObject({ matched: 1, unused: 0, notFinite: 2 })
  })

  test('without anything in common are refused', async () => {
    const params = { vectors: 3, rows: 2 }
    const two = tableOf(['case'], [['x'], ['y']])
    expect(await failureOf(() => attachVectors(two, { path: 'v.npy', X, ids: null }))).toEqual({
      code: 'vectors-not-matched',
      params: { by: 'order', ...params },
    })
    expect(await failureOf(() => attachVectors(two, { path: 'v.npy', X, ids: ['p1', 'p2', 'p3'] }))).toEqual({
      code: 'vectors-not-matched',
      params: { by: 'ids', ...params },
    })
  })
})

describe('a file of IDs', () => {
  test('may have a heading or none', () => {
    expect(idsOf(tableOf(['id'], [['a'], ['b']]), 2)).toEqual(['a', 'b'])
    expect(idsOf(tableOf(['a'], [['b'], ['c']]), 3)).toEqual(['a', 'b', 'c'])
  })

  test.each([
    ['too few', tableOf(['a'], [['b']]), { ids: 1, columns: 1, vectors: 3 }],
    ['too many', tableOf(['a'], [['b'], ['c'], ['d'], ['e']]), { ids: 4, columns: 1, vectors: 3 }],
    ['two columns', tableOf(['', 'id'], [['0', 'a'], ['1', 'b'], ['2', 'c']]), { ids: 3, columns: 2, vectors: 3 }], // prettier-ignore
  ])('is refused: %s', async (_, ids, params) => {
    expect(await failureOf(() => idsOf(ids, 3))).toEqual({ code: 'vector-ids-wrong', params })
  })
})

describe('the cell of a vector', () => {
  test('gives the same float32 again', () => {
    const float = fc.float({ noNaN: true, noDefaultInfinity: true })
    fc.assert(
      fc.property(fc.array(float, { maxLength: 20 }), (numbers) => {
        const vector = Float32Array.from(numbers)
        const read = Float32Array.from(JSON.parse(vectorCell(vector)) as number[])
        expect(read.length).toBe(vector.length)
        expect(read.every((value, i) => value === vector[i])).toBe(true)
      }),
      { numRuns: 500, seed: 1 },
    )
  })

  test('is as short as it can be', () => {
    expect(vectorCell(Float32Array.of(0.1, 0.3, 1 / 3, 16777217, 1e10, 5e-20, -0.5))).toBe(
      '[0.1,0.3,0.33333334,16777216,10000000000,5e-20,-0.5]',
    )
    expect(vectorCell(matrix(1, 2).data)).toBe('[0,0]')
  })
})
