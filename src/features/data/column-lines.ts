import { findNumberedColumns, isGroup, membersOf } from '../../core/dataset/column-groups.ts'
import type { Role } from '../../core/dataset/dataset.ts'
import { freeName } from '../../core/dataset/free-name.ts'
import { roleOf, type RoleGuess } from '../../core/dataset/roles.ts'
import { holdsOnlyNumbers, type ColumnSummary } from '../../core/dataset/summary.ts'
import type { OpenProject } from '../../state/app-state.ts'
import type { ColumnGroup } from '../../state/role-changes.ts'

/** What the screen shows in one line: a column, or columns that are one vector or could be. */
export interface ColumnLine {
  /** Different for each line. */
  readonly key: string
  /** "age", or "e0 … e767". */
  readonly title: string
  /** One a column, at least one. */
  readonly summaries: readonly ColumnSummary[]
  /** null for a column by itself. */
  readonly group: ColumnGroup | null
  /** null where the columns of a group have several. */
  readonly role: Role | null
  /** Absent for a column that was guessed with others, as a part of their vector. */
  readonly guess: RoleGuess | undefined
  /** A column that is shown below its group. */
  readonly member: boolean
}

/** The columns of a project in the order of the table, each group at the place of its first column. */
export function columnLines(project: Pick<OpenProject, 'summaries' | 'roles' | 'guesses'>): ColumnLine[] {
  const groups = groupsOf(project)
  const groupOf = new Map(groups.flatMap((group) => group.columns.map((column) => [column, group])))
  const byName = new Map(project.summaries.map((summary) => [summary.name, summary]))
  const shown = new Set<ColumnGroup>()
  return project.summaries.flatMap((summary) => {
    const group = groupOf.get(summary.name)
    if (!group) return [lineOf(project, summary)]
    if (shown.has(group)) return []
    shown.add(group)
    return [groupLine(project, group, byName)]
  })
}

/** The lines of a group's columns, each by itself. */
export function memberLines(
  project: Pick<OpenProject, 'roles' | 'guesses'>,
  { summaries }: ColumnLine,
): ColumnLine[] {
  return summaries.map((summary) => ({ ...lineOf(project, summary), member: true }))
}

function lineOf(
  { roles, guesses }: Pick<OpenProject, 'roles' | 'guesses'>,
  summary: ColumnSummary,
): ColumnLine {
  const { name } = summary
  const role = roleOf(roles, name)?.role ?? 'ignore'
  return {
    key: `column ${name}`,
    title: name,
    summaries: [summary],
    group: null,
    role,
    guess: guesses.get(name),
    member: false,
  }
}

function groupLine(
  { roles, guesses }: Pick<OpenProject, 'roles' | 'guesses'>,
  group: ColumnGroup,
  byName: ReadonlyMap<string, ColumnSummary>,
): ColumnLine {
  const { name, columns, prefix } = group
  const isVector = Object.hasOwn(roles, name) && isGroup(roles[name]!)
  const used = isVector
    ? ['embedding' as const]
    : columns.map((column) => roleOf(roles, column)?.role ?? 'ignore')
  return {
    key: `group ${name}`,
    title: columns.length === 1 ? columns[0]! : `${columns[0]!} … ${columns.at(-1)!}`,
    summaries: columns.map((column) => byName.get(column)!),
    group,
    role: used.every((role) => role === used[0]) ? used[0]! : null,
    guess:
      [...guesses.values()].find((guess) => guess.prefix !== undefined && guess.prefix === prefix) ??
      guesses.get(columns[0]!),
    member: false,
  }
}

/** The vectors of the study, and numbered columns of numbers that could be one. */
function groupsOf({ summaries, roles }: Pick<OpenProject, 'summaries' | 'roles'>): ColumnGroup[] {
  const names = summaries.map(({ name }) => name)
  const known = new Set(names)
  const vectors = Object.entries(roles).flatMap(([name, entry]) => {
    const columns = isGroup(entry) ? membersOf(entry, names).filter((column) => known.has(column)) : []
    const { prefix } = entry
    return columns.length === 0 ? [] : [{ name, columns, ...(prefix !== undefined && { prefix }) }]
  })
  const used = new Set(vectors.flatMap(({ columns }) => columns))
  const numeric = new Set(summaries.filter(holdsOnlyNumbers).map(({ name }) => name))
  const possible = findNumberedColumns(names)
    .filter(({ columns }) => columns.every((column) => numeric.has(column) && !used.has(column)))
    .map((group) => ({ ...group, name: freeName(group.name, Object.keys(roles)) }))
  return [...vectors, ...possible]
}
