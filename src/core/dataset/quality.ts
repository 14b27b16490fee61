import type { Notice } from '../notice.ts'
import { patientsPerClass } from './class-patients.ts'
import { roleOfEach } from './column-groups.ts'
import { textModalities } from './modalities.ts'
import type { ColumnRoles, Dataset, TextModality } from './dataset.ts'
import { findLabelWords } from './label-words.ts'
import type { ColumnSummary } from './summary.ts'
import { findTellingColumns } from './telling-columns.ts'

/** Fewer patients in the smallest class make wide intervals: 100 events and 100 non-events (Collins 2016, Riley 2019). */
const advisedPatients = 100

/**
 * Warnings about columns: constant or empty ones, which are left out whatever their role, and words and codes for
 * missing values (NaN, Inf, -999) in columns of numbers, which count as missing.
 */
export function columnNotices(summaries: readonly ColumnSummary[], roles: ColumnRoles): Notice[] {
  const roleOf = roleOfEach(
    roles,
    summaries.map(({ name }) => name),
  )
  return summaries.flatMap((summary): Notice[] => {
    const { name: column, rows, missing, missingWords, distinct, numbers, missingNumbers } = summary
    const filled = rows - missing
    // What the label and the predictors lack is said where the data set is built.
    const role = roleOf.get(column)
    if (role === 'label' || role === 'text' || role === 'embedding') return []
    const isBuilt = role === 'number' || role === 'category'
    const reason = isBuilt
      ? undefined
      : filled === 0
        ? 'all-missing'
        : distinct === 1 && missing === 0
          ? 'constant'
          : undefined
    if (reason) return [{ code: 'column-left-out', severity: 'warning', params: { column, reason } }]
    const count = missingWords + missingNumbers
    const isNumeric = numbers > 0 && (numbers + missingNumbers) * 10 >= filled * 9
    if (count === 0 || !isNumeric) return []
    return [{ code: 'missing-codes', severity: 'warning', params: { column, count } }]
  })
}

/** Warnings about a data set that take a pass over its texts: few patients, shared texts, words and columns that tell the label (R5). */
export function datasetNotices(dataset: Dataset): Notice[] {
  const patients = Math.min(...patientsPerClass(dataset))
  const few: Notice = {
    code: 'few-events',
    severity: 'warning',
    params: { patients, advised: advisedPatients },
  }
  return [
    ...(patients < advisedPatients ? [few] : []),
    ...textModalities(dataset).flatMap((modality) => [
      ...sharedTextNotices(dataset, modality),
      ...labelWordNotices(dataset, modality),
    ]),
    ...findTellingColumns(dataset).map((column): Notice => ({
      code: 'column-tells-label',
      severity: 'warning',
      params: { column },
    })),
  ]
}

/** The same text under two patients: most likely one patient under two numbers, or a copied note. */
function sharedTextNotices({ patientIds }: Dataset, { name: column, values }: TextModality): Notice[] {
  const found = new Map<string, { cases: number; readonly patients: Set<string> }>()
  values.forEach((value, i) => {
    if (value === null) return
    const entry = found.get(value) ?? { cases: 0, patients: new Set() }
    entry.cases++
    entry.patients.add(patientIds[i]!)
    found.set(value, entry)
  })
  let cases = 0
  for (const entry of found.values()) if (entry.patients.size > 1) cases += entry.cases
  if (cases === 0) return []
  return [{ code: 'texts-shared-by-patients', severity: 'warning', params: { column, cases } }]
}

function labelWordNotices(dataset: Dataset, modality: TextModality): Notice[] {
  const count = findLabelWords(dataset, modality).length
  const params = { column: modality.name, count }
  return count > 0 ? [{ code: 'label-words-in-text', severity: 'warning', params }] : []
}
