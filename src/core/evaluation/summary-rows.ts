import { patientIntervals } from './intervals.ts'
import { metrics } from './metrics/registry.ts'
import { usedBy } from './modality-sets.ts'
import { proceduresOf, testFolds, type Truth } from './procedures.ts'
import { patientResamples } from './resamples.ts'
import type { SummaryRow, UnitResult } from './types.ts'

/**
 * Mean, deviation and interval (R8) of every procedure and metric over its cells. The intervals take seconds for
 * thousands of cases.
 * @param onProcedure is called after each procedure
 */
export function summaryRows(
  results: readonly UnitResult[],
  truth: Truth,
  seed: number,
  onProcedure: () => void = () => {},
): SummaryRow[] {
  const resamples = patientResamples(testFolds(results, truth), seed)
  return proceduresOf(results, truth).flatMap((procedure) => {
    const { projection, fusion, classifier, cells, scored } = procedure
    const intervals = patientIntervals(scored, resamples, metrics)
    onProcedure()
    return metrics.flatMap(({ name }, m) => {
      const values = cells.map((cell) => cell.metrics[name] ?? null).filter((value) => value !== null)
      if (values.length === 0) return []
      const { ci95, undefinedResamples } = intervals[m]!
      return {
        projection,
        fusion,
        ...usedBy(procedure),
        classifier,
        metric: name,
        ...meanAndDeviation(values),
        ci95,
        undefined_cells: cells.length - values.length,
        undefined_resamples: undefinedResamples,
      }
    })
  })
}

function meanAndDeviation(values: readonly number[]): { mean: number; sd: number | null } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  if (values.length < 2) return { mean, sd: null }
  return {
    mean,
    sd: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)),
  }
}
