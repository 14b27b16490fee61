import { EigenvalueDecomposition, Matrix as MlMatrix } from 'ml-matrix'
import { createRng } from '../../src/core/math/rng.ts'
import type { Sparse } from './cooccurrence.ts'

/** The leading left singular vectors U [rows, k], row-major, and singular values S [k], descending. */
export interface Svd {
  readonly k: number
  readonly U: Float64Array
  readonly S: Float64Array
}

/**
 * Randomised SVD with subspace iteration (Halko, Martinsson and Tropp 2011, algorithms 4.4 and 5.1): `extra` more
 * directions than asked for, and `iterations` passes of A^T and A, re-orthonormalised between products.
 * Each vector's sign is fixed so that its largest entry by magnitude is positive.
 */
export function randomisedSvd(A: Sparse, k: number, seed: number, extra = 20, iterations = 3): Svd {
  const l = k + extra
  const rng = createRng(seed, 'svd')
  const omega = Float64Array.from({ length: A.cols * l }, () => rng.normal())
  let Q = multiply(A, omega, l)
  orthonormalise(Q, A.rows, l)
  for (let i = 0; i < iterations; i++) {
    const Z = multiplyTransposed(A, Q, l)
    orthonormalise(Z, A.cols, l)
    Q = multiply(A, Z, l)
    orthonormalise(Q, A.rows, l)
  }
  // B^T = A^T Q [cols, l]; the eigenvectors of B B^T rotate Q into U.
  const Bt = multiplyTransposed(A, Q, l)
  const { values, vectors } = symmetricEigen(gram(Bt, A.cols, l), l)
  const W = new Float64Array(l * k)
  const S = new Float64Array(k)
  for (let j = 0; j < k; j++) {
    const from = l - 1 - j
    S[j] = Math.sqrt(Math.max(values[from]!, 0))
    for (let i = 0; i < l; i++) W[i * k + j] = vectors.get(i, from)
  }
  const U = rotate(Q, W, A.rows, l, k)
  for (let j = 0; j < k; j++) {
    let peak = 0
    for (let i = 0; i < A.rows; i++) if (Math.abs(U[i * k + j]!) > Math.abs(peak)) peak = U[i * k + j]!
    if (peak < 0) for (let i = 0; i < A.rows; i++) U[i * k + j]! *= -1
  }
  return { k, U, S }
}

/** A X, with X [A.cols, width]. */
function multiply(A: Sparse, X: Float64Array, width: number): Float64Array {
  const out = new Float64Array(A.rows * width)
  for (let r = 0; r < A.rows; r++) {
    const to = out.subarray(r * width, (r + 1) * width)
    for (let p = A.starts[r]!; p < A.starts[r + 1]!; p++) {
      const value = A.values[p]!
      const from = A.columns[p]! * width
      for (let j = 0; j < width; j++) to[j]! += value * X[from + j]!
    }
  }
  return out
}

/** A^T X, with X [A.rows, width]. */
function multiplyTransposed(A: Sparse, X: Float64Array, width: number): Float64Array {
  const out = new Float64Array(A.cols * width)
  for (let r = 0; r < A.rows; r++) {
    const from = X.subarray(r * width, (r + 1) * width)
    for (let p = A.starts[r]!; p < A.starts[r + 1]!; p++) {
      const value = A.values[p]!
      const to = A.columns[p]! * width
      for (let j = 0; j < width; j++) out[to + j]! += value * from[j]!
    }
  }
  return out
}

/** X^T X [width, width]. */
function gram(X: Float64Array, rows: number, width: number): Float64Array {
  const G = new Float64Array(width * width)
  for (let r = 0; r < rows; r++) {
    const x = X.subarray(r * width, (r + 1) * width)
    for (let i = 0; i < width; i++) {
      const xi = x[i]!
      const g = i * width
      for (let j = i; j < width; j++) G[g + j]! += xi * x[j]!
    }
  }
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) G[i * width + j] = G[j * width + i]!
  return G
}

/**
 * The columns of X [rows, width] made orthonormal in place: X R^-1 with X^T X = R^T R (Cholesky). One pass is exact
 * enough, since a product with orthonormal columns is never far from well conditioned here.
 */
function orthonormalise(X: Float64Array, rows: number, width: number): void {
  const R = gram(X, rows, width)
  for (let i = 0; i < width; i++) {
    const pivot = Math.sqrt(R[i * width + i]!)
    for (let j = i; j < width; j++) R[i * width + j]! /= pivot
    for (let k = i + 1; k < width; k++) {
      const factor = R[i * width + k]!
      for (let j = k; j < width; j++) R[k * width + j]! -= factor * R[i * width + j]!
    }
  }
  for (let r = 0; r < rows; r++) {
    const x = X.subarray(r * width, (r + 1) * width)
    for (let i = 0; i < width; i++) {
      const q = x[i]! / R[i * width + i]!
      x[i] = q
      for (let j = i + 1; j < width; j++) x[j]! -= q * R[i * width + j]!
    }
  }
}

/** X W, with X [rows, width] and W [width, k]. */
function rotate(X: Float64Array, W: Float64Array, rows: number, width: number, k: number): Float64Array {
  const out = new Float64Array(rows * k)
  for (let r = 0; r < rows; r++) {
    const to = out.subarray(r * k, (r + 1) * k)
    for (let i = 0; i < width; i++) {
      const x = X[r * width + i]!
      const w = i * k
      for (let j = 0; j < k; j++) to[j]! += x * W[w + j]!
    }
  }
  return out
}

/** Eigenvalues ascending, with their vectors as columns. */
function symmetricEigen(G: Float64Array, n: number): { values: readonly number[]; vectors: MlMatrix } {
  const decomposition = new EigenvalueDecomposition(MlMatrix.from1DArray(n, n, G), { assumeSymmetric: true })
  return { values: decomposition.realEigenvalues, vectors: decomposition.eigenvectorMatrix }
}
