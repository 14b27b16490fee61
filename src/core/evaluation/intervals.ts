import { createRng, type Rng } from '../math/rng.ts'
import type { Metric, Scored } from './metrics/metric.ts'
import { prepareAll } from './metrics/prepare-all.ts'

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
 * multiplicities in the others; a patient who is tested in several folds of one repeat (at several sites) is drawn within the first.
 * All procedures and metrics see the same resamples.
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
  return resampledMeans({ folds, rows, metrics, seed, resamples }).map((row) => row.map(intervalOf))
}

/**
 * The means themselves: for each procedure and metric the mean over the folds in every resample, [resamples], NaN where it has no
 * value. All see the same resamples, so that differences are paired. As `patientIntervals`.
 */
export function resampledMeans({
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
}): readonly (readonly Float64Array[])[] {
  const estimates = rows.map((row) => prepare(row, folds, metrics))
  const values = rows.map(() => metrics.map(() => new Float64Array(resamples)))
  const draw = patientSampler(folds, createRng(seed, 'intervals'))
  const weights = folds.map((fold) => new Float64Array(fold.groups.length))

  for (let b = 0; b < resamples; b++) {
    const multiplicity = draw()
    folds.forEach(({ groups }, f) => {
      const weight = weights[f]!
      for (let i = 0; i < weight.length; i++) weight[i] = multiplicity[groups[i]!]!
    })
    estimates.forEach((estimate, r) =>
      meansOverFolds(estimate, weights, metrics.length).forEach((mean, m) => {
        values[r]![m]![b] = mean
      }),
    )
  }
  return values
}

interface FoldMetrics {
  readonly fold: number
  readonly compute: (weights: Float64Array) => (number | null)[]
  /** Metrics that have a value with every patient counted once: their mean is taken over this fold too. */
  readonly counts: readonly boolean[]
}

function prepare(
  row: readonly (Scored | null)[],
  folds: readonly TestFold[],
  metrics: readonly Metric[],
): readonly FoldMetrics[] {
  return row.flatMap((scored, fold) => {
    if (!scored) return []
    const compute = prepareAll(metrics, scored)
    const once = compute(new Float64Array(folds[fold]!.groups.length).fill(1))
    return [{ fold, compute, counts: once.map((value) => value !== null) }]
  })
}

/** NaN stands for a resample without a value: typed arrays have no null. */
function meansOverFolds(
  estimate: readonly FoldMetrics[],
  weights: readonly Float64Array[],
  metrics: number,
): Float64Array {
  const sums = new Float64Array(metrics)
  const folds = new Uint32Array(metrics)
  for (const { fold, compute, counts } of estimate)
    compute(weights[fold]!).forEach((value, m) => {
      if (!counts[m]) return
      sums[m]! += value ?? NaN
      folds[m]!++
    })
  return sums.map((sum, m) => sum / folds[m]!)
}

/** A function that draws: how often each patient occurs in the next resample, [patients]; its memory is reused. */
function patientSampler(folds: readonly TestFold[], rng: Rng): () => Float64Array {
  const first = Math.min(...folds.map((fold) => fold.repeat))
  const drawn = new Set<number>()
  const strata = folds
    .filter((fold) => fold.repeat === first)
    .map((fold) => {
      const patients = Int32Array.from(new Set(fold.groups)).filter((patient) => !drawn.has(patient))
      patients.forEach((patient) => drawn.add(patient))
      return patients
    })
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

/** The percentile interval of a mean's values, NaN where a resample has none. */
export function intervalOf(values: Float64Array): Interval {
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
