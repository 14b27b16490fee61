import { usesAll } from '../evaluation/modality-sets.ts'
import type { MissingnessPattern, Results, SummaryRow } from '../evaluation/types.ts'

/** The cases that have the same modalities, or all of them, and how each procedure did on them. */
export interface CaseGroup extends Pick<MissingnessPattern, 'cases' | 'patients'> {
  /** null: all that were cross-validated. */
  readonly modalities: readonly string[] | null
  /** Cases of each class; null where the patients are too few to say more of them than their number. */
  readonly classes: MissingnessPattern['classes'] | null
  /** Of one metric and classifier, in the order of the study; null where the patients are too few. */
  readonly rows: readonly SummaryRow[] | null
}

/** All cases first, to compare with, then every pattern; empty where all cases have the same modalities. */
export function caseGroups(
  { data, cross_validation = data, summary, missingness = [] }: Results,
  metric: string,
  classifier: string,
): CaseGroup[] {
  if (missingness.length === 0) return []
  const rowsOf = (rows: readonly SummaryRow[]): SummaryRow[] =>
    rows.filter((row) => usesAll(row) && row.metric === metric && row.classifier === classifier)
  const { cases, patients, classes } = cross_validation
  return [
    { modalities: null, cases, patients, classes, rows: rowsOf(summary) },
    ...missingness.map((pattern) => {
      const isScored = pattern.summary.length > 0
      const { modalities, cases, patients } = pattern
      return {
        modalities,
        cases,
        patients,
        classes: isScored ? pattern.classes : null,
        rows: isScored ? rowsOf(pattern.summary) : null,
      }
    }),
  ]
}
