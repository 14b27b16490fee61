import { confusionOf, predictedClasses } from './confusion.ts'
import type { Metric, Scored } from './metric.ts'

/** Several metrics on the same rows, to be computed often: what they share is done once for all of them. */
export function prepareAll(
  metrics: readonly Metric[],
  scored: Scored,
): (weights: Float64Array) => (number | null)[] {
  const { y, proba, positive } = scored
  const predicted = predictedClasses(scored)
  const prepared = metrics.map((metric) => (metric.ofConfusion ? null : metric.prepare(scored)))
  return (weights) => {
    const confusion = confusionOf(y, predicted, proba.cols, weights)
    return metrics.map(
      (metric, m) => metric.ofConfusion?.(confusion, positive) ?? prepared[m]?.(weights) ?? null,
    )
  }
}
