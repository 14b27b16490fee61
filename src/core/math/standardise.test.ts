import { describe, expect, test } from 'vitest'
import { matrix, matrixFrom } from './matrix.ts'
import { columnMeans, fitStandardScaler, standardise } from './standardise.ts'

describe('the standard scaler', () => {
  test('uses the mean and the population deviation (ddof 0) of the fitted rows', () => {
    const scaler = fitStandardScaler(matrixFrom([[1, 10], [3, 10], [5, 40]])) // prettier-ignore
    expect([...scaler.mean]).toEqual([3, 20])
    expect(scaler.scale[0]).toBeCloseTo(Math.sqrt(8 / 3), 12)
    expect(scaler.scale[1]).toBeCloseTo(Math.sqrt(200), 12)
  })

  test('R2: other rows are put on the scale of the fitted ones', () => {
    const scaler = fitStandardScaler(matrixFrom([[0], [4]]))
    expect(standardise(scaler, matrixFrom([[0], [2], [8]])).data).toEqual(Float32Array.of(-1, 0, 3))
  })

  test('a constant column is centred and not scaled, also where its mean is not exact', () => {
    const rows = Array.from({ length: 1001 }, () => [0.1, 7, 0, 123456.789])
    const scaler = fitStandardScaler(matrixFrom(rows))
    expect([...scaler.scale]).toEqual([1, 1, 1, 1])
    for (const value of standardise(scaler, matrixFrom(rows)).data) expect(Math.abs(value)).toBeLessThan(1e-9)
  })

  test('a column of small but real variation is scaled', () => {
    const scaler = fitStandardScaler(matrixFrom([[1e-7], [3e-7], [1e-7], [3e-7]]))
    expect(scaler.scale[0]).toBeCloseTo(1e-7, 13)
  })

  test('without rows it changes nothing', () => {
    const scaler = fitStandardScaler(matrix(0, 2))
    expect(standardise(scaler, matrixFrom([[5, -2]])).data).toEqual(Float32Array.of(5, -2))
    expect([...columnMeans(matrix(0, 2))]).toEqual([0, 0])
  })

  test('another number of columns fails with both shapes', () => {
    const scaler = fitStandardScaler(matrix(3, 2))
    expect(() => standardise(scaler, matrix(5, 4))).toThrow(
      expect.objectContaining({
        code: 'shape-mismatch',
        params: { where: 'standardise', expected: '[m, 2]', actual: '[5, 4]' },
      }),
    )
  })
})
