import { matrix, type Matrix, row } from '../math/matrix.ts'

/** Every row divided by its L2 norm, a new matrix; a row of zeros stays zeros. */
export function unitRows(X: Matrix): Matrix {
  const out = matrix(X.rows, X.cols)
  for (let i = 0; i < X.rows; i++) {
    const from = row(X, i)
    const to = row(out, i)
    const norm = Math.sqrt(from.reduce((sum, value) => sum + value * value, 0)) || 1
    for (let j = 0; j < X.cols; j++) to[j] = from[j]! / norm
  }
  return out
}
