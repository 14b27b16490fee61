import { presentRows } from '../dataset/table-modality.ts'
import { takeRows } from '../math/matrix.ts'
import { countCases } from './case-counts.ts'
import { scores } from './scores.ts'
import { summaryRows } from './summary-rows.ts'
import type { ExperimentData, MissingnessPattern, UnitResult } from './types.ts'

/**
 * Patients below which a pattern is counted and not scored: with five folds it has fewer than four a fold, where no metric
 * means anything, and figures of so few would speak of persons.
 */
export const fewestPatients = 20

/**
 * Out-of-fold results by the modalities that the tested cases have (R7), most cases first; empty where all have the same. In each
 * fold every metric is computed on the test cases of the pattern alone and averaged over the folds where it has a value, as
 * for all cases: scores of different folds are not on one scale (docs/decisions/0006). Patterns of fewer than
 * `fewestPatients` are counted only (R13). Nothing is fitted again.
 *
 * @param results of procedures that use all modalities
 */
export function missingnessOf(
  results: readonly UnitResult[],
  data: ExperimentData,
  seed: number,
): MissingnessPattern[] {
  const tested = new Set(results.flatMap(({ unit }) => [...unit.test]))
  const patterns = patternsOf(data, tested)
  if (patterns.length < 2) return []
  return patterns.map(({ modalities, cases }) => {
    const counts = countCases(cases, data)
    const scored = counts.patients >= fewestPatients
    return {
      modalities,
      ...counts,
      summary: scored ? summaryRows(restricted(results, cases, data), data, seed) : [],
    }
  })
}

interface Pattern {
  readonly modalities: readonly string[]
  readonly cases: ReadonlySet<number>
}

function patternsOf({ modalities }: ExperimentData, tested: ReadonlySet<number>): Pattern[] {
  const present = modalities.map((modality) =>
    'X' in modality ? modality.present : presentRows(modality.columns),
  )
  const patterns = new Map<string, { modalities: string[]; cases: Set<number> }>()
  for (const i of [...tested].sort((a, b) => a - b)) {
    const key = present.map((flags) => flags[i]!).join('')
    let pattern = patterns.get(key)
    if (!pattern) {
      const had = modalities.filter((_, m) => present[m]![i] === 1)
      patterns.set(key, (pattern = { modalities: had.map(({ name }) => name), cases: new Set() }))
    }
    pattern.cases.add(i)
  }
  // of equally many the one with more modalities, so that the order does not depend on that of the cases
  return [...patterns.entries()]
    .toSorted(([a, one], [b, other]) => other.cases.size - one.cases.size || (a < b ? 1 : -1))
    .map(([, pattern]) => pattern)
}

/** The same units as if only these cases had been tested; those that test none of them are left out. */
function restricted(
  results: readonly UnitResult[],
  cases: ReadonlySet<number>,
  { y, positive }: Pick<ExperimentData, 'y' | 'positive'>,
): UnitResult[] {
  return results.flatMap((result) => {
    const rows = Int32Array.from(result.unit.test.keys()).filter((i) => cases.has(result.unit.test[i]!))
    if (rows.length === 0) return []
    const test = rows.map((i) => result.unit.test[i]!)
    const proba = Object.fromEntries(
      Object.entries(result.proba).map(([name, all]) => [name, takeRows(all, rows)]),
    )
    const scored = { y: test.map((i) => y[i]!), positive }
    return {
      ...result,
      unit: { ...result.unit, test },
      proba,
      cells: result.cells.map((cell) => ({
        ...cell,
        n_test: test.length,
        metrics: scores({ ...scored, proba: proba[cell.classifier]! }),
      })),
    }
  })
}
