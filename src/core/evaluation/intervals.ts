import type { Metric, Scored } from './metrics/metric.ts'
import { prepareAll } from './metrics/prepare-all.ts'
import { percentileInterval, rowWeights, type Resamples } from './resamples.ts'

export interface Interval {
  /** 2.5th and 97.5th percentile; null where no resample has a value. */
  readonly ci95: readonly [number, number] | null
  /** Resamples in which the metric was undefined in a fold; left out and counted (R13). */
  readonly undefinedResamples: number
}

/**
 * Percentile intervals of a metric's mean over the folds, by resampling patients (R8; docs/decisions/0006): the metric is
 * computed in every fold and averaged, so that the estimator is the one whose interval this is. Nothing is fitted again: the
 * interval speaks of the patients, not of the training.
 *
 * @param row a procedure's probabilities on each fold; null where it has none
 * @returns for each metric, in the order given
 */
export function patientIntervals(
  row: readonly (Scored | null)[],
  resamples: Resamples,
  metrics: readonly Metric[],
): readonly Interval[] {
  return resampledMeans(row, resamples, metrics).map(intervalOf)
}

/**
 * The means themselves: for each metric the mean over the folds in every resample, [resamples], NaN where it has no value.
 * Differences of two procedures in the same resamples are paired. As `patientIntervals`.
 */
export function resampledMeans(
  row: readonly (Scored | null)[],
  resamples: Resamples,
  metrics: readonly Metric[],
): readonly Float64Array[] {
  const estimate = prepare(row, metrics)
  const values = metrics.map(() => new Float64Array(resamples.count))
  for (let b = 0; b < resamples.count; b++)
    meansOverFolds(estimate, resamples, b, metrics.length).forEach((mean, m) => {
      values[m]![b] = mean
    })
  return values
}

/** The percentile interval of a mean's values, NaN where a resample has none. */
export const intervalOf = (values: Float64Array): Interval => ({
  ci95: percentileInterval(values),
  undefinedResamples: values.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0),
})

interface FoldMetrics {
  readonly fold: number
  /** Of each of the fold's rows; its memory is used again. */
  readonly weights: Float64Array
  readonly compute: (weights: Float64Array) => (number | null)[]
  /** Metrics that have a value with every patient counted once: their mean is taken over this fold too. */
  readonly counts: readonly boolean[]
}

function prepare(row: readonly (Scored | null)[], metrics: readonly Metric[]): readonly FoldMetrics[] {
  return row.flatMap((scored, fold) => {
    if (!scored) return []
    const compute = prepareAll(metrics, scored)
    const weights = new Float64Array(scored.y.length).fill(1)
    return [{ fold, weights, compute, counts: compute(weights).map((value) => value !== null) }]
  })
}

/** NaN stands for a resample without a value: typed arrays have no null. */
function meansOverFolds(
  estimate: readonly FoldMetrics[],
  resamples: Resamples,
  b: number,
  metrics: number,
): Float64Array {
  const sums = new Float64Array(metrics)
  const folds = new Uint32Array(metrics)
  for (const { fold, weights, compute, counts } of estimate) {
    rowWeights(resamples, b, fold, weights)
    compute(weights).forEach((value, m) => {
      if (!counts[m]) return
      sums[m]! += value ?? NaN
      folds[m]!++
    })
  }
  return sums.map((sum, m) => sum / folds[m]!)
}
