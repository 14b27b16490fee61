import type { Study } from '../study/study.ts'
import { countCases } from './case-counts.ts'
import { isCrossValidation } from './checks.ts'
import { compareCells } from './compare.ts'
import { labelShuffleOf } from './label-shuffle.ts'
import { lockedTestOf } from './locked-test.ts'
import { missingnessPatterns } from './missingness.ts'
import { usesAll } from './modality-sets.ts'
import { performanceOf } from './performance/performance-of.ts'
import { pooledRows } from './performance/pooled.ts'
import { predictionsOf } from './predictions.ts'
import { proceduresOf, testClasses, testFolds } from './procedures.ts'
import { patientResamples } from './resamples.ts'
import { isScored, scoredCases } from './scored-cases.ts'
import { subgroupLevels } from './subgroups.ts'
import { summaryRows } from './summary-rows.ts'
import type { ExperimentData, Results, UnitResult } from './types.ts'

export type Summary = Required<
  Pick<
    Results,
    | 'cells'
    | 'summary'
    | 'comparison'
    | 'predictions'
    | 'missingness'
    | 'subgroups'
    | 'performance'
    | 'cross_validation'
  >
> &
  Pick<Results, 'locked_test' | 'label_shuffle'>

/**
 * From the finished units to what results.json says of them: every cell; mean, deviation and interval of every
 * procedure and metric; the comparison named before the run, of procedures that use all modalities; out-of-fold
 * predictions; curves and calibration; results by the modalities that cases have and by subgroup. Beside them, and apart from them,
 * what the checks gave. It takes seconds for thousands of cases: call it in a worker.
 * @param caseIds of every case, [n]
 * @param onProgress is told of each table of figures: one procedure on all cases, or on some of them
 */
export function summarise(
  all: readonly UnitResult[],
  data: ExperimentData,
  study: Study,
  caseIds: readonly string[],
  onProgress: (done: number, total: number) => void = () => {},
): Summary {
  const results = all.filter(({ unit }) => isCrossValidation(unit))
  const locked = lockedTestOf(all, data, study, caseIds)
  const shuffle = labelShuffleOf(all, study)
  const { seed } = study.validation
  const cells = results.flatMap((result) => result.cells)
  const whole = results.filter(({ unit }) => usesAll(unit))
  const procedures = proceduresOf(whole, data)
  const tested = [...new Set(results.flatMap(({ unit }) => [...unit.test]))].sort((a, b) => a - b)
  const patterns = missingnessPatterns(data, tested)
  const levels = subgroupLevels(data, tested)

  const scoredGroups = [...patterns, ...levels].filter(({ group }) => isScored(group)).length
  const total = proceduresOf(results, data).length + procedures.length * (1 + scoredGroups)
  let done = 0
  const step = (): void => onProgress(++done, total)

  const resamples = patientResamples(testFolds(whole, data), seed)
  const rows = pooledRows(testClasses(whole, data), resamples)
  return {
    cells,
    summary: summaryRows(results, data, seed, step),
    comparison: compareCells(cells.filter(usesAll), study.primary),
    predictions: results.flatMap((result) => predictionsOf(result, data, caseIds)),
    missingness: patterns.map(({ modalities, group }) => ({
      modalities,
      ...scoredCases(group, whole, data, seed, step),
    })),
    subgroups: levels.map(({ column, level, group }) => ({
      column,
      level,
      ...scoredCases(group, whole, data, seed, step),
    })),
    performance: procedures.map((procedure) => {
      const performance = performanceOf(procedure, rows, data, study.operating_point, resamples)
      step()
      return performance
    }),
    cross_validation: countCases(tested, data),
    ...(locked && { locked_test: locked }),
    ...(shuffle && { label_shuffle: shuffle }),
  }
}
