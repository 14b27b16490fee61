import { foldNotices, givenFoldNotices } from '../core/dataset/class-patients.ts'
import type { Dataset } from '../core/dataset/dataset.ts'
import { experimentCases } from '../core/dataset/experiment.ts'
import type { Finding } from '../core/dataset/finding.ts'
import { withCases } from '../core/dataset/noticed-cases.ts'
import { siteFindings } from '../core/dataset/site-findings.ts'
import { countCases } from '../core/evaluation/case-counts.ts'
import { divideCases, type Division } from '../core/evaluation/division.ts'
import { givenDivision } from '../core/evaluation/given-division.ts'
import { lockedNotices } from '../core/evaluation/locked-notices.ts'
import type { CaseCounts } from '../core/evaluation/types.ts'
import { toFailureData, type FailureData } from '../core/failure.ts'
import type { Validation } from '../core/study/study.ts'
import type { Table } from '../core/tables/table.ts'

/** What the settings make of the cases before a run. */
export interface DivisionFacts {
  /** Of one repeat; 0 where the cases cannot be divided. */
  readonly folds: number
  readonly development: CaseCounts | null
  /** null where the study has no locked test set. */
  readonly locked: CaseCounts | null
  /** Why the cases cannot be divided. */
  readonly failure: FailureData | null
  /** What the division cannot do with the cases. */
  readonly findings: readonly Finding[]
}

export const undivided: DivisionFacts = {
  folds: 0,
  development: null,
  locked: null,
  failure: null,
  findings: [],
}

/** The division that a run of these settings would use, and what it cannot do with the cases. */
export function readDivision(table: Table, dataset: Dataset, validation: Validation): DivisionFacts {
  const data = experimentCases(dataset)
  try {
    // every repeat is divided alike: one is enough to count
    const first = validation.repeats === 1 ? validation : { ...validation, repeats: 1 }
    const division = divideCases(data, first, givenDivision(table, dataset, validation))
    return {
      folds: division.splits.length,
      development: countCases(division.development, data),
      locked: validation.test ? countCases(division.locked, data) : null,
      failure: null,
      findings: [
        ...lockedNotices(data, division).map((notice) => ({ notice })),
        ...divisionFindings(table, dataset, validation, division),
      ],
    }
  } catch (thrown) {
    return { ...undivided, failure: toFailureData(thrown, 'division') }
  }
}

function divisionFindings(
  table: Table,
  dataset: Dataset,
  { folds, folds_column, leave_out }: Validation,
  { development, sites }: Division,
): Finding[] {
  if (leave_out !== undefined && sites) return siteFindings(leave_out, sites, dataset)
  const { y, patientIds, folds: given } = dataset
  const part: Dataset = {
    ...dataset,
    y: development.map((i) => y[i]!),
    patientIds: Array.from(development, (i) => patientIds[i]!),
    folds: given && development.map((i) => given[i]!),
  }
  const notices =
    folds_column !== undefined && part.folds ? givenFoldNotices(part, part.folds) : foldNotices(part, folds)
  return notices.map((notice) => {
    const { cases } = withCases(notice, table, part)
    return cases ? { notice, cases: cases.map((i) => development[i]!) } : { notice }
  })
}
