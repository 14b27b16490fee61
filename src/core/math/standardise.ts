import { Failure } from '../failure.ts'
import { matrix, type Matrix } from './matrix.ts'

/** What z-scoring needs: x -> (x - mean) / scale, one entry a column, both [d]. scikit-learn's StandardScaler. */
export interface StandardScaler {
  readonly mean: Float64Array
  /** Standard deviation of the fitted rows (ddof 0); 1 for a constant column. Never 0. */
  readonly scale: Float64Array
}

/**
 * Fits on the rows of X [n, d]: training rows only (R2). Without rows the scaler changes nothing.
 * A column counts as constant when its variance is within the rounding error of computing it, so that a constant
 * such as 0.1, whose mean is not exact, is not blown up to unit variance.
 */
export function fitStandardScaler(X: Matrix): StandardScaler {
  const { rows, cols, data } = X
  const mean = columnMeans(X)
  const variance = new Float64Array(cols)
  for (let i = 0, p = 0; i < rows; i++)
    for (let j = 0; j < cols; j++, p++) {
      const centred = data[p]! - mean[j]!
      variance[j]! += (centred * centred) / rows
    }
  const scale = variance.map((v, j) => {
    const rounding = rows * Number.EPSILON
    return v <= rounding * v + (rounding * mean[j]!) ** 2 ? 1 : Math.sqrt(v)
  })
  return { mean, scale }
}

/**
 * (X - mean) / scale, a new matrix [m, d].
 * @throws Failure 'shape-mismatch' when X has another number of columns than the fitted rows
 */
export function standardise(scaler: StandardScaler, X: Matrix): Matrix {
  const { mean, scale } = scaler
  if (X.cols !== mean.length)
    throw new Failure('shape-mismatch', {
      where: 'standardise',
      expected: `[m, ${mean.length}]`,
      actual: `[${X.rows}, ${X.cols}]`,
    })
  const out = matrix(X.rows, X.cols)
  for (let i = 0, p = 0; i < X.rows; i++)
    for (let j = 0; j < X.cols; j++, p++) out.data[p] = (X.data[p]! - mean[j]!) / scale[j]!
  return out
}

/** Mean of each column of X [n, d], in float64, [d]; zeros where there are no rows. */
export function columnMeans(X: Matrix): Float64Array {
  const mean = new Float64Array(X.cols)
  for (let i = 0, p = 0; i < X.rows; i++) for (let j = 0; j < X.cols; j++, p++) mean[j]! += X.data[p]!
  if (X.rows > 0) for (let j = 0; j < X.cols; j++) mean[j]! /= X.rows
  return mean
}

/** X - mean as float32, a new matrix [n, d]: its rounding, 6e-8 of a centred value, is no larger than that of the input itself. */
export function centre(X: Matrix, mean: Float64Array): Matrix {
  const out = matrix(X.rows, X.cols)
  for (let i = 0, p = 0; i < X.rows; i++)
    for (let j = 0; j < X.cols; j++, p++) out.data[p] = X.data[p]! - mean[j]!
  return out
}
