import { patientIntervals, type TestFold } from './intervals.ts'
import type { Scored } from './metrics/metric.ts'
import { metrics } from './metrics/registry.ts'
import { usedBy } from './modality-sets.ts'
import type { Cell, ExperimentData, SummaryRow, UnitResult, UsedModalities } from './types.ts'

/** One procedure: what a row of the results table speaks of. */
interface Procedure extends Pick<Cell, 'projection' | 'fusion' | 'classifier'>, UsedModalities {
  /** Its cells, and its scored test rows by fold key, where it could predict. */
  readonly cells: Cell[]
  readonly scored: Map<string, Scored>
}

const foldKey = ({ repeat, fold }: { repeat: number; fold: number }): string => `${repeat}/${fold}`

/**
 * Mean, deviation and interval (R8) of every procedure and metric over its cells. The intervals take seconds for
 * thousands of cases.
 */
export function summaryRows(
  results: readonly UnitResult[],
  data: Pick<ExperimentData, 'y' | 'groups' | 'positive'>,
  seed: number,
): SummaryRow[] {
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
  return procedures.flatMap(({ projection, fusion, classifier, cells, ...used }, p) =>
    metrics.flatMap(({ name }, m) => {
      const values = cells.map((cell) => cell.metrics[name] ?? null).filter((value) => value !== null)
      if (values.length === 0) return []
      const { ci95, undefinedResamples } = intervals[p]![m]!
      return {
        projection,
        fusion,
        ...usedBy(used),
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

function proceduresOf(
  results: readonly UnitResult[],
  data: Pick<ExperimentData, 'y' | 'positive'>,
): Procedure[] {
  const procedures = new Map<string, Procedure>()
  for (const { unit, cells, proba } of results) {
    const y = unit.test.map((i) => data.y[i]!)
    for (const cell of cells) {
      const { projection, fusion, classifier } = cell
      const key = JSON.stringify([projection, fusion, classifier, cell.modalities])
      const procedure: Procedure = procedures.get(key) ?? {
        projection,
        fusion,
        ...usedBy(cell),
        classifier,
        cells: [],
        scored: new Map(),
      }
      procedures.set(key, procedure)
      procedure.cells.push(cell)
      const predicted = proba[classifier]
      if (predicted) procedure.scored.set(foldKey(unit), { y, proba: predicted, positive: data.positive })
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
