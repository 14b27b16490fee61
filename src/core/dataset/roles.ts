import type { Table } from '../tables/table.ts'
import { findNumberedColumns, isGroup, type NumberedColumns } from './column-groups.ts'
import { namesOnePatient, nameSays, type NameMeaning } from './column-meaning.ts'
import type { ColumnRole, ColumnRoles, Role } from './dataset.ts'
import { holdsMostlyDates, holdsOnlyNumbers, summariseTable, type ColumnSummary } from './summary.ts'

/** Why a role was guessed; worded by the interface. To add a reason: one line here, one wording there. */
export interface RoleReasonParams {
  /** The column's name says it. */
  name: { meaning: NameMeaning }
  'repeated-ids': { distinct: number }
  'few-values': { distinct: number }
  'last-with-few-values': { distinct: number }
  'many-values': { distinct: number }
  'unique-values': Record<never, never>
  'row-numbers': Record<never, never>
  'long-text': Record<never, never>
  numbers: { min: number; max: number }
  dates: Record<never, never>
  'image-files': Record<never, never>
  'pictures-not-here': Record<never, never>
  /** One vector over several columns. */
  'numbered-columns': { columns: number }
  'lists-of-numbers': Record<never, never>
  links: Record<never, never>
  /** Its name says that it identifies something, though its values repeat (R5). */
  identifies: Record<never, never>
  /** Its name says that it tells an outcome, and another column is the label. */
  'another-outcome': Record<never, never>
  /** Its name says what became of the patient, which may be known only afterwards (R5). */
  'later-course': Record<never, never>
  constant: Record<never, never>
  'all-missing': Record<never, never>
  'another-has-the-role': { role: Role }
}
export type RoleReason = {
  [C in keyof RoleReasonParams]: { readonly code: C; readonly params: RoleReasonParams[C] }
}[keyof RoleReasonParams]

export interface RoleGuess {
  readonly role: Role
  readonly reason: RoleReason
  /** Of several columns that make one vector; the guess stands under the modality's name then. */
  readonly prefix?: string
}

/** Roles that at most one column has. */
export const singleRoles: ReadonlySet<Role> = new Set<Role>(['id', 'label', 'patient', 'fold'])

/**
 * Folders of pictures in each other are mostly patients, who must not part (R1); fewer are more likely sites or devices. Never
 * predictors (R5).
 */
const fewestFolders = 10

/** A category has at most this many values, and so has a guessed label. */
const fewValues = 50

/**
 * What each column is for, guessed from its name and its values, in the table's order; the columns of a vector have one
 * guess together. Identifiers, file names, dates and sites are never predictors (R5). At most one id, patient, label and
 * fold.
 */
export function guessRoles(
  table: Table,
  all: readonly ColumnSummary[] = summariseTable(table),
): Map<string, RoleGuess> {
  const vectors = findVectors(all)
  const members = new Map(vectors.flatMap((vector) => vector.columns.map((column) => [column, vector])))
  const summaries = all.filter(({ name }) => !members.has(name))
  const guesses = summaries.map(guessAlone)
  const label = findLabel(summaries, guesses)
  summaries.forEach((summary, j) => {
    if (isCourse(summary, guesses[j]!)) guesses[j] = guess('ignore', 'later-course', {})
    else if (label && isOutcome(summary, guesses[j]!)) guesses[j] = guess('ignore', 'another-outcome', {})
  })
  if (label) guesses[label.index] = label.guess
  for (const role of ['id', 'patient', 'fold'] as const) keepOne(guesses, role)
  const alone = new Map(summaries.map((summary, j) => [summary.name, guesses[j]!]))
  return new Map(
    all.map(({ name }) => {
      const vector = members.get(name)
      return vector ? [vector.name, guessVector(vector)] : [name, alone.get(name)!]
    }),
  )
}

/** The guesses as a study's columns. */
export function initialRoles(guesses: ReadonlyMap<string, RoleGuess>): ColumnRoles {
  return Object.fromEntries(
    Array.from(guesses, ([name, { role, prefix }]) => [
      name,
      { role, ...(prefix !== undefined && { prefix }) },
    ]),
  )
}

/** The entry of a column by itself; a column named `constructor` has none unless one was given. */
export function roleOf(roles: ColumnRoles, name: string): ColumnRole | undefined {
  const entry = Object.hasOwn(roles, name) ? roles[name]! : undefined
  return entry && !isGroup(entry) ? entry : undefined
}

