import { describe, expect, test } from 'vitest'
import { matrix, matrixFrom, row, type Matrix } from './matrix.ts'
import { fitPca, transformPca } from './pca.ts'
import { createRng } from './rng.ts'

/** Correlated columns away from zero, of variances that differ. */
function made(n: number, d: number, seed = 1): Matrix {
  const rng = createRng(seed, 'pca')
  const out = matrix(n, d)
  for (let i = 0; i < n; i++) {
    const shared = rng.normal()
    for (let j = 0; j < d; j++) out.data[i * d + j] = 5 + j + 2 * shared + rng.normal() * (1 + j / d)
  }
  return out
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

describe.each([
  ['more rows than columns (covariance)', 60, 9],
  ['more columns than rows (Gram matrix)', 9, 60],
])('PCA with %s', (_, n, d) => {
  const X = made(n, d)
  const rank = Math.min(n - 1, d)
  const pca = fitPca(X, 1000)

  test('is capped at the rank and its components are orthonormal', () => {
    expect(pca.components).toMatchObject({ rows: rank, cols: d })
    for (let a = 0; a < rank; a++)
      for (let b = 0; b < rank; b++)
        expect(dot(row(pca.components, a), row(pca.components, b))).toBeCloseTo(a === b ? 1 : 0, 5)
  })

  test('the largest loading of each component is positive', () => {
    for (let c = 0; c < rank; c++) {
      const loadings = [...row(pca.components, c)]
      expect(Math.max(...loadings)).toBe(Math.max(...loadings.map(Math.abs)))
    }
  })

  test('coordinates are uncorrelated, with the explained variance (ddof 1), by falling size', () => {
    const Z = transformPca(pca, X)
    const column = (c: number): number[] => Array.from({ length: n }, (_, i) => Z.data[i * rank + c]!)
    for (let a = 0; a < rank; a++) {
      expect(dot(column(a), new Float64Array(n).fill(1))).toBeCloseTo(0, 3)
      for (let b = 0; b <= a; b++) {
        const covariance = dot(column(a), column(b)) / (n - 1)
        expect(covariance).toBeCloseTo(a === b ? pca.explainedVariance[a]! : 0, 3)
      }
    }
    const falling = [...pca.explainedVariance].sort((a, b) => b - a)
    expect([...pca.explainedVariance]).toEqual(falling)
  })

  test('with every component the rows come back whole, and the shares add up to 1', () => {
    const Z = transformPca(pca, X)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < d; j++) {
        let value = pca.mean[j]!
        for (let c = 0; c < rank; c++) value += Z.data[i * rank + c]! * pca.components.data[c * d + j]!
        expect(value).toBeCloseTo(X.data[i * d + j]!, 4)
      }
    expect(pca.explainedVarianceRatio.reduce((sum, v) => sum + v, 0)).toBeCloseTo(1, 9)
  })

  test('fewer components are the first of all of them', () => {
    const few = fitPca(X, 3)
    expect(few.components.data).toEqual(pca.components.data.slice(0, 3 * d))
    expect(few.explainedVarianceRatio).toEqual(pca.explainedVarianceRatio.slice(0, 3))
  })
})

describe('PCA of degenerate rows', () => {
  test('directions without variance are left out', () => {
    const rng = createRng(2, 'plane')
    const rows = Array.from({ length: 40 }, () => {
      const [a, b] = [rng.normal(), rng.normal()]
      return [a + 3, b, a + b, a - b, 7]
    })
    expect(fitPca(matrixFrom(rows), 5).components.rows).toBe(2)
  })

  test.each([
    ['equal rows', matrixFrom([[1, 2], [1, 2], [1, 2]])], // prettier-ignore
    ['one row', matrixFrom([[1, 2]])],
    ['no row', matrix(0, 2)],
    ['no column', matrix(3, 0)],
  ])('%s have no component, and a transform without columns', (_, X) => {
    const pca = fitPca(X, 5)
    expect(pca.components).toMatchObject({ rows: 0, cols: X.cols })
    expect(transformPca(pca, X)).toMatchObject({ rows: X.rows, cols: 0 })
  })

  test('variances beyond float64 end in a failure, not in a search without an end', () => {
    const X = matrix(3, 2, Float32Array.of(3e38, 1, -3e38, 2, 3e38, 5))
    expect(() => fitPca(X, 2)).toThrow(expect.objectContaining({ code: 'not-finite' }))
  })

  test('R2: another number of columns fails with both shapes', () => {
    const pca = fitPca(made(10, 4), 2)
    expect(() => transformPca(pca, matrix(2, 3))).toThrow(
      expect.objectContaining({
        code: 'shape-mismatch',
        params: { where: 'transformPca', expected: '[m, 4]', actual: '[2, 3]' },
      }),
    )
  })

  test('a cancelled fit ends with the failure cancelled', () => {
    expect(() => fitPca(made(10, 4), 2, { aborted: true })).toThrow(
      expect.objectContaining({ code: 'cancelled' }),
    )
  })
})
