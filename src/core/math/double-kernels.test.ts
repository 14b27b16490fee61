import { expect, test } from 'vitest'
import { doubleRoom, type ColumnRange } from './double-kernels.ts'
import { matrix, type Matrix } from './matrix.ts'
import { padded, panelsIn, writeTransposed } from './panels.ts'
import { createRng } from './rng.ts'

const rng = createRng(1, 'doubles')

/** Rows X [n, d] as the columns of A, matrices M [K, d] and F [n, K] of float64 in the same memory. */
function placed(n: number, d: number, K: number) {
  const [N, D] = [padded(n), padded(d)]
  const { arrays, kernels } = doubleRoom((floats, doubles) => ({
    A: panelsIn(floats(N * D), D, N),
    M: doubles(K * D),
    F: doubles(N * K),
  }))!
  const { A, M } = arrays
  const X = matrix(n, d)
  X.data.forEach((_, p) => (X.data[p] = rng.normal()))
  writeTransposed(A, X)
  for (let k = 0; k < K; k++) for (let j = 0; j < d; j++) M[k * D + j] = rng.normal()
  return { X, ...arrays, D, kernels }
}

const entry = ({ rows, cols, data }: Matrix, i: number, j: number): number =>
  i < rows ? data[i * cols + j]! : 0

const shapes = [
  [1, 1, 1],
  [3, 5, 2],
  [9, 8, 3],
  [16, 17, 5],
  [41, 130, 4],
] as const

test.each(shapes)('R12: %i columns of %i times %i rows, to the last bit of a loop', (n, d, K) => {
  const { X, A, M, F, D, kernels } = placed(n, d, K)
  kernels.products(F, A, { from: 0, to: A.cols }, M)
  for (let i = 0; i < A.cols; i++)
    for (let k = 0; k < K; k++) {
      let sum = 0
      for (let j = 0; j < d; j++) sum += entry(X, i, j) * M[k * D + j]!
      expect(F[i * K + k]).toBe(sum)
    }
})

test.each(shapes)('R12: adds %i columns of %i to %i rows, four at a time, to the last bit', (n, d, K) => {
  const { X, A, M, F, D, kernels } = placed(n, d, K)
  for (let i = 0; i < n * K; i++) F[i] = rng.normal()
  const before = M.slice()
  kernels.addColumns(M, A, { from: 0, to: A.cols }, F)
  for (let k = 0; k < K; k++)
    for (let j = 0; j < d; j++) {
      let sum = before[k * D + j]!
      for (let i = 0; i < n; i += 4) {
        const [a, b, c, e] = [0, 1, 2, 3].map((r) =>
          i + r < n ? F[(i + r) * K + k]! * entry(X, i + r, j) : 0,
        )
        sum += a! + b! + c! + e!
      }
      expect(M[k * D + j]).toBe(sum)
    }
})

test('a range of columns is worked on alone', () => {
  const { A, M, F, kernels } = placed(40, 10, 3)
  const columns: ColumnRange = { from: 16, to: 32 }
  const all = new Float64Array(40 * 3)
  kernels.products(F, A, { from: 0, to: 40 }, M)
  all.set(F)
  F.fill(7)
  kernels.products(F, A, columns, M)
  expect([...F.subarray(0, 48)]).toEqual([...all.subarray(48, 96)])
  expect([...F.subarray(48)]).toEqual(Array(72).fill(7))

  const untouched = M.slice()
  kernels.addColumns(M, A, { from: 8, to: 8 }, F)
  expect(M).toEqual(untouched)
  F.fill(0).fill(1, 0, 48)
  const other = placed(40, 10, 3)
  other.A.data.set(A.data)
  other.A.data.fill(0, 0, 16 * A.rows).fill(0, 32 * A.rows)
  other.M.set(M)
  other.F.fill(1)
  kernels.addColumns(M, A, columns, F)
  other.kernels.addColumns(other.M, other.A, { from: 0, to: 40 }, other.F)
  expect(M).toEqual(other.M)
})
