import { takeRows } from '../math/matrix.ts'
import { countCases } from './case-counts.ts'
import { scores } from './scores.ts'
import { summaryRows } from './summary-rows.ts'
import type { ExperimentData, ScoredCases, UnitResult } from './types.ts'

/**
 * Patients below which a group of cases is counted and not scored: with five folds it has fewer than four a fold, where no metric
 * means anything, and figures of so few would speak of persons.
 */
export const fewestPatients = 20
/** Cases that two classes must have in it at least: of one or two events a metric would be 1 or 0 by chance, without an interval. */
export const fewestOfClass = 5

/** Some of the cases, as they are counted. */
export interface CaseGroup extends Omit<ScoredCases, 'cases' | 'summary'> {
  readonly cases: ReadonlySet<number>
}

export const caseGroup = (
  cases: ReadonlySet<number>,
  data: Pick<ExperimentData, 'groups' | 'y' | 'classes'>,
): CaseGroup => ({ ...countCases(cases, data), cases })

/** Whether it has patients, and cases of two classes, enough to be scored. */
export const isScored = ({ patients, classes }: Pick<CaseGroup, 'patients' | 'classes'>): boolean =>
  patients >= fewestPatients && Object.values(classes).filter((cases) => cases >= fewestOfClass).length >= 2

/**
 * Out-of-fold results of some of the cases: in each fold every metric is computed on its test cases among them alone and averaged
 * over the folds where it has a value, as for all cases: scores of different folds are not on one scale (docs/decisions/0006).
 * Groups too small by `isScored` are counted only (R13). Nothing is fitted again.
 *
 * @param results of procedures that use all modalities
 * @param onProcedure is called after each procedure that is scored
 */
export function scoredCases(
  group: CaseGroup,
  results: readonly UnitResult[],
  data: ExperimentData,
  seed: number,
  onProcedure?: () => void,
): ScoredCases {
  const { cases, patients, classes } = group
  return {
    cases: cases.size,
    patients,
    classes,
    summary: isScored(group) ? summaryRows(restricted(results, cases, data), data, seed, onProcedure) : [],
  }
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
