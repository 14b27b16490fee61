import type { Notice } from '../notice.ts'
import type { YieldToLoop } from '../steps.ts'
import { patientsPerClass } from './class-patients.ts'
import type { ColumnRoles, Dataset } from './dataset.ts'
import { effectiveSize } from './effective-size.ts'
import { casesWhere, type Finding } from './finding.ts'
import { imageModalities, textColumns } from './modalities.ts'
import { pictureFindings } from './picture-findings.ts'
import { roleOfEach } from './column-groups.ts'
import { holdsMostlyDates, type ColumnSummary } from './summary.ts'
import { findTellingColumns } from './telling-columns.ts'
import { textFindings } from './text-findings.ts'

/** Fewer patients in the smallest class make wide intervals: 100 events and 100 non-events (Collins 2016, Riley 2019). */
const advisedPatients = 100

/**
 * Notices about columns: constant or empty ones, which are left out whatever their role; words and codes for missing
 * values (NaN, Inf, -999) in columns of numbers, which count as missing; dates that can be read in two ways.
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
    if (summary.dateOrder === 'ambiguous' && holdsMostlyDates(summary))
      return [{ code: 'dates-ambiguous', severity: 'info', params: { column, count: summary.dates } }]
    const count = missingWords + missingNumbers
    const isNumeric = numbers > 0 && (numbers + missingNumbers) * 10 >= filled * 9
    if (count === 0 || !isNumeric) return []
    return [{ code: 'missing-codes', severity: 'warning', params: { column, count } }]
  })
}

export interface FindingOptions {
  /** Perceptual hashes of pictures, by content key. */
  readonly pictureHashes?: ReadonlyMap<string, string>
  readonly yieldToLoop?: YieldToLoop
}

/**
 * What takes a pass over the cases: few patients, cases that count less than they are, copies and near-copies across
 * patients (R1), words and columns that tell the label (R5), and what may identify someone.
 */
export async function datasetFindings(
  dataset: Dataset,
  { pictureHashes = new Map(), yieldToLoop }: FindingOptions = {},
): Promise<Finding[]> {
  const findings = [...fewPatients(dataset), ...effectiveCases(dataset)]
  for (const text of textColumns(dataset)) findings.push(...(await textFindings(dataset, text, yieldToLoop)))
  for (const modality of imageModalities(dataset))
    findings.push(...(await pictureFindings(dataset, modality, pictureHashes, yieldToLoop)))
  for (const { name: column, auroc, cases } of await findTellingColumns(dataset, yieldToLoop))
    findings.push({
      notice: { code: 'column-tells-label', severity: 'warning', params: { column, auroc } },
      cases,
    })
  return findings
}

function fewPatients(dataset: Dataset): Finding[] {
  const counts = patientsPerClass(dataset)
  const patients = Math.min(...counts)
  if (patients >= advisedPatients) return []
  const smallest = counts.indexOf(patients)
  return [
    {
      notice: { code: 'few-events', severity: 'warning', params: { patients, advised: advisedPatients } },
      cases: casesWhere(dataset.y.length, (i) => dataset.y[i] === smallest),
    },
  ]
}

function effectiveCases(dataset: Dataset): Finding[] {
  const size = effectiveSize(dataset)
  if (!size) return []
  const params = {
    cases: dataset.y.length,
    patients: new Set(dataset.patientIds).size,
    effective: Math.round(size.effective),
    icc: size.icc,
  }
  return [{ notice: { code: 'effective-size', severity: 'info', params } }]
}
