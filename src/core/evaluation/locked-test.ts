import { countCases } from './case-counts.ts'
import { comparedFusion } from './compare.ts'
import { delongTest } from './delong.ts'
import { intervalOf, resampledMeans } from './intervals.ts'
import { columnOf, type Scored } from './metrics/metric.ts'
import { findMetric } from './metrics/registry.ts'
import { predictionsOf } from './predictions.ts'
import { patientResamples } from './resamples.ts'
import { summaryRows } from './summary-rows.ts'
import type { PrimaryComparison, Study } from '../study/study.ts'
import type { ExperimentData, LockedComparison, LockedTest, NoDeLong, UnitResult } from './types.ts'

/**
 * What the units of the locked test set gave; null where the study has none. Intervals come from resampling the locked patients;
 * the primary comparison is DeLong's where that holds (R8).
 * @param caseIds of every case, [n]
 */
export function lockedTestOf(
  all: readonly UnitResult[],
  data: ExperimentData,
  { primary, validation }: Study,
  caseIds: readonly string[],
): LockedTest | null {
  const results = all.filter(({ unit }) => unit.check?.kind === 'locked-test')
  const [first] = results
  if (!first) return null
  return {
    ...countCases(first.unit.test, data),
    cells: results.flatMap(({ cells }) => cells.map(({ repeat: _repeat, fold: _fold, ...cell }) => cell)),
    summary: summaryRows(results, data, validation.seed),
    comparison: compareLocked(results, data, primary, validation.seed),
    predictions: results.flatMap((result) =>
      predictionsOf(result, data, caseIds).map(({ repeat: _repeat, fold: _fold, ...one }) => one),
    ),
  }
}

function compareLocked(
  results: readonly UnitResult[],
  data: ExperimentData,
  { metric, classifier, compare }: PrimaryComparison,
  seed: number,
): LockedComparison {
  const fusion = compare.map((projection) =>
    comparedFusion(
      results.filter(({ unit }) => unit.projection === projection).map(({ unit }) => unit.fusion),
    ),
  ) as [LockedComparison['fusion'][0], LockedComparison['fusion'][1]]
  const sides = compare.map((projection, side) =>
    scoredBy(
      results.find(({ unit }) => unit.projection === projection && unit.fusion === fusion[side])!,
      data,
      classifier,
    ),
  ) as [Scored, Scored]
  const named = { metric, classifier, compare, fusion }
  const groups = results[0]!.unit.test.map((i) => data.groups[i]!)

  const obstacle = whyNotDeLong(metric, sides[0], groups)
  const delong = obstacle === null ? compareAurocs(sides) : null
  if (delong) return { ...named, ...delong, method: 'delong', not_delong: null, undefined_resamples: 0 }
  return {
    ...named,
    ...bootstrapped(sides, groups, metric, seed),
    method: 'patient-bootstrap',
    not_delong: obstacle ?? 'too-few-cases',
    p: null,
  }
}

function scoredBy({ unit, proba }: UnitResult, { y, positive }: ExperimentData, classifier: string): Scored {
  return { y: unit.test.map((i) => y[i]!), proba: proba[classifier]!, positive }
}

/** Cases of each class that an asymptotic interval needs at least. */
const fewestForDelong = 10

/** DeLong's variance is of AUROCs of two classes on independent cases: several of one patient are none (R8). */
function whyNotDeLong(metric: string, { y, positive }: Scored, groups: Int32Array): NoDeLong | null {
  if (metric !== 'auroc') return 'metric'
  if (positive === null) return 'several-classes'
  if (new Set(groups).size < groups.length) return 'several-cases-per-patient'
  const positives = y.reduce((count, c) => count + (c === positive ? 1 : 0), 0)
  return Math.min(positives, y.length - positives) < fewestForDelong ? 'too-few-cases' : null
}

function compareAurocs(sides: readonly [Scored, Scored]): ReturnType<typeof delongTest> {
  const [{ y, positive }] = sides
  const scores = sides.map(({ proba }) => columnOf(proba, positive!)) as [Float64Array, Float64Array]
  return delongTest(
    scores,
    Uint8Array.from(y, (c) => (c === positive ? 1 : 0)),
  )
}

/** Both sides in the same resamples of the patients, so that the difference is paired. */
function bootstrapped(
  sides: readonly [Scored, Scored],
  groups: Int32Array,
  metric: string,
  seed: number,
): Pick<LockedComparison, 'a' | 'b' | 'difference' | 'ci95' | 'undefined_resamples'> {
  const found = findMetric(metric)!
  const once = new Float64Array(groups.length).fill(1)
  const [a, b] = sides.map((scored) => found.prepare(scored)(once)) as [number | null, number | null]
  const resamples = patientResamples([{ repeat: 0, groups }], seed)
  const [left, right] = sides.map((scored) => resampledMeans([scored], resamples, [found])[0]!) as [
    Float64Array,
    Float64Array,
  ]
  const { ci95, undefinedResamples } = intervalOf(left.map((value, i) => value - right[i]!))
  const isDefined = a !== null && b !== null
  return {
    a,
    b,
    difference: isDefined ? a - b : null,
    ci95: isDefined ? ci95 : null,
    undefined_resamples: undefinedResamples,
  }
}
