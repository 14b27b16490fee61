import { columnOf, type Metric, type Scored } from './metric.ts'

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

/** What one pass over a ranking gives; null where it is undefined. */
export interface RankAreas {
  /** Below the ROC curve by the trapezoid rule, equal scores count half; null without a positive or without a negative. */
  readonly auroc: number | null
  /**
   * Sum of (R_n - R_(n-1)) P_n over the distinct scores, without interpolation. null without a positive; also without a
   * negative, where it would be 1 whatever the scores.
   */
  readonly averagePrecision: number | null
}

export function rankAreas({ order, ends, positive }: Ranking, weights: Float64Array): RankAreas {
  let positives = 0
  let negatives = 0
  let area = 0
  let precisions = 0
  let at = 0
  for (let k = 0; k < ends.length; k++) {
    const end = ends[k]!
    let groupPositives = 0
    let group = 0
    do {
      const weight = weights[order[at]!]!
      group += weight
      groupPositives += weight * positive[at]!
      at++
    } while (at < end)
    const groupNegatives = group - groupPositives
    area += groupNegatives * (positives + groupPositives / 2)
    positives += groupPositives
    negatives += groupNegatives
    if (groupPositives > 0) precisions += (groupPositives * positives) / (positives + negatives)
  }
  const defined = positives > 0 && negatives > 0
  return {
    auroc: defined ? area / (positives * negatives) : null,
    averagePrecision: defined ? precisions / positives : null,
  }
}

/** The rankings that metrics of rankings are means over: of the positive class where there is one, else of each class. */
export function rankingsOf({ y, proba, positive }: Scored): readonly Ranking[] {
  const columns = positive === null ? Array.from({ length: proba.cols }, (_, c) => c) : [positive]
  return columns.map((c) => rankingOf(columnOf(proba, c), (row) => y[row] === c))
}

/**
 * The part of a metric that depends on rankings only: the unweighted mean over the classes, one against rest; null as soon as one
 * class has no value (a class without cases, or with all of them).
 */
export function onRankings(area: keyof RankAreas): Required<Pick<Metric, 'prepare' | 'ofRankings'>> {
  const ofRankings = (areas: readonly RankAreas[]): number | null => {
    let sum = 0
    for (const of of areas) {
      const value = of[area]
      if (value === null) return null
      sum += value
    }
    return sum / areas.length
  }
  return {
    ofRankings,
    prepare(scored) {
      const rankings = rankingsOf(scored)
      return (weights) => ofRankings(rankings.map((ranking) => rankAreas(ranking, weights)))
    },
  }
}
