import type { Resamples } from '../resamples.ts'

/**
 * Something that depends on how many rows each of its cells holds, and is worked out anew for every resample: told the counts of
 * one resample after the other, then asked for its result.
 */
export interface Tally<Result> {
  /** Cell of each row, 0..size-1, [n]; -1 where a row is not counted. */
  readonly cells: Int32Array
  readonly size: number
  /** How many resamples it wants, the first ones. */
  readonly resamples: number
  /** @param counts [size]; their memory is used again */
  add(counts: Float64Array, b: number): void
  /** After the last resample. */
  result(): Result
}

/** How many rows each cell holds, [size]. */
export function countOnce({ cells, size }: Pick<Tally<unknown>, 'cells' | 'size'>): Float64Array {
  const counts = new Float64Array(size)
  for (const cell of cells) if (cell >= 0) counts[cell]!++
  return counts
}

/**
 * Counts the cells of many tallies of the same rows in every resample: each row's multiplicity is looked up once for all of them,
 * and rows that a resample lacks cost nothing more.
 * @param patients of each row, [n]
 */
export function countResamples(
  tallies: readonly Tally<unknown>[],
  patients: Int32Array,
  { times, patients: all, count }: Resamples,
): void {
  // those that want the most first: the others drop off the end
  const sorted = tallies.toSorted((one, other) => other.resamples - one.resamples)
  const width = sorted.length
  const { cells, starts, size } = sideBySide(sorted, patients.length)
  const counts = new Int32Array(size)
  const views = sorted.map((tally) => new Float64Array(tally.size))
  for (let b = 0; b < count; b++) {
    const wanting = sorted.filter((tally) => tally.resamples > b).length
    counts.fill(0)
    const first = b * all
    for (let i = 0; i < patients.length; i++) {
      const weight = times[first + patients[i]!]!
      if (weight === 0) continue
      const end = i * width + wanting
      for (let at = i * width; at < end; at++) counts[cells[at]!]! += weight
    }
    for (let t = 0; t < wanting; t++) {
      const view = views[t]!
      for (let c = 0; c < view.length; c++) view[c] = counts[starts[t]! + c]!
      sorted[t]!.add(view, b)
    }
  }
}

/** The tallies' cells in one array, [n, tallies], numbered through; cell 0 is of no tally. */
function sideBySide(
  tallies: readonly Pick<Tally<unknown>, 'cells' | 'size'>[],
  n: number,
): { readonly cells: Int32Array; readonly starts: readonly number[]; readonly size: number } {
  const cells = new Int32Array(n * tallies.length)
  const starts: number[] = []
  let size = 1
  tallies.forEach((tally, t) => {
    starts.push(size)
    for (let i = 0; i < n; i++) {
      const cell = tally.cells[i]!
      if (cell >= 0) cells[i * tallies.length + t] = size + cell
    }
    size += tally.size
  })
  return { cells, starts, size }
}