/** A copy with one column's entry replaced; safe for a column named `__proto__`. */
export function withRole(roles: ColumnRoles, name: string, entry: ColumnRole): ColumnRoles {
  return Object.fromEntries([...Object.entries(roles).filter(([other]) => other !== name), [name, entry]])
}

/**
 * The entry of a column by itself, with another role. What was decided of its classes and its labels while it was the label
 * stays with it, set aside, and holds when it is the label again (R13).
 */
export const entryWithRole = (entry: ColumnRole | undefined, role: Role): ColumnRole => ({ ...entry, role })

/** Whether something is set aside with a column that is not the label. */
export function holdsSetAside({ role, positive, classes, merge, relabels }: ColumnRole): boolean {
  return role !== 'label' && [positive, classes, merge, relabels].some((value) => value !== undefined)
}

/** The roles as an experiment uses them: what is set aside is no part of it. */
export function rolesInUse(roles: ColumnRoles): ColumnRoles {
  return Object.fromEntries(
    Object.entries(roles).map(([name, entry]) => {
      if (!holdsSetAside(entry)) return [name, entry]
      const { positive: _positive, classes: _classes, merge: _merge, relabels: _relabels, ...used } = entry
      return [name, used]
    }),
  )
}

/**
 * Numbered columns that hold nothing but numbers, most of them with a fraction: the numbers of an encoder's vectors.
 * Numbered whole numbers are answers and counts (phq1, phq2, ...), each of which is a measurement of its own.
 */
function findVectors(summaries: readonly ColumnSummary[]): NumberedColumns[] {
  const byName = new Map(summaries.map((summary) => [summary.name, summary]))
  return findNumberedColumns([...byName.keys()]).filter(({ columns }) => {
    const members = columns.map((column) => byName.get(column)!)
    const fractions = members.filter(({ integers, numbers }) => integers < numbers).length
    return (
      fractions * 2 > members.length && members.every(holdsOnlyNumbers) && !members.some(namesSomethingElse)
    )
  })
}

function namesSomethingElse({ name }: ColumnSummary): boolean {
  const meaning = nameSays(name)
  return meaning !== undefined && !['text', 'image', 'id'].includes(meaning)
}

const guessVector = ({ prefix, columns }: NumberedColumns): RoleGuess => ({
  ...guess('embedding', 'numbered-columns', { columns: columns.length }),
  prefix,
})

/** The guess for a column by itself. */
function guessAlone(summary: ColumnSummary): RoleGuess {
  const { distinct } = summary
  const filled = summary.rows - summary.missing
  if (filled === 0) return guess('ignore', 'all-missing', {})
  if (distinct === 1 && summary.missing === 0) return guess('ignore', 'constant', {})

  if (summary.lists * 10 >= filled * 9) return guess('embedding', 'lists-of-numbers', {})
  const varied = distinct > fewValues || distinct * 2 > filled
  const spaced = summary.spaced * 2 > filled
  const isText = varied && spaced && summary.medianLength >= 30
  const meaning = nameSays(summary.name)
  if (summary.imageFiles * 2 > filled) return guess('image', 'image-files', {})
  if (summary.links * 2 > filled) return guess('ignore', 'links', {})
  if (meaning && !isText) {
    const named = roleByName(summary, meaning)
    if (named) return guess(named, 'name', { meaning })
    if (meaning === 'id' && namesOnePatient(summary.name))
      return guess('patient', 'repeated-ids', { distinct })
    if (meaning === 'text' && varied && summary.spaced * 4 > filled) return guess('text', 'name', { meaning })
  }
  if (holdsMostlyDates(summary)) return guess('date', 'dates', {})
  if (isText) return meaning === 'text' ? guess('text', 'name', { meaning }) : guess('text', 'long-text', {})
  const byValues = guessByValues(summary, filled)
  return identifies(summary, byValues, meaning) ? guess('ignore', 'identifies', {}) : byValues
}

/** Numbers with a fraction measure something, whatever the name says ("body mass index"). */
function identifies(
  { integers, numbers }: ColumnSummary,
  { role }: RoleGuess,
  meaning: NameMeaning | undefined,
): boolean {
  if (meaning !== 'id' && meaning !== 'image' && meaning !== 'fold') return false
  return role === 'category' || (role === 'number' && integers === numbers)
}

const isMeasured = ({ role }: RoleGuess): boolean => role === 'number' || role === 'category'

