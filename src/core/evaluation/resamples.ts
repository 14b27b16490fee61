import { createRng, type Rng } from '../math/rng.ts'

/** The test rows of one fold, the same for every procedure that is compared. */
export interface TestFold {
  readonly repeat: number
  /** Patient of each test row, 0..patients-1. */
  readonly groups: Int32Array
}

/** How often each patient occurs in every resample: all procedures, metrics and curves see the same ones. */
export interface Resamples {
  readonly count: number
  readonly folds: readonly TestFold[]
  /** Multiplicities, [count, patients]. */
  readonly times: Uint8Array
  readonly patients: number
}

/** For numbers; ends of a 95 % interval then move by a few hundredths of its width with the seed. */
export const resamplesOfNumbers = 1000
/** For the bands of curves, which are read by eye. */
export const resamplesOfCurves = 200

/**
 * Resamples of patients (R8; docs/decisions/0006): as many patients as a test fold has are drawn from it with replacement, and each
 * brings all its rows.
 *
 * Repeats test the same patients once more. Drawn anew for each repeat they would pass for new ones and the interval
 * would shrink with the number of repeats, so patients are drawn within the folds of the first repeat and keep their
 * multiplicities in the others; a patient who is tested in several folds of one repeat (at several sites) is drawn within the first.
 */
export function patientResamples(
  folds: readonly TestFold[],
  seed: number,
  count = resamplesOfNumbers,
): Resamples {
  const patients = folds.reduce((most, fold) => fold.groups.reduce((a, b) => Math.max(a, b + 1), most), 0)
  const times = new Uint8Array(count * patients)
  const strata = strataOf(folds)
  const rng = createRng(seed, 'intervals')
  for (let b = 0; b < count; b++) drawOnce(strata, rng, times.subarray(b * patients, (b + 1) * patients))
  return { count, folds, times, patients }
}

/** Patients of each fold of the first repeat. */
function strataOf(folds: readonly TestFold[]): readonly Int32Array[] {
  const first = Math.min(...folds.map((fold) => fold.repeat))
  const drawn = new Set<number>()
  return folds
    .filter((fold) => fold.repeat === first)
    .map((fold) => {
      const patients = Int32Array.from(new Set(fold.groups)).filter((patient) => !drawn.has(patient))
      patients.forEach((patient) => drawn.add(patient))
      return patients
    })
}

/** A byte holds any multiplicity: of 256 patients and more, one is drawn 256 times with a probability below 1e-500. */
function drawOnce(strata: readonly Int32Array[], rng: Rng, times: Uint8Array): void {
  for (const patients of strata)
    for (let i = 0; i < patients.length; i++) times[patients[rng.int(patients.length)]!]!++
}

/** How often each row of a fold counts in resample b, written into `weights` [rows of the fold]. */
export function rowWeights(
  { times, patients, folds }: Resamples,
  b: number,
  fold: number,
  weights: Float64Array,
): void {
  const { groups } = folds[fold]!
  const first = b * patients
  for (let i = 0; i < groups.length; i++) weights[i] = times[first + groups[i]!]!
}

/** The 2.5th and 97.5th percentile of the values that are numbers; null where none is. NaN: a resample without a value. */
export function percentileInterval(values: ArrayLike<number>): readonly [number, number] | null {
  // NaN is sorted to the end
  const all = Float64Array.from(values).sort()
  let numbers = all.length
  while (numbers > 0 && Number.isNaN(all[numbers - 1]!)) numbers--
  const sorted = all.subarray(0, numbers)
  return numbers > 0 ? [percentile(sorted, 0.025), percentile(sorted, 0.975)] : null
}

/** Linear between the two nearest order statistics, as numpy's default. */
export function percentile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1)
  const low = sorted[Math.floor(at)]!
  const high = sorted[Math.ceil(at)]!
  return low + (high - low) * (at - Math.floor(at))
}
