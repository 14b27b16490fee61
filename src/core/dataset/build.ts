import { Failure } from '../failure.ts'
import type { Notice } from '../notice.ts'
import type { Picture, RejectedPicture } from '../pictures/picture.ts'
import { hasHiddenCharacters, identity } from '../tables/hidden-characters.ts'
import { isMissing } from '../tables/missing.ts'
import type { Table, TableColumn } from '../tables/table.ts'
import { atOnce, type Steps } from '../steps.ts'
import { classNotices } from './class-patients.ts'
import { nameCases } from './case-ids.ts'
import { isGroup, membersOf } from './column-groups.ts'
import type { TextUse } from './text-modality.ts'
import { modalitySteps } from './build-modalities.ts'
import { withoutBrokenCases } from './broken-cases.ts'
import type { ColumnRoles, Dataset, Role } from './dataset.ts'
import { givenFolds } from './given-folds.ts'
import {
  choosePositive,
  codeLabels,
  emptyLabel,
  lookAlikeNotices,
  missingCodeNotices,
  otherClass,
} from './labels.ts'
import type { Finding } from './finding.ts'
import { relabelled } from './relabels.ts'
import { holdsSetAside, roleOf, singleRoles } from './roles.ts'

export interface BuildOptions {
  /** The user's word that no patient has two rows; asked for where no column has the role patient, of no effect otherwise. */
  readonly onePatientPerRow: boolean
  /** Those that came with the table, for columns with the role image to name; none where absent. */
  readonly pictures?: readonly Picture[]
  /** Files that came with the table as pictures and are none that can be read. */
  readonly rejected?: readonly RejectedPicture[]
  /** Several text columns: a modality each, where nothing is said. */
  readonly texts?: TextUse
}

/**
 * The cases of a table: rows whose label or patient is empty are left out and counted (R13), as are rows of a value that
 * `classes` leaves out and rows that consist of broken pictures. A row without a patient cannot stay: it might belong to any of them, and so part a patient (R1).
 * A case without a text, a picture, a vector, a number or a category stays (R7). Identifiers and labels are compared without hidden
 * characters.
 * @throws Failure 'unknown-column', 'no-numbered-columns', 'column-used-twice', 'modality-named-as-column',
 *   'role-twice', 'no-label-column', 'no-patient-column', 'no-modality', 'no-cases',
 *   'only-broken-pictures', and what
 *   `codeLabels`, `choosePositive` and `givenFolds` throw
 */
export function buildDataset(table: Table, roles: ColumnRoles, options: BuildOptions): Dataset {
  return atOnce(datasetSteps(table, roles, options))
}

