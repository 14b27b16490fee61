import { columnOf, type Scored, type WeightedMetric } from './metric.ts'

/** Rows from the highest score to the lowest, once and for all: weights change, the order does not. */
export interface Ranking {
  /** Row numbers by descending score, [n]. */
  readonly order: Int32Array
  /** End (exclusive) in `order` of each group of equal scores. */
  readonly ends: Int32Array
  /** 1 where the row in `order` is of the class in question, [n]. */
  readonly positive: Uint8Array
}

export function rankingOf(scores: Float64Array, isPositive: (row: number) => boolean): Ranking {
  const order = Int32Array.from(scores.keys()).sort((i, j) => scores[j]! - scores[i]!)
  const ends: number[] = []
  for (let at = 1; at <= order.length; at++)
    if (at === order.length || scores[order[at]!] !== scores[order[at - 1]!]) ends.push(at)
  return {
    order,
    ends: Int32Array.from(ends),
    positive: Uint8Array.from(order, (row) => (isPositive(row) ? 1 : 0)),
  }
}

/**
 * The prepare() of a metric on rankings: of the positive class where there is one, else the unweighted mean over the
 * classes, one against rest; null as soon as one class has no value (a class without cases, or with all of them).
 */
export function onRankings(
  score: (ranking: Ranking, weights: Float64Array) => number | null,
): (scored: Scored) => WeightedMetric {
  return ({ y, proba, positive }) => {
    const columns = positive === null ? Array.from({ length: proba.cols }, (_, c) => c) : [positive]
    const rankings = columns.map((c) => rankingOf(columnOf(proba, c), (row) => y[row] === c))
    return (weights) => {
      let sum = 0
      for (const ranking of rankings) {
        const value = score(ranking, weights)
        if (value === null) return null
        sum += value
      }
      return sum / rankings.length
    }
  }
}
