import { Failure } from '../failure.ts'
import type { Matrix } from './matrix.ts'

/** A range of rows, from (included) to to (excluded). */
export interface RowRange {
  readonly from: number
  readonly to: number
}

/**
 * Scalar products of rows of A [n, d] with rows of B [m, d], accumulated in float64: out[i * width + j] is row
 * a.from + i of A times row b.from + j of B, where width = b.to - b.from. `out` may be longer than needed.
 *
 * Tiles of 2 x 4 rows keep eight sums in registers: about twice the speed of one row at a time in V8.
 * @throws Failure 'shape-mismatch' when the column counts differ
 */
export function rowProducts(A: Matrix, a: RowRange, B: Matrix, b: RowRange, out: Float64Array): void {
  checkSameColumns(A, B)
  const width = b.to - b.from
  const evenA = a.to - ((a.to - a.from) % 2)
  const evenB = b.to - (width % 4)
  for (let i = a.from; i < evenA; i += 2) {
    const at = (i - a.from) * width
    for (let j = b.from; j < evenB; j += 4) tile(A.data, i, B.data, j, A.cols, out, at + j - b.from, width)
    for (let j = evenB; j < b.to; j++) {
      out[at + j - b.from] = dot(A.data, i, B.data, j, A.cols)
      out[at + width + j - b.from] = dot(A.data, i + 1, B.data, j, A.cols)
    }
  }
  if (evenA < a.to)
    for (let j = b.from; j < b.to; j++)
      out[(evenA - a.from) * width + j - b.from] = dot(A.data, evenA, B.data, j, A.cols)
}

/** @throws Failure 'shape-mismatch' */
export function checkSameColumns(A: Matrix, B: Matrix): void {
  if (A.cols !== B.cols)
    throw new Failure('shape-mismatch', {
      where: 'rowProducts',
      expected: `[m, ${A.cols}]`,
      actual: `[${B.rows}, ${B.cols}]`,
    })
}

/** Rows i, i + 1 of A with rows j .. j + 3 of B, into out at `at` and at + width. */
function tile(
  A: Float32Array,
  i: number,
  B: Float32Array,
  j: number,
  d: number,
  out: Float64Array,
  at: number,
  width: number,
): void {
  const pA0 = i * d
  const pA1 = pA0 + d
  const pB0 = j * d
  const pB1 = pB0 + d
  const pB2 = pB1 + d
  const pB3 = pB2 + d
  let s00 = 0
  let s01 = 0
  let s02 = 0
  let s03 = 0
  let s10 = 0
  let s11 = 0
  let s12 = 0
  let s13 = 0
  for (let k = 0; k < d; k++) {
    const a0 = A[pA0 + k]!
    const a1 = A[pA1 + k]!
    const b0 = B[pB0 + k]!
    const b1 = B[pB1 + k]!
    const b2 = B[pB2 + k]!
    const b3 = B[pB3 + k]!
    s00 += a0 * b0
    s01 += a0 * b1
    s02 += a0 * b2
    s03 += a0 * b3
    s10 += a1 * b0
    s11 += a1 * b1
    s12 += a1 * b2
    s13 += a1 * b3
  }
  out[at] = s00
  out[at + 1] = s01
  out[at + 2] = s02
  out[at + 3] = s03
  out[at + width] = s10
  out[at + width + 1] = s11
  out[at + width + 2] = s12
  out[at + width + 3] = s13
}

function dot(A: Float32Array, i: number, B: Float32Array, j: number, d: number): number {
  let sum = 0
  for (let k = 0; k < d; k++) sum += A[i * d + k]! * B[j * d + k]!
  return sum
}
