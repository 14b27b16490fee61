import type { OperatingPointRule } from '../../study/study.ts'
import { confusionOf, predictedClasses } from '../metrics/confusion.ts'
import type { Scored } from '../metrics/metric.ts'
import type { Procedure } from '../procedures.ts'
import type { Resamples } from '../resamples.ts'
import type { ExperimentData } from '../types.ts'
import { basisOf } from './basis.ts'
import { calibrationTally } from './calibration.ts'
import { decisionTally } from './decision-curve.ts'
import { foldCurves } from './fold-curves.ts'
import { operatingTally } from './operating-point.ts'
import { recalibrations, type ClassPerformance, type ProcedurePerformance } from './performance.ts'
import { pooledProba, type PooledRows } from './pooled.ts'
import { recalibrate } from './recalibrate.ts'
import { countResamples } from './tally.ts'

/**
 * Curves, calibration and what is done at a threshold, of one procedure: discrimination by fold, then averaged, since scores of
 * different folds are not on one scale; probabilities and decisions, which are, over all held-out predictions.
 * @param rows of all folds
 */
export function performanceOf(
  { projection, fusion, classifier, scored, inner }: Procedure,
  rows: PooledRows,
  { classes, positive }: Pick<ExperimentData, 'classes' | 'positive'>,
  rule: OperatingPointRule,
  resamples: Resamples,
): ProcedurePerformance {
  const columns = positive === null ? classes.map((_, c) => c) : [positive]
  const read = recalibrations.map((method) => ({
    method,
    scored: scored.map((of, fold) =>
      method === 'none' ? of : of && recalibrate(of, inner[fold] ?? null, method),
    ),
  }))
  const tallies = columns.map((c) => {
    const isClass = Uint8Array.from(rows.y, (truth) => (truth === c ? 1 : 0))
    return {
      c,
      positives: isClass.reduce((sum, value) => sum + value, 0),
      calibration: read.map(({ method, scored: of }) => ({
        method,
        tally: calibrationTally(pooledProba(of, c, rows), isClass),
        basis: basisOf(of, c),
      })),
      decision: decisionTally(pooledProba(scored, c, rows), isClass),
    }
  })
  const point = positive === null ? null : operatingTally(scored, rows, inner, positive, rule)
  countResamples(
    [
      ...tallies.flatMap(({ calibration, decision }) => [...calibration.map(({ tally }) => tally), decision]),
      ...(point ? [point] : []),
    ],
    rows.patients,
    resamples,
  )
  return {
    projection,
    fusion,
    classifier,
    confusion: confusionRows(scored, classes.length),
    classes: tallies.map(({ c, positives, calibration, decision }) => ({
      class: classes[c]!,
      cases: rows.y.length,
      positives,
      ...foldCurves(scored, c, resamples),
      calibration: Object.fromEntries(
        calibration.map(({ method, tally, basis }) => [method, { ...tally.result(), basis }]),
      ) as ClassPerformance['calibration'],
      decision_curve: decision.result(),
    })),
    operating_point: point && point.result(),
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
