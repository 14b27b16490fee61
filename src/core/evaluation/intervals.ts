import { createRng, type Rng } from '../math/rng.ts'
import type { Metric, Scored, WeightedMetric } from './metrics/metric.ts'

/** The test rows of one fold, the same for every procedure that is compared. */
export interface TestFold {
  readonly repeat: number
  /** Patient of each test row, 0..patients-1. */
  readonly groups: Int32Array
}

export interface Interval {
  /** 2.5th and 97.5th percentile; null where no resample has a value. */
  readonly ci95: readonly [number, number] | null
  /** Resamples in which the metric was undefined in a fold; left out and counted (R13). */
  readonly undefinedResamples: number
}

/**
 * Percentile intervals of a metric's mean over the folds, by resampling patients (R8; docs/decisions/0006).
 *
 * In every resample as many patients as a test fold has are drawn from it with replacement, each brings all its rows,
 * the metric is computed in every fold and averaged: the estimator is the one whose interval this is. Nothing is
 * fitted again, so the interval speaks of the patients, not of the training.
 *
 * Repeats test the same patients once more. Drawn anew for each repeat they would pass for new ones and the interval
 * would shrink with the number of repeats, so patients are drawn within the folds of the first repeat and keep their
 * multiplicities in the others. All procedures and metrics see the same resamples.
 *
 * @param rows for each procedure, its probabilities on each fold; null where it has none
 * @returns for each procedure and metric, in the order given
 */
export function patientIntervals({
  folds,
  rows,
  metrics,
  seed,
  resamples = 1000,
}: {
  readonly folds: readonly TestFold[]
  readonly rows: readonly (readonly (Scored | null)[])[]
  readonly metrics: readonly Metric[]
  readonly seed: number
  readonly resamples?: number
}): readonly (readonly Interval[])[] {
  const estimates = rows.map((row) => metrics.map((metric) => prepare(row, folds, metric)))
  const values = estimates.map((row) => row.map(() => new Float64Array(resamples)))
  const draw = patientSampler(folds, createRng(seed, 'intervals'))
  const weights = folds.map((fold) => new Float64Array(fold.groups.length))

  for (let b = 0; b < resamples; b++) {
    const multiplicity = draw()
    folds.forEach(({ groups }, f) => {
      const weight = weights[f]!
      for (let i = 0; i < weight.length; i++) weight[i] = multiplicity[groups[i]!]!
    })
    estimates.forEach((row, r) =>
      row.forEach((estimate, m) => {
        values[r]![m]![b] = meanOverFolds(estimate, weights)
      }),
    )
  }
  return values.map((row) => row.map(intervalOf))
}

interface FoldMetric {
  readonly fold: number
  readonly metric: WeightedMetric
}

/** The metric on the folds where it has a value with every patient counted once: those that the mean is taken over. */
function prepare(
  row: readonly (Scored | null)[],
  folds: readonly TestFold[],
  metric: Metric,
): readonly FoldMetric[] {
  return row.flatMap((scored, fold) => {
    if (!scored) return []
    const weighted = metric.prepare(scored)
    return weighted(new Float64Array(folds[fold]!.groups.length).fill(1)) === null
      ? []
      : [{ fold, metric: weighted }]
  })
}

/** NaN, inside this file only, stands for a resample without a value: typed arrays have no null. */
function meanOverFolds(estimate: readonly FoldMetric[], weights: readonly Float64Array[]): number {
  let sum = 0
  for (const { fold, metric } of estimate) {
    const value = metric(weights[fold]!)
    if (value === null) return NaN
    sum += value
  }
  return sum / estimate.length
}

/** A function that draws: how often each patient occurs in the next resample, [patients]; its memory is reused. */
function patientSampler(folds: readonly TestFold[], rng: Rng): () => Float64Array {
  const first = Math.min(...folds.map((fold) => fold.repeat))
  const strata = folds
    .filter((fold) => fold.repeat === first)
    .map((fold) => Int32Array.from(new Set(fold.groups)))
  const multiplicity = new Float64Array(
    folds.reduce((most, fold) => fold.groups.reduce((a, b) => Math.max(a, b + 1), most), 0),
  )
  return () => {
    multiplicity.fill(0)
    for (const patients of strata)
      for (let i = 0; i < patients.length; i++) multiplicity[patients[rng.int(patients.length)]!]!++
    return multiplicity
  }
}

function intervalOf(values: Float64Array): Interval {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  return {
    ci95: sorted.length > 0 ? [percentile(sorted, 0.025), percentile(sorted, 0.975)] : null,
    undefinedResamples: values.length - sorted.length,
  }
}

/** Linear between the two nearest order statistics, as numpy's default. */
function percentile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1)
  const low = sorted[Math.floor(at)]!
  const high = sorted[Math.ceil(at)]!
  return low + (high - low) * (at - Math.floor(at))
}
