import type { Scored } from './metrics/metric.ts'
import { prepareAll } from './metrics/prepare-all.ts'
import { metrics } from './metrics/registry.ts'

/** Every metric of the registry by its name; null where it is undefined. */
export function scores(scored: Scored): Record<string, number | null> {
  const values = prepareAll(metrics, scored)(new Float64Array(scored.y.length).fill(1))
  return Object.fromEntries(metrics.map(({ name }, m) => [name, values[m]!]))
}

/** The same of what could not be predicted. */
export const noScores = (): Record<string, null> =>
  Object.fromEntries(metrics.map(({ name }) => [name, null]))
