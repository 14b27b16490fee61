import type { OperatingPointRule } from '../../study/study.ts'
import { confusionOf, predictedClasses } from '../metrics/confusion.ts'
import type { Scored } from '../metrics/metric.ts'
import type { Procedure } from '../procedures.ts'
import type { Resamples } from '../resamples.ts'
import type { ExperimentData } from '../types.ts'
import { calibrationOf } from './calibration.ts'
import { decisionCurve } from './decision-curve.ts'
import { foldCurves } from './fold-curves.ts'
import { operatingPoint } from './operating-point.ts'
import { recalibrations, type ClassPerformance, type ProcedurePerformance } from './performance.ts'
import { pooledOf } from './pooled.ts'
import { recalibrate } from './recalibrate.ts'

/**
 * Curves, calibration and what is done at a threshold, of one procedure: discrimination by fold, then averaged, since scores of
 * different folds are not on one scale; probabilities and decisions, which are, over all held-out predictions.
 */
export function performanceOf(
  { projection, fusion, classifier, scored, inner }: Procedure,
  { classes, positive }: Pick<ExperimentData, 'classes' | 'positive'>,
  rule: OperatingPointRule,
  resamples: Resamples,
): ProcedurePerformance {
  const columns = positive === null ? classes.map((_, c) => c) : [positive]
  const pooled = Object.fromEntries(
    recalibrations.map((method) => [
      method,
      pooledOf(
        method === 'none'
          ? scored
          : scored.map((of, fold) => of && recalibrate(of, inner[fold] ?? null, method)),
        resamples,
      ),
    ]),
  ) as Record<(typeof recalibrations)[number], ReturnType<typeof pooledOf>>
  const ofClass = (c: number): ClassPerformance => {
    const is = (y: Int32Array): Uint8Array => Uint8Array.from(y, (truth) => (truth === c ? 1 : 0))
    const { y, patients, proba } = pooled.none
    const truth = is(y)
    return {
      class: classes[c]!,
      cases: y.length,
      positives: truth.reduce((sum, value) => sum + value, 0),
      ...foldCurves(scored, c, resamples),
      calibration: Object.fromEntries(
        recalibrations.map((method) => {
          const of = pooled[method]
          return [method, calibrationOf(of.proba(c), is(of.y), of.patients, resamples)]
        }),
      ) as ClassPerformance['calibration'],
      decision_curve: decisionCurve(proba(c), truth, patients, resamples),
    }
  }
  return {
    projection,
    fusion,
    classifier,
    confusion: confusionRows(scored, classes.length),
    classes: columns.map(ofClass),
    operating_point: positive === null ? null : operatingPoint(scored, inner, positive, rule, resamples),
  }
}

function confusionRows(scored: readonly (Scored | null)[], classes: number): number[][] {
  const sums = Array.from({ length: classes }, () => Array.from({ length: classes }, () => 0))
  for (const of of scored) {
    if (!of) continue
    const { counts } = confusionOf(of.y, predictedClasses(of), classes)
    counts.forEach((count, at) => (sums[Math.floor(at / classes)]![at % classes]! += count))
  }
  return sums
}
