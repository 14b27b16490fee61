/** The share of held-out cases that may warn, all spaces together. */
export const wantedFalseAlarms = 0.05

export interface Thresholds {
  /** Of each space. */
  readonly distances: readonly number[]
  /** The share of the held-out cases that lies beyond one of them: by their choice at most `wantedFalseAlarms`, not measured on other cases. */
  readonly falseAlarmRate: number
}

/**
 * A threshold for each space, all at the same rank of its held-out distances, so that at most one case in twenty lies beyond any of them:
 * with one space the 95th percentile. As in split conformal prediction (Vovk, Gammerman and Shafer 2005) the rank is that of n + 1
 * cases; the largest distance is the threshold where there are too few.
 * @param distances of the same held-out cases in each space, [n] each, n at least 1
 */
export function distanceThresholds(distances: readonly Float64Array[]): Thresholds {
  const n = distances[0]!.length
  const sorted = distances.map((of) => of.toSorted())
  const ranks = distances.map((of, space) => of.map((distance) => rankOf(sorted[space]!, distance)))
  const largest = Float64Array.from({ length: n }, (_, i) => Math.max(...ranks.map((of) => of[i]!)))
  const place = Math.min(n, Math.ceil((n + 1) * (1 - wantedFalseAlarms)))
  const rank = largest.toSorted()[place - 1]!
  const thresholds = sorted.map((of) => of[rank]!)
  const alarms = largest.filter((_, i) => distances.some((of, space) => of[i]! > thresholds[space]!))
  return { distances: thresholds, falseAlarmRate: alarms.length / n }
}

/** The place of a value among sorted ones, the first of equals. */
function rankOf(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
