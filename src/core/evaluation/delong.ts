import { normalCdf, normalQuantile } from '../math/distributions.ts'

export interface DeLongTest {
  readonly a: number
  readonly b: number
  /** a - b */
  readonly difference: number
  /** 95 % interval of the difference, and two-sided p. */
  readonly ci95: readonly [number, number]
  readonly p: number
}

/** Far above the rounding of areas in float64, far below what one case of a million moves. */
const rounding = 1e-12

/**
 * Two AUROCs on the same independent cases, compared by their asymptotic covariance (DeLong, DeLong and Clarke-Pearson 1988), computed
 * with midranks (Sun and Xu 2014). For fixed models on one locked test set alone (R8).
 *
 * Without variance (equal rankings): the interval is the difference, p is 1 where it is 0, else 0.
 *
 * @param scores of both models for every case, [n] each
 * @param positive 1 where the case has the class, [n]
 * @returns null with fewer than two positive or two negative cases: no variance is defined
 */
export function delongTest(
  scores: readonly [Float64Array, Float64Array],
  positive: Uint8Array,
): DeLongTest | null {
  const negatives = positive.reduce((count, flag) => count + (flag === 1 ? 0 : 1), 0)
  const positives = positive.length - negatives
  if (positives < 2 || negatives < 2) return null
  const [a, b] = scores.map((values) => placements(values, positive)) as [Placements, Placements]

  const difference = a.area - b.area
  const variance =
    varianceOfDifference(a.ofPositives, b.ofPositives) / positives +
    varianceOfDifference(a.ofNegatives, b.ofNegatives) / negatives
  const areas = { a: a.area, b: b.area }
  const standardError = Math.sqrt(variance)
  if (standardError < rounding) {
    const same = Math.abs(difference) < rounding ? 0 : difference
    return { ...areas, difference: same, ci95: [same, same], p: same === 0 ? 1 : 0 }
  }
  const half = normalQuantile(0.975) * standardError
  return {
    ...areas,
    difference,
    ci95: [difference - half, difference + half],
    p: 2 * normalCdf(-Math.abs(difference) / standardError),
  }
}

interface Placements {
  readonly area: number
  /** The share of the negatives that a positive is scored above, equal scores half, [positives]; its mean is the area. */
  readonly ofPositives: Float64Array
  /** The share of the positives that are scored above a negative, [negatives]. */
  readonly ofNegatives: Float64Array
}

/** A case's rank among all less its rank among its own class is how many of the other class it is scored above. */
function placements(scores: Float64Array, positive: Uint8Array): Placements {
  const all = midranks(scores)
  const share = (flag: 0 | 1): Float64Array => {
    const isOwn = (_: number, i: number): boolean => (positive[i] === 1) === (flag === 1)
    const own = midranks(scores.filter(isOwn))
    const others = scores.length - own.length
    return all.filter(isOwn).map((rank, i) => (rank - own[i]!) / others)
  }
  const ofPositives = share(1)
  const area = ofPositives.reduce((sum, value) => sum + value, 0) / ofPositives.length
  return { area, ofPositives, ofNegatives: share(0).map((below) => 1 - below) }
}

/** Ranks from 1, equal values share their mean rank, [n]. */
function midranks(values: Float64Array): Float64Array {
  const order = Int32Array.from(values.keys()).sort((i, j) => values[i]! - values[j]!)
  const ranks = new Float64Array(values.length)
  for (let start = 0; start < order.length;) {
    let end = start + 1
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++
    for (let at = start; at < end; at++) ranks[order[at]!] = (start + 1 + end) / 2
    start = end
  }
  return ranks
}

/** Sample variance of the paired differences: S_aa + S_bb - 2 S_ab. */
function varianceOfDifference(a: Float64Array, b: Float64Array): number {
  const differences = a.map((value, i) => value - b[i]!)
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length
  return differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (differences.length - 1)
}
