import { compareCells } from './compare.ts'
import { missingnessOf } from './missingness.ts'
import { usedBy, usesAll } from './modality-sets.ts'
import { summaryRows } from './summary-rows.ts'
import type { Study } from '../study/study.ts'
import type { ExperimentData, Prediction, Results, UnitResult } from './types.ts'

export type Summary = Required<
  Pick<Results, 'cells' | 'summary' | 'comparison' | 'predictions' | 'missingness'>
>

/**
 * From the finished units to what results.json says of them: every cell; mean, deviation and interval of every
 * procedure and metric; the comparison named before the run, of procedures that use all modalities; out-of-fold
 * predictions; results by the modalities that cases have.
 * The intervals take seconds for thousands of cases: call it in a worker.
 * @param caseIds of every case, [n]
 */
export function summarise(
  results: readonly UnitResult[],
  data: ExperimentData,
  study: Study,
  caseIds: readonly string[],
): Summary {
  const cells = results.flatMap((result) => result.cells)
  const { seed } = study.validation
  return {
    cells,
    summary: summaryRows(results, data, seed),
    comparison: compareCells(cells.filter(usesAll), study.primary),
    predictions: results.flatMap((result) => predictionsOf(result, data, caseIds)),
    missingness: missingnessOf(
      results.filter(({ unit }) => usesAll(unit)),
      data,
      seed,
    ),
  }
}

function predictionsOf(
  { unit, proba }: UnitResult,
  { classes }: ExperimentData,
  caseIds: readonly string[],
): Prediction[] {
  const { repeat, fold, projection, fusion } = unit
  return Object.entries(proba).flatMap(([classifier, { data, cols }]) =>
    Array.from(unit.test, (caseIndex, i) => ({
      case: caseIds[caseIndex]!,
      repeat,
      fold,
      projection,
      fusion,
      ...usedBy(unit),
      classifier,
      proba: Object.fromEntries(classes.map((name, c) => [name, data[i * cols + c]!])),
    })),
  )
}