/** The same, a column at a time. */
export function* datasetSteps(
  table: Table,
  roles: ColumnRoles,
  { onePatientPerRow: eachRowIsOne, pictures = [], rejected = [], texts = 'each' }: BuildOptions,
): Steps<Dataset> {
  assertRoles(table, roles)
  const withRole = (role: Role): TableColumn[] =>
    table.columns.filter((c) => roleOf(roles, c.name)?.role === role)
  const [label] = withRole('label')
  const [patient] = withRole('patient')
  if (!label) throw new Failure('no-label-column', {})
  if (!patient && !eachRowIsOne) throw new Failure('no-patient-column', {})

  const all = Array.from({ length: table.rows }, (_, i) => i)
  const known = patient ? all.filter((i) => !isMissing(identity(patient.values[i]!))) : all
  const entry = roleOf(roles, label.name)!
  const { classes, codes } = codeLabels(label.name, known.map((i) => label.values[i]!), entry) // prettier-ignore
  yield
  const labelled = known.filter((_, k) => codes[k]! >= 0)
  if (labelled.length === 0) throw new Failure('no-cases', {})
  const kept = withoutBrokenCases(table, roles, labelled, pictures, rejected)
  if (kept.length === 0) throw new Failure('only-broken-pictures', { rows: labelled.length })
  yield
  const { modalities, findings: aboutModalities } = yield* modalitySteps(table, roles, kept, {
    pictures,
    rejected,
    texts,
  })
  if (modalities.length === 0) throw new Failure('no-modality', {})
  const codeOf = new Map(known.map((i, k) => [i, codes[k]!]))
  const given = Int32Array.from(kept, (i) => codeOf.get(i)!)

  const [idColumn] = withRole('id')
  const cases = nameCases(table, kept, idColumn)
  yield
  const patientIds = patient ? kept.map((i) => identity(patient.values[i]!)) : cases.caseIds
  yield
  const [foldColumn] = withRole('fold')
  // by the labels of the file: a label changed by hand must not turn the positive class
  const { positive, notices } = choosePositive(label.name, classes, given, entry.positive)
  const { y, changed, lapsed } = relabelled(label.name, entry, { caseIds: cases.caseIds, classes, y: given })
  const byHand = relabelFindings(label.name, changed, lapsed)

  const named = [idColumn, patient, label].filter((column) => column !== undefined)
  return {
    caseIds: cases.caseIds,
    patientIds,
    rows: Int32Array.from(kept),
    classes,
    y,
    positive,
    modalities,
    folds: foldColumn ? givenFolds(kept.map((i) => foldColumn.values[i]!), patientIds) : null, // prettier-ignore
    excluded: [
      { reason: 'the patient is empty', count: all.length - known.length },
      { reason: 'the label is empty', count: codes.filter((code) => code === emptyLabel).length },
      {
        reason: 'the label is none of the classes',
        count: codes.filter((code) => code === otherClass).length,
      },
      { reason: 'its pictures cannot be read', count: labelled.length - kept.length },
    ].filter(({ count }) => count > 0),
    notices: [
      ...classNotices({ classes, y, patientIds }),
      ...(patient ? [] : [onePatientPerRow(kept.length)]),
      ...notices,
      ...lookAlikeNotices(label.name, classes),
      ...missingCodeNotices(label.name, { classes, y }, entry),
      ...byHand.map(({ notice }) => notice),
      ...cases.findings.map(({ notice }) => notice),
      ...named.flatMap((column) => hiddenNotices(column, kept)),
      ...aboutModalities.map(({ notice }) => notice),
    ],
    noticedCases: new Map(
      [...byHand, ...cases.findings, ...aboutModalities].flatMap(({ notice, cases: spokenOf }) =>
        spokenOf ? [[notice, spokenOf]] : [],
      ),
    ),
  }
}

function assertRoles(table: Table, roles: ColumnRoles): void {
  assertColumns(
    roles,
    table.columns.map(({ name }) => name),
  )
  const columnsOf = new Map<Role, string[]>()
  for (const [column, { role }] of Object.entries(roles))
    columnsOf.set(role, [...(columnsOf.get(role) ?? []), column])
  for (const [role, columns] of columnsOf) {
    if (singleRoles.has(role) && columns.length > 1) throw new Failure('role-twice', { role, columns })
  }
}

/**
 * Every column that an entry names is there, and none is named by two: it would be a predictor twice. One that is not used, and
 * has an entry only for what is set aside with it, may be part of a vector.
 */
function assertColumns(roles: ColumnRoles, known: readonly string[]): void {
  const names = new Set(known)
  const used = new Set<string>()
  const twice = new Set<string>()
  for (const [key, entry] of Object.entries(roles)) {
    if (entry.role === 'ignore' && holdsSetAside(entry) && names.has(key)) continue
    const columns = isGroup(entry) ? membersOf(entry, known) : [key]
    if (columns.length === 0) throw new Failure('no-numbered-columns', { prefix: entry.prefix ?? key, known })
    for (const column of columns) {
      if (!names.has(column)) throw new Failure('unknown-column', { column, known })
      if (used.has(column)) twice.add(column)
      used.add(column)
    }
    if (isGroup(entry) && names.has(key)) throw new Failure('modality-named-as-column', { name: key })
  }
  if (twice.size > 0) throw new Failure('column-used-twice', { columns: [...twice] })
}

/** What was changed by hand is said wherever the labels are used (R13). */
function relabelFindings(column: string, changed: Int32Array, lapsed: number): Finding[] {
  return [
    ...(changed.length > 0
      ? [
          {
            notice: { code: 'labels-changed', severity: 'info', params: { column, count: changed.length } },
            cases: changed,
          } as const,
        ]
      : []),
    ...(lapsed > 0
      ? [
          {
            notice: { code: 'relabels-lapsed', severity: 'warning', params: { column, count: lapsed } },
          } as const,
        ]
      : []),
  ]
}

function onePatientPerRow(patients: number): Notice {
  return { code: 'one-patient-per-row', severity: 'info', params: { patients } }
}

function hiddenNotices({ name, values }: TableColumn, rows: readonly number[]): Notice[] {
  const count = rows.filter((i) => hasHiddenCharacters(values[i]!)).length
  return count > 0
    ? [{ code: 'hidden-characters', severity: 'warning', params: { column: name, count } }]
    : []
}