/** A predictor that was wrongly left out is missed and put back; one that tells the outcome makes a result that nobody doubts. */
const isCourse = ({ name }: ColumnSummary, guessed: RoleGuess): boolean =>
  isMeasured(guessed) && nameSays(name) === 'course'

/** Another diagnosis or outcome than the label: it may be known only afterwards, so it is no predictor by default. */
function isOutcome(summary: ColumnSummary, guessed: RoleGuess): boolean {
  if (!isMeasured(guessed)) return false
  const meaning = nameSays(summary.name)
  return meaning === 'label-exact' || (meaning === 'label' && summary.distinct <= fewValues)
}

function roleByName(summary: ColumnSummary, meaning: NameMeaning): Role | undefined {
  if (meaning === 'personal' || meaning === 'split') return 'ignore'
  if (meaning === 'folder') return summary.repeats && summary.distinct >= fewestFolders ? 'patient' : 'ignore'
  if (meaning === 'patient' || meaning === 'site' || meaning === 'date') return meaning
  if (meaning === 'fold' && summary.distinct <= fewValues) return 'fold'
  return meaning === 'id' && !summary.repeats && summary.integers === summary.numbers ? 'id' : undefined
}

function guessByValues(summary: ColumnSummary, filled: number): RoleGuess {
  const { distinct, min, max } = summary
  if (min !== null && max !== null && (summary.numbers + summary.missingNumbers) * 10 >= filled * 9) {
    const counted = summary.integers === summary.rows && !summary.repeats && max - min === summary.rows - 1
    if (counted && summary.rows > 2) return guess('id', 'row-numbers', {})
    if (looksLikeCodes(summary, filled)) return guess('id', 'unique-values', {})
    if (distinct > 2) return guess('number', 'numbers', { min, max })
  }
  if (distinct <= fewValues && summary.repeats) return guess('category', 'few-values', { distinct })
  if (!summary.repeats && summary.spaced === 0 && summary.missing === 0)
    return guess('id', 'unique-values', {})
  return guess('ignore', 'many-values', { distinct })
}

/** Whole numbers of equal length, five digits or more, none of them twice in fifty rows: case numbers (R5). */
function looksLikeCodes({ integers, repeats, min, max, missing }: ColumnSummary, filled: number): boolean {
  const isLong = min !== null && min >= 10_000 && String(min).length === String(max).length
  return isLong && filled >= 50 && missing === 0 && integers === filled && !repeats
}

/**
 * The label: a column with few values whose name says so, the plainest name first, then one that says what became of the
 * patient; else the last column, where it has few values; else the only category there is.
 */
function findLabel(
  summaries: readonly ColumnSummary[],
  guesses: readonly RoleGuess[],
): { readonly index: number; readonly guess: RoleGuess } | undefined {
  const few = summaries.map(
    (summary) => summary.distinct <= fewValues && (summary.repeats || summary.rows < 4),
  )
  for (const meaning of ['label-exact', 'label', 'course'] as const) {
    const index = summaries.findIndex((summary, j) => {
      // A plain "label" with a single value is a label still: what is wrong with it is said where classes are counted.
      const enough = summary.distinct >= (meaning === 'label-exact' ? 1 : 2)
      return few[j] && enough && nameSays(summary.name) === meaning && guesses[j]!.role !== 'text'
    })
    if (index >= 0) return { index, guess: guess('label', 'name', { meaning }) }
  }
  const categories = guesses.flatMap(({ role }, j) => (role === 'category' ? [j] : []))
  const last = summaries.length - 1
  const distinct = (index: number): number => summaries[index]!.distinct
  if (categories.includes(last))
    return { index: last, guess: guess('label', 'last-with-few-values', { distinct: distinct(last) }) }
  const [only] = categories
  if (categories.length !== 1 || only === undefined || distinct(only) < 2) return undefined
  return { index: only, guess: guess('label', 'few-values', { distinct: distinct(only) }) }
}

/** Of several columns with the role the first named one keeps it, or the first. */
function keepOne(guesses: RoleGuess[], role: Role): void {
  const holders = guesses.filter((one) => one.role === role)
  const kept = holders.find((one) => one.reason.code === 'name') ?? holders[0]
  guesses.forEach((one, j) => {
    if (one.role === role && one !== kept) guesses[j] = guess('ignore', 'another-has-the-role', { role })
  })
}

function guess<C extends keyof RoleReasonParams>(
  role: Role,
  code: C,
  params: RoleReasonParams[C],
): RoleGuess {
  return { role, reason: { code, params } as RoleReason }
}
