import { studentTQuantile } from '../math/distributions.ts'
import { logit } from '../evaluation/metrics/calibration-line.ts'

/** Of the intervals: 95 %. */
const level = 0.95

/**
 * An interval of a probability from the delete-a-group jackknife (Efron and Stein 1981; Kott 2001): how far it would move, had the same
 * procedure met other patients. With K estimates, each without a K-th of the patients, the variance on the scale of the logit is
 * (K - 1) / K times the sum of their squared deviations from their mean; the interval is Student's with K - 1 degrees of freedom around the
 * estimate of all cases. On average it is too wide rather than too narrow (Efron and Stein 1981), above all where training draws
 * by chance.
 * @param estimate the probability by all cases
 * @param deleted those without one group each, [K], K at least 2
 */
export function jackknifeInterval(estimate: number, deleted: readonly number[]): readonly [number, number] {
  const groups = deleted.length
  const logits = deleted.map(logit)
  const mean = logits.reduce((sum, value) => sum + value, 0) / groups
  const squares = logits.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const error = Math.sqrt(((groups - 1) / groups) * squares)
  const reach = studentTQuantile((1 + level) / 2, groups - 1) * error
  const centre = logit(estimate)
  return [Math.min(estimate, sigmoid(centre - reach)), Math.max(estimate, sigmoid(centre + reach))]
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))
