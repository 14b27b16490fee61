import type { Matrix } from '../math/matrix.ts'
import { sortRows, transposed } from './sorted-columns.ts'

/** Every column's values as whole numbers in the same order. */
export interface Ranks {
  /** [d * n], column by column; equal values have equal ranks. */
  readonly ranks: Uint32Array
  /** Bits that hold every rank. */
  readonly bits: number
  /** Halfway between the largest value of rank `low` or less and the smallest of rank `high` or more in a column. */
  threshold(column: number, low: number, high: number): number
}

/**
 * Columns ranked once for a whole forest: n d log n.
 * @param maxBits a column with more than 2^maxBits different values has neighbours share a rank
 */
export function rankColumns(X: Matrix, maxBits: number): Ranks {
  const { rows: n, cols: d } = X
  const columns = transposed(X)
  const ranks = new Uint32Array(n * d)
  const order = new Int32Array(n)
  const smallest = new Float32Array(n * d)
  const largest = new Float32Array(n * d)
  let most = 0
  for (let base = 0; base < n * d; base += n) {
    const values = columns.subarray(base, base + n)
    sortRows(values, order)
    let distinct = 0
    for (let i = 1; i < n; i++) if (values[order[i]!]! !== values[order[i - 1]!]!) distinct++
    const shift = Math.max(0, bitsOf(distinct) - maxBits)
    let position = 0
    let rank = 0
    smallest[base] = values[order[0]!]!
    for (let i = 0; i < n; i++) {
      const value = values[order[i]!]!
      if (i > 0 && value !== values[order[i - 1]!]!) {
        position++
        if (position >>> shift !== rank) smallest[base + ++rank] = value
      }
      largest[base + rank] = value
      ranks[base + order[i]!] = rank
    }
    most = Math.max(most, rank)
  }
  return {
    ranks,
    bits: bitsOf(most),
    threshold: (column, low, high) => (largest[column * n + low]! + smallest[column * n + high]!) / 2,
  }
}

/** Bits that hold the whole numbers 0..most. */
export const bitsOf = (most: number): number => 32 - Math.clz32(most)
