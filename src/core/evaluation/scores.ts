import { compute, type Scored } from './metrics/metric.ts'
import { metrics } from './metrics/registry.ts'

/** Every metric of the registry by its name; null where it is undefined. */
export function scores(scored: Scored): Record<string, number | null> {
  return Object.fromEntries(metrics.map((metric) => [metric.name, compute(metric, scored)]))
}

/** The same of what could not be predicted. */
export const noScores = (): Record<string, null> =>
  Object.fromEntries(metrics.map((metric) => [metric.name, null]))
