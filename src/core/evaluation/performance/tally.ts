import type { Resamples } from '../resamples.ts'

/** Rows sorted into cells: what depends on them by their cells alone costs a resample one addition a row. */
export interface Tally {
  /** Cell of each row, 0..size-1, [n]. */
  readonly cells: Int32Array
  /** Patient of each row, [n]. */
  readonly patients: Int32Array
  readonly size: number
}

/** How many rows each cell holds, [size]. */
export function countOnce({ cells, size }: Pick<Tally, 'cells' | 'size'>): Float64Array {
  const counts = new Float64Array(size)
  for (const cell of cells) counts[cell]!++
  return counts
}

/**
 * The same in every resample, one after the other.
 * @param visit gets the counts [size], whose memory is used again
 */
export function countResamples(
  { cells, patients, size }: Tally,
  { times, patients: all }: Resamples,
  count: number,
  visit: (counts: Float64Array, b: number) => void,
): void {
  const counts = new Float64Array(size)
  for (let b = 0; b < count; b++) {
    counts.fill(0)
    const first = b * all
    for (let i = 0; i < cells.length; i++) counts[cells[i]!]! += times[first + patients[i]!]!
    visit(counts, b)
  }
}
