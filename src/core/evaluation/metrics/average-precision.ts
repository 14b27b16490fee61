import type { Metric } from './metric.ts'
import { onRankings, type Ranking } from './ranking.ts'

/**
 * Sum of (R_n - R_(n-1)) P_n over the distinct scores, without interpolation. null without a positive; also without a
 * negative, where it would be 1 whatever the scores.
 */
export function averagePrecisionOf({ order, ends, positive }: Ranking, weights: Float64Array): number | null {
  let positives = 0
  let all = 0
  let sum = 0
  let at = 0
  for (const end of ends) {
    let groupPositives = 0
    for (; at < end; at++) {
      const weight = weights[order[at]!]!
      all += weight
      if (positive[at] === 1) groupPositives += weight
    }
    positives += groupPositives
    if (groupPositives > 0) sum += (groupPositives * positives) / all
  }
  return positives > 0 && all > positives ? sum / positives : null
}

export const averagePrecision: Metric = {
  name: 'average_precision',
  title: 'Average precision',
  noun: 'average precision',
  explanation: 'Area under the precision-recall curve, in steps; chance is the share of the class.',
  higherIsBetter: true,
  range: [0, 1],
  prepare: onRankings(averagePrecisionOf),
}
