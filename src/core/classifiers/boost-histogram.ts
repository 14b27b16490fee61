import type { BinnedColumns } from './binned-columns.ts'

/** Sums of gradients and of weights of a node's rows in every bin of every column, in turn, [2 * bins]. */
export type Histogram = Float64Array

export interface BoostSplit {
  readonly column: number
  /** The last bin that goes left, and the next one that holds rows of the node. */
  readonly low: number
  readonly high: number
}

export interface SplitRule {
  /** Added to the weights of each side: XGBoost's lambda. */
  readonly lambda: number
  /** The least sum of weights on each side. */
  readonly minChildWeight: number
}

/** Adds up the rows, [m], into an empty histogram; gradients and weights are in the order of the rows. */
export function fillHistogram(
  histogram: Histogram,
  { rows: n, cols: d, bins, offsets }: BinnedColumns,
  rows: Int32Array,
  gradients: Float64Array,
  weights: Float64Array,
): void {
  const m = rows.length
  histogram.fill(0)
  for (let j = 0; j < d; j++) {
    const first = offsets[j]!
    if (offsets[j + 1]! - first < 2) continue
    const column = bins.subarray(j * n, (j + 1) * n)
    const sums = histogram.subarray(2 * first, 2 * offsets[j + 1]!)
    for (let i = 0; i < m; i++) {
      const at = 2 * column[rows[i]!]!
      sums[at]! += gradients[i]!
      sums[at + 1]! += weights[i]!
    }
  }
}

/** What remains of a node without one of its two sides. */
export function subtractHistogram(whole: Histogram, side: Histogram): void {
  for (let i = 0; i < whole.length; i++) whole[i]! -= side[i]!
}

/** A sum of squared gradients over weights: what a leaf gains over saying nothing, twice. */
export const scoreOf = (gradient: number, weight: number, lambda: number): number =>
  (gradient * gradient) / (weight + lambda)

/** The split with the largest score of its two sides, the first found of equals; null where none is allowed. */
export function bestSplit(
  histogram: Histogram,
  { cols: d, offsets }: BinnedColumns,
  gradient: number,
  weight: number,
  { lambda, minChildWeight }: SplitRule,
): (BoostSplit & { readonly score: number }) | null {
  let most = -Infinity
  let bestColumn = -1
  let bestBin = 0
  for (let j = 0; j < d; j++) {
    const last = offsets[j + 1]! - 1
    let g = 0
    let h = 0
    for (let b = offsets[j]!; b < last; b++) {
      const here = histogram[2 * b + 1]!
      if (here <= rounding) continue
      g += histogram[2 * b]!
      h += here
      if (h < minChildWeight) continue
      const rest = weight - h
      if (rest < minChildWeight || rest <= rounding) break
      const other = gradient - g
      const left = h + lambda
      const right = rest + lambda
      // scoreOf(left) + scoreOf(right), with one division.
      const score = (g * g * right + other * other * left) / (left * right)
      if (score > most) {
        most = score
        bestColumn = j
        bestBin = b
      }
    }
  }
  if (bestColumn < 0) return null
  const first = offsets[bestColumn]!
  let high = bestBin + 1
  while (high < offsets[bestColumn + 1]! - 1 && histogram[2 * high + 1]! <= rounding) high++
  return { column: bestColumn, low: bestBin - first, high: high - first, score: most }
}

/** Weights that a subtraction leaves in bins without rows are below this. */
const rounding = 1e-12
