import { compareCells } from './compare.ts'
import { patientIntervals, type TestFold } from './intervals.ts'
import type { Scored } from './metrics/metric.ts'
import { metrics } from './metrics/registry.ts'
import type { Study } from '../study/study.ts'
import type { Cell, ExperimentData, Prediction, Results, SummaryRow, UnitResult } from './types.ts'

export type Summary = Pick<Results, 'cells' | 'summary' | 'comparison' | 'predictions'>

/**
 * From the finished units to what results.json says of them: every cell; mean, deviation and interval of every
 * projection, fusion, classifier and metric; the comparison named before the run; out-of-fold predictions.
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
  return {
    cells,
    summary: summaryRows(results, data, study.validation.seed),
    comparison: compareCells(cells, study.primary),
    predictions: results.flatMap((result) => predictionsOf(result, data, caseIds)),
  }
}

/** One procedure: what a row of the results table speaks of. */
interface Procedure extends Pick<Cell, 'projection' | 'fusion' | 'classifier'> {
  /** Its cells, and its scored test rows by fold key. */
  readonly cells: Cell[]
  readonly scored: Map<string, Scored>
}

const foldKey = ({ repeat, fold }: { repeat: number; fold: number }): string => `${repeat}/${fold}`

function summaryRows(results: readonly UnitResult[], data: ExperimentData, seed: number): SummaryRow[] {
  const folds = new Map<string, TestFold>()
  for (const { unit } of results)
    folds.set(foldKey(unit), { repeat: unit.repeat, groups: unit.test.map((i) => data.groups[i]!) })

  const procedures = proceduresOf(results, data)
  const intervals = patientIntervals({
    folds: [...folds.values()],
    rows: procedures.map(({ scored }) => Array.from(folds.keys(), (key) => scored.get(key) ?? null)),
    metrics,
    seed,
  })
  return procedures.flatMap(({ projection, fusion, classifier, cells }, p) =>
    metrics.flatMap(({ name }, m) => {
      const values = cells.map((cell) => cell.metrics[name] ?? null).filter((value) => value !== null)
      if (values.length === 0) return []
      const { ci95, undefinedResamples } = intervals[p]![m]!
      return {
        projection,
        fusion,
        classifier,
        metric: name,
        ...meanAndDeviation(values),
        ci95,
        undefined_cells: cells.length - values.length,
        undefined_resamples: undefinedResamples,
      }
    }),
  )
}

function proceduresOf(results: readonly UnitResult[], data: ExperimentData): Procedure[] {
  const procedures = new Map<string, Procedure>()
  for (const { unit, cells, proba } of results) {
    const y = unit.test.map((i) => data.y[i]!)
    for (const cell of cells) {
      const { projection, fusion, classifier } = cell
      const key = `${projection}/${fusion}/${classifier}`
      const procedure: Procedure = procedures.get(key) ?? {
        projection,
        fusion,
        classifier,
        cells: [],
        scored: new Map(),
      }
      procedures.set(key, procedure)
      procedure.cells.push(cell)
      procedure.scored.set(foldKey(unit), { y, proba: proba[classifier]!, positive: data.positive })
    }
  }
  return [...procedures.values()]
}

function meanAndDeviation(values: readonly number[]): { mean: number; sd: number | null } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  if (values.length < 2) return { mean, sd: null }
  return {
    mean,
    sd: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)),
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
      classifier,
      proba: Object.fromEntries(classes.map((name, c) => [name, data[i * cols + c]!])),
    })),
  )
}
