import { findMetric } from '../evaluation/metrics/registry.ts'
import type { LockedComparison, LockedTest, NoDeLong, Results, SummaryRow } from '../evaluation/types.ts'
import { formatDifference, formatMetric, formatP, metricDigits } from '../format.ts'
import { counted, projectionNouns } from './words.ts'

/** A procedure on the locked test set, beside its cross-validation. */
export interface LockedRow {
  readonly locked: SummaryRow
  /** null where no fold has a value. */
  readonly crossValidated: SummaryRow | null
}

/** Of one metric, by classifier in the order of the study. */
export function lockedRows({ study, summary }: Results, locked: LockedTest, metric: string): LockedRow[] {
  return study.classifiers.flatMap((classifier) =>
    locked.summary
      .filter((row) => row.metric === metric && row.classifier === classifier)
      .map((row) => ({
        locked: row,
        crossValidated:
          summary.find(
            (other) =>
              other.modalities === undefined &&
              other.metric === metric &&
              other.classifier === classifier &&
              other.projection === row.projection &&
              other.fusion === row.fusion,
          ) ?? null,
      })),
  )
}

/** "45 cases of 45 patients, predicted once by procedures fitted on the 105 cases of the cross-validation." */
export function lockedCasesSentence(locked: LockedTest): string {
  const trained = locked.cells[0]?.n_train ?? 0
  return `${counted(locked.cases, 'case')} of ${counted(locked.patients, 'patient')}, used for no fit and no choice of this run, predicted once by what was fitted once on all ${counted(trained, 'other case')}.`
}

/** "AUROC 0.871 with the projection against 0.842 with no projection: difference +0.029 (95 % interval ...); p = 0.04, DeLong's test." */
export function lockedComparisonSentence({
  metric,
  compare,
  a,
  b,
  difference,
  ci95,
  p,
  method,
}: LockedComparison): string {
  const noun = findMetric(metric)?.noun ?? metric
  if (a === null || b === null || difference === null)
    return `${noun} is not defined on these cases, so there is nothing to compare.`
  const digits = metricDigits(ci95)
  const [subject, other] = compare.map((projection) => projectionNouns[projection])
  const values = `${noun} ${formatMetric(a, digits)} with ${subject!} against ${formatMetric(b, digits)} with ${other!}`
  const interval = ci95
    ? ` (95 % interval ${formatDifference(ci95[0], digits)} to ${formatDifference(ci95[1], digits)})`
    : ''
  const test = method === 'delong' ? `${p === null ? '' : `; ${formatP(p)},`} DeLong’s test` : ''
  return `${values}: difference ${formatDifference(difference, digits)}${interval}${test}.`
}

const obstacles: Readonly<Record<NoDeLong, string>> = {
  metric: 'DeLong’s test compares AUROCs alone',
  'several-classes': 'DeLong’s test compares AUROCs of two classes',
  'several-cases-per-patient':
    'some patients have several cases, which do not count as independent ones, so DeLong’s test does not hold',
  'too-few-cases': 'DeLong’s test needs ten cases of each class',
}

/** Why the interval is from resampling patients; empty where it is DeLong's. */
export const methodSentence = ({ not_delong }: LockedComparison): string =>
  not_delong === null
    ? ''
    : `The interval is from resampling patients, without a p: ${obstacles[not_delong]}.`

/**
 * Why the verdict is not theirs, and how often these cases were looked at where that was more than once (R3).
 * @param looks finished runs that predicted the same locked cases, this one among them; 0: the version that ran it did not keep which
 */
export function notTheVerdict(looks: number): string {
  const verdict = 'The verdict is that of the cross-validation, which has more cases'
  if (looks === 0)
    return `${verdict}. How often these cases were looked at is not known: the version that ran it kept no count.`
  if (looks === 1) return `${verdict}; this is one look at cases that could not be tuned on.`
  return `${verdict}. ${looksSentence(looks)}`
}

const looksSentence = (looks: number): string =>
  `The kept runs have looked at these cases ${looks} times: whoever changes settings after a look chooses by them, so that each further look flatters a little more.`

/** How many of a project's runs have predicted the locked cases of one of them; 0 where it locked none, or did not keep which. */
export const looksAtLocked = (
  { lockedCases }: { readonly lockedCases?: string | null },
  runs: readonly { readonly lockedCases?: string | null }[],
): number => (lockedCases ? runs.filter((run) => run.lockedCases === lockedCases).length : 0)
