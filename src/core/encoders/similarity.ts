import { matrix, row, type Matrix } from '../math/matrix.ts'

/**
 * Cosine of every pair of rows, [n, n]: 1 alike, 0 unrelated.
 * @param X [n, d]
 * @param present [n]; a row that is 0 there has no direction, and NaN stands where it meets others
 */
export function cosineMatrix(X: Matrix, present: Uint8Array): Matrix {
  const cosines = matrix(X.rows, X.rows)
  const lengths = Array.from({ length: X.rows }, (_, i) => Math.sqrt(dot(row(X, i), row(X, i))))
  for (let i = 0; i < X.rows; i++)
    for (let j = 0; j < X.rows; j++) {
      const known = present[i] && present[j]
      cosines.data[i * X.rows + j] = known
        ? dot(row(X, i), row(X, j)) / (lengths[i]! * lengths[j]!)
        : Number.NaN
    }
  return cosines
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!
  return sum
}
