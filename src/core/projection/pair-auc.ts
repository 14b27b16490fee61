import type { Matrix } from '../math/matrix.ts'
import { productsWith } from '../math/prepared-products.ts'
import { unitRows } from './unit-rows.ts'

/**
 * How well cosine similarity tells pairs of one label from pairs of two, over all pairs i < j of Z [n, k]: the area under the
 * ROC curve, ties counted half. The reference implementation prints it for its held-back cases.
 * null where all pairs are of one kind. Memory: 2 n^2 bytes.
 */
export function pairAuc(Z: Matrix, y: Int32Array): number | null {
  const [same, different] = similarities(Z, y)
  if (same.length === 0 || different.length === 0) return null
  same.sort()
  different.sort()
  let lower = 0
  let lowerOrEqual = 0
  let wins = 0
  for (const similarity of same) {
    while (lower < different.length && different[lower]! < similarity) lower++
    while (lowerOrEqual < different.length && different[lowerOrEqual]! <= similarity) lowerOrEqual++
    wins += (lower + lowerOrEqual) / 2
  }
  return wins / (same.length * different.length)
}

/** Cosine similarities of the pairs that share a label, and of those that do not. */
function similarities(Z: Matrix, y: Int32Array): [Float32Array, Float32Array] {
  const n = Z.rows
  const U = unitRows(Z)
  const same = new Float32Array(samePairs(y))
  const different = new Float32Array((n * (n - 1)) / 2 - same.length)
  let s = 0
  let d = 0
  const block = 32
  const multiply = productsWith(U, n)
  const products = new Float64Array(block * n)
  for (let from = 0; from < n; from += block) {
    const to = Math.min(from + block, n)
    const width = n - from
    multiply(U, { from, to }, { from, to: n }, products)
    for (let i = from; i < to; i++)
      for (let j = i + 1; j < n; j++) {
        const similarity = products[(i - from) * width + j - from]!
        if (y[i] === y[j]) same[s++] = similarity
        else different[d++] = similarity
      }
  }
  return [same, different]
}

/** Pairs i < j whose labels agree. */
export function samePairs(y: Int32Array): number {
  const seen = new Map<number, number>()
  let pairs = 0
  for (const label of y) {
    const before = seen.get(label) ?? 0
    pairs += before
    seen.set(label, before + 1)
  }
  return pairs
}
