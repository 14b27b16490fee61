import { expect, test } from 'vitest'
import { createRng } from '../../src/core/math/rng.ts'
import type { Sparse } from './cooccurrence.ts'
import { randomisedSvd } from './svd.ts'

/** U diag(S) V^T with U and V orthonormal by construction: columns of two Hadamard matrices of order 8. */
const singularValues = [9, 4, 2, 0.5]
const hadamard = (i: number, j: number): number =>
  ((i & j).toString(2).replaceAll('0', '').length % 2 === 0 ? 1 : -1) / Math.sqrt(8)

function knownMatrix(): Sparse {
  const dense = Array.from({ length: 64 }, (_, p) =>
    singularValues.reduce((sum, s, k) => sum + s * hadamard(p >> 3, k + 1) * hadamard(p & 7, 7 - k), 0),
  )
  return {
    rows: 8,
    cols: 8,
    starts: Int32Array.from({ length: 9 }, (_, r) => 8 * r),
    columns: Int32Array.from(dense, (_, p) => p % 8),
    values: Float32Array.from(dense),
  }
}

test('finds the leading singular values and vectors of a known matrix', () => {
  const { U, S } = randomisedSvd(knownMatrix(), 3, 1, 1)
  S.forEach((value, j) => expect(value).toBeCloseTo(singularValues[j]!, 5))
  for (let j = 0; j < 3; j++) {
    const overlap = Array.from({ length: 8 }, (_, i) => U[i * 3 + j]! * hadamard(i, j + 1))
    expect(Math.abs(overlap.reduce((sum, value) => sum + value, 0))).toBeCloseTo(1, 5)
  }
})

test('[R12] the same seed gives the same bits; another seed the same vectors, signs included', () => {
  const random = createRng(3, 'matrix')
  const matrix = { ...knownMatrix(), values: Float32Array.from({ length: 64 }, () => random.normal()) }
  const first = randomisedSvd(matrix, 2, 1, 6)
  expect(randomisedSvd(matrix, 2, 1, 6)).toEqual(first)
  const other = randomisedSvd(matrix, 2, 2, 6)
  other.U.forEach((value, i) => expect(value).toBeCloseTo(first.U[i]!, 6))
})
