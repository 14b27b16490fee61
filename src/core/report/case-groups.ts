import { usesAll } from '../evaluation/modality-sets.ts'
import type { Results, ScoredCases, SummaryRow } from '../evaluation/types.ts'
import { patternLabel } from './words.ts'

/** Cases that have something in common, or all of them, and how each procedure did on them. */
export interface CaseGroup extends Pick<ScoredCases, 'cases' | 'patients'> {
  readonly label: string
  /** Cases of each class; null where the patients are too few to say more of them than their number. */
  readonly classes: ScoredCases['classes'] | null
  /** Of one metric and classifier, in the order of the study; null where the patients are too few. */
  readonly rows: readonly SummaryRow[] | null
}

/** By the modalities that cases have, all cases first, to compare with; empty where all have the same. */
export function missingnessGroups(results: Results, metric: string, classifier: string): CaseGroup[] {
  const { missingness = [] } = results
  return withAllCases(
    results,
    missingness.map((pattern) => ({ ...pattern, label: patternLabel(pattern.modalities) })),
    metric,
    classifier,
  )
}

/** The columns by whose values the run has groups. */
export const subgroupColumns = ({ subgroups = [] }: Pick<Results, 'subgroups'>): string[] => [
  ...new Set(subgroups.map(({ column }) => column)),
]

/** By the values of one column, all cases first; empty where the run has no groups of it. */
export function subgroupsOf(
  results: Results,
  column: string,
  metric: string,
  classifier: string,
): CaseGroup[] {
  const own = (results.subgroups ?? []).filter((group) => group.column === column)
  return withAllCases(
    results,
    own.map((group) => ({ ...group, label: group.level ?? 'Without a value' })),
    metric,
    classifier,
  )
}

type Scored = ScoredCases & { readonly label: string }

function withAllCases(
  { data, cross_validation = data, summary }: Results,
  groups: readonly Scored[],
  metric: string,
  classifier: string,
): CaseGroup[] {
  if (groups.length === 0) return []
  const rowsOf = (rows: readonly SummaryRow[]): SummaryRow[] =>
    rows.filter((row) => usesAll(row) && row.metric === metric && row.classifier === classifier)
  const { cases, patients, classes } = cross_validation
  return [
    { label: 'All cases', cases, patients, classes, rows: rowsOf(summary) },
    ...groups.map((group) => {
      const isScored = group.summary.length > 0
      return {
        label: group.label,
        cases: group.cases,
        patients: group.patients,
        classes: isScored ? group.classes : null,
        rows: isScored ? rowsOf(group.summary) : null,
      }
    }),
  ]
}
