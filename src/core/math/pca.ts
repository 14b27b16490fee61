import { Failure } from '../failure.ts'
import { throwIfAborted, type Signal } from '../signal.ts'
import { matrix, type Matrix } from './matrix.ts'
import { createProducts, productsWith, type ProductsWith } from './prepared-products.ts'
import { centre, columnMeans } from './standardise.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

/** A fitted principal component analysis, as scikit-learn's PCA with the full solver. */
export interface Pca {
  /** Column means of the fitted rows, [d]. */
  readonly mean: Float64Array
  /** Unit vectors, one a row, by falling variance, [k, d]; of each, the loading of largest magnitude is positive. */
  readonly components: Matrix
  /** Variance along each component (ddof 1), [k]. */
  readonly explainedVariance: Float64Array
  /** Its share of the total variance, [k]. */
  readonly explainedVarianceRatio: Float64Array
}

/**
 * Fits on the rows of X [n, d]: training rows only (R2). k is the smallest of `components` and the rank of the centred
 * rows, which is at most min(n - 1, d); k is 0 when all rows are equal.
 *
 * Works on the smaller of the covariance [d, d] and the Gram matrix [n, n]. With s = min(n, d) the cost is
 * n d s / 2 multiply-adds for the products and about 4/3 s^3 for the eigenvectors: a second for 128 components of
 * 4,000 x 768 (decision 0038). Beside X it takes 4 n d bytes for the centred copy, as many again for the kernels' where n < d, and
 * 8 s^2 for the products. The eigenvectors cannot be interrupted.
 * @throws Failure 'cancelled' between blocks of the products, 'not-finite' where a variance is
 */
export function fitPca(X: Matrix, components: number, signal?: Signal): Pca {
  const mean = columnMeans(X)
  const centred = centre(X, mean)
  const byRows = X.rows < X.cols
  if (X.rows < 2 || X.cols === 0)
    return {
      mean,
      components: matrix(0, X.cols),
      explainedVariance: new Float64Array(0),
      explainedVarianceRatio: new Float64Array(0),
    }

  const products = byRows ? gram(centred, signal) : columnProducts(centred, signal)
  const size = byRows ? X.rows : X.cols
  let total = 0
  for (let i = 0; i < size; i++) total += products[i * size + i]!
  // a trace bounds all entries of such a matrix
  if (!Number.isFinite(total)) throw new Failure('not-finite', { where: 'pca' })
  const eigen = symmetricEigen(products, size)
  const [largest = 0] = eigen.leading(1).values
  // Below this an eigenvalue is the rounding of the float32 input (2^-24 a value), and its vector has no meaning.
  const floor = largest * Math.max(X.rows, X.cols) * 2 ** -48
  const rank = largest > 0 ? Math.min(eigen.countAbove(floor), X.rows - 1) : 0
  const k = Math.min(components, rank)

  const { values, vectors } = eigen.leading(k)
  const directions = matrix(k, X.cols)
  for (let c = 0; c < k; c++) {
    const direction = byRows ? combineRows(centred, vectors[c]!) : vectors[c]!
    directions.data.set(oriented(direction), c * X.cols)
  }
  return {
    mean,
    components: directions,
    explainedVariance: values.map((value) => value / (X.rows - 1)),
    explainedVarianceRatio: values.map((value) => value / total),
  }
}

/**
 * Coordinates on the components, [m, k].
 * @throws Failure 'shape-mismatch' when X has another number of columns than the fitted rows
 */
export function transformPca(pca: Pick<Pca, 'mean' | 'components'>, X: Matrix): Matrix {
  const { mean, components } = pca
  if (X.cols !== mean.length)
    throw new Failure('shape-mismatch', {
      where: 'transformPca',
      expected: `[m, ${mean.length}]`,
      actual: `[${X.rows}, ${X.cols}]`,
    })
  const products = new Float64Array(X.rows * components.rows)
  const all = { from: 0, to: X.rows }
  productsWith(components, X.rows)(centre(X, mean), all, { from: 0, to: components.rows }, products)
  return matrix(X.rows, components.rows, Float32Array.from(products))
}

/** Rows of one block of X^T: 512 columns of 768 float32 are 1.5 MB, which a core keeps at hand while it pairs them. */
const blockRows = 512

/** X^T X in float64, [d, d]: its lower triangle. */
function columnProducts(X: Matrix, signal: Signal | undefined): Float64Array {
  const sums = new Float64Array(X.cols * X.cols)
  const products = createProducts(X.cols, Math.min(blockRows, X.rows))
  for (let from = 0; from < X.rows; from += blockRows) {
    const rows = Math.min(blockRows, X.rows - from)
    const transposed = matrix(X.cols, rows)
    for (let i = 0, p = from * X.cols; i < rows; i++)
      for (let j = 0; j < X.cols; j++, p++) transposed.data[j * rows + i] = X.data[p]!
    addSelfProducts(transposed, products(transposed), sums, signal)
  }
  return sums
}

/** X X^T in float64, [n, n]: its lower triangle. */
function gram(X: Matrix, signal: Signal | undefined): Float64Array {
  const sums = new Float64Array(X.rows * X.rows)
  addSelfProducts(X, productsWith(X, X.rows), sums, signal)
  return sums
}

/** Adds A A^T, `multiply` being with A, to the lower triangle of sums [rows, rows], a few rows at a time so that a cancel gets in. */
function addSelfProducts(
  A: Matrix,
  multiply: ProductsWith,
  sums: Float64Array,
  signal: Signal | undefined,
): void {
  const size = A.rows
  const step = 32
  const products = new Float64Array(step * size)
  for (let from = 0; from < size; from += step) {
    throwIfAborted(signal)
    const to = Math.min(from + step, size)
    const width = size - from
    multiply(A, { from, to }, { from, to: size }, products)
    for (let i = from; i < to; i++)
      for (let j = i; j < size; j++) sums[j * size + i]! += products[(i - from) * width + j - from]!
  }
}

/** The unit vector along sum_i weights[i] * row i, [d]: from an eigenvector of the Gram matrix to a component. */
function combineRows(A: Matrix, weights: Float64Array): Float64Array {
  const out = new Float64Array(A.cols)
  for (let i = 0, p = 0; i < A.rows; i++)
    for (let j = 0; j < A.cols; j++, p++) out[j]! += weights[i]! * A.data[p]!
  const norm = Math.sqrt(out.reduce((sum, value) => sum + value * value, 0))
  return out.map((value) => value / norm)
}

/** The same direction with its loading of largest magnitude positive (the first of equals): eigenvectors have no sign. */
function oriented(direction: Float64Array): Float64Array {
  let largest = 0
  for (const loading of direction) if (Math.abs(loading) > Math.abs(largest)) largest = loading
  return largest < 0 ? direction.map((loading) => -loading) : direction
}
