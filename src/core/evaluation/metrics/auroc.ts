import type { Metric } from './metric.ts'
import { onRankings, type Ranking } from './ranking.ts'

/** Trapezoid rule, equal scores count half; null without a positive or without a negative. */
export function aurocOf({ order, ends, positive }: Ranking, weights: Float64Array): number | null {
  let positives = 0
  let negatives = 0
  let area = 0
  let at = 0
  for (const end of ends) {
    let groupPositives = 0
    let groupNegatives = 0
    for (; at < end; at++) {
      if (positive[at] === 1) groupPositives += weights[order[at]!]!
      else groupNegatives += weights[order[at]!]!
    }
    area += groupNegatives * (positives + groupPositives / 2)
    positives += groupPositives
    negatives += groupNegatives
  }
  return positives > 0 && negatives > 0 ? area / (positives * negatives) : null
}

export const auroc: Metric = {
  name: 'auroc',
  title: 'AUROC',
  noun: 'AUROC',
  explanation:
    'Chance that a case of the class is scored above one that is not; 0.5 is chance; mean of one against rest where there are several classes.',
  higherIsBetter: true,
  range: [0, 1],
  prepare: onRankings(aurocOf),
}
