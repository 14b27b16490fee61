import type { Matrix } from '../math/matrix.ts'
import { sortRows, transposed } from './sorted-columns.ts'

/** Every column's values in at most 256 bins of neighbouring values. */
export interface BinnedColumns {
  readonly rows: number
  readonly cols: number
  /** [d * n], column by column: the bin of every row, counted from 0 in each column. */
  readonly bins: Uint8Array
  /** Where the bins of column j begin in a list of all bins, [d + 1]; it has offsets[j + 1] - offsets[j]. */
  readonly offsets: Int32Array
  /** For every bin of all columns, its smallest and largest value. */
  readonly smallest: Float32Array
  readonly largest: Float32Array
}

const mostBins = 256

/**
 * Bins columns once for a whole boosting: n d log n. A column with at most 256 different values has one bin a value, so
 * nothing is lost; else bins hold about equally many rows, and equal values share one.
 */
export function binColumns(X: Matrix): BinnedColumns {
  const { rows: n, cols: d } = X
  const columns = transposed(X)
  const bins = new Uint8Array(n * d)
  const offsets = new Int32Array(d + 1)
  const smallest: number[] = []
  const largest: number[] = []
  const order = new Int32Array(n)
  for (let j = 0; j < d; j++) {
    const base = j * n
    const values = columns.subarray(base, base + n)
    sortRows(values, order)
    let distinct = 1
    for (let i = 1; i < n; i++) if (values[order[i]!]! !== values[order[i - 1]!]!) distinct++
    const rowsPerBin = distinct > mostBins ? n / mostBins : 0
    let bin = -1
    for (let i = 0, previous = NaN; i < n; i++) {
      const row = order[i]!
      const value = values[row]!
      // A bin is closed where its share of the rows is reached: large groups of equal values make fewer bins.
      if (value !== previous && i >= (bin + 1) * rowsPerBin) {
        bin++
        smallest.push(value)
        largest.push(value)
      }
      largest[offsets[j]! + bin] = value
      bins[base + row] = bin
      previous = value
    }
    offsets[j + 1] = offsets[j]! + bin + 1
  }
  return {
    rows: n,
    cols: d,
    bins,
    offsets,
    smallest: Float32Array.from(smallest),
    largest: Float32Array.from(largest),
  }
}
