import { confusionOf, predictedClasses } from './confusion.ts'
import type { Metric, Scored } from './metric.ts'
import { rankAreas, rankingsOf } from './ranking.ts'

/** Several metrics on the same rows, to be computed often: what they share is done once for all of them. */
export function prepareAll(
  metrics: readonly Metric[],
  scored: Scored,
): (weights: Float64Array) => (number | null)[] {
  const { y, proba, positive } = scored
  const predicted = predictedClasses(scored)
  const rankings = metrics.some((metric) => metric.ofRankings) ? rankingsOf(scored) : []
  const prepared = metrics.map((metric) =>
    metric.ofConfusion || metric.ofRankings ? null : metric.prepare(scored),
  )
  return (weights) => {
    const confusion = confusionOf(y, predicted, proba.cols, weights)
    const areas = rankings.map((ranking) => rankAreas(ranking, weights))
    return metrics.map(
      (metric, m) =>
        metric.ofConfusion?.(confusion, positive) ??
        metric.ofRankings?.(areas) ??
        prepared[m]?.(weights) ??
        null,
    )
  }
}
