import { throwIfAborted, type Signal } from '../signal.ts'
import { squaredLengths, type Matrix } from './matrix.ts'
import { productsWith } from './prepared-products.ts'

/** Queries at once: the signal is looked at between them, and memory stays at block * n numbers. */
const block = 32

/**
 * The Euclidean distance of each query row to its k-th nearest reference row, [m]; k is capped by the number of references, of which
 * there is one at least. |a - b|^2 = |a|^2 + |b|^2 - 2 a b in float64. The cost is n * m * d multiply-adds.
 * @param reference [n, d]
 * @param queries [m, d]
 * @throws Failure 'shape-mismatch' when the column counts differ, 'cancelled'
 */
export function nearestDistances(
  reference: Matrix,
  queries: Matrix,
  k: number,
  signal?: Signal,
): Float64Array {
  const all = { from: 0, to: reference.rows }
  const referenceSquares = squaredLengths(reference)
  const querySquares = squaredLengths(queries)
  const multiply = productsWith(reference, queries.rows)
  const products = new Float64Array(block * reference.rows)
  const out = new Float64Array(queries.rows)
  for (let from = 0; from < queries.rows; from += block) {
    throwIfAborted(signal)
    const to = Math.min(from + block, queries.rows)
    multiply(queries, { from, to }, all, products)
    for (let i = from; i < to; i++) {
      const row = products.subarray((i - from) * reference.rows, (i - from + 1) * reference.rows)
      const distances = row.map((product, j) => querySquares[i]! + referenceSquares[j]! - 2 * product)
      const squared = distances.sort()[Math.min(k, reference.rows) - 1]!
      out[i] = Math.sqrt(Math.max(0, squared))
    }
  }
  return out
}
