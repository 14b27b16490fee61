import { countCases } from './case-counts.ts'
import { isCrossValidation } from './checks.ts'
import { compareCells } from './compare.ts'
import { labelShuffleOf } from './label-shuffle.ts'
import { lockedTestOf } from './locked-test.ts'
import { missingnessOf } from './missingness.ts'
import { usesAll } from './modality-sets.ts'
import { performanceOf } from './performance/performance-of.ts'
import { predictionsOf } from './predictions.ts'
import { proceduresOf, testFolds } from './procedures.ts'
import { patientResamples } from './resamples.ts'
import { summaryRows } from './summary-rows.ts'
import type { Study } from '../study/study.ts'
import type { ExperimentData, Results, UnitResult } from './types.ts'

export type Summary = Required<
  Pick<
    Results,
    'cells' | 'summary' | 'comparison' | 'predictions' | 'missingness' | 'performance' | 'cross_validation'
  >
> &
  Pick<Results, 'locked_test' | 'label_shuffle'>

/**
 * From the finished units to what results.json says of them: every cell; mean, deviation and interval of every
 * procedure and metric; the comparison named before the run, of procedures that use all modalities; out-of-fold
 * predictions; results by the modalities that cases have. Beside them, and apart from them, what the checks gave.
 * The intervals take seconds for thousands of cases: call it in a worker.
 * @param caseIds of every case, [n]
 */
export function summarise(
  all: readonly UnitResult[],
  data: ExperimentData,
  study: Study,
  caseIds: readonly string[],
): Summary {
  const results = all.filter(({ unit }) => isCrossValidation(unit))
  const locked = lockedTestOf(all, data, study, caseIds)
  const shuffle = labelShuffleOf(all, study)
  const cells = results.flatMap((result) => result.cells)
  const { seed } = study.validation
  const whole = results.filter(({ unit }) => usesAll(unit))
  const procedures = proceduresOf(whole, data)
  const resamples = patientResamples(testFolds(whole, data), seed)
  return {
    cells,
    summary: summaryRows(results, data, seed),
    comparison: compareCells(cells.filter(usesAll), study.primary),
    predictions: results.flatMap((result) => predictionsOf(result, data, caseIds)),
    missingness: missingnessOf(whole, data, seed),
    performance: procedures.map((procedure) =>
      performanceOf(procedure, data, study.operating_point, resamples),
    ),
    cross_validation: countCases(new Set(results.flatMap(({ unit }) => [...unit.test])), data),
    ...(locked && { locked_test: locked }),
    ...(shuffle && { label_shuffle: shuffle }),
  }
}
