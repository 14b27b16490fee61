import type { ColumnRole, ColumnRoles, Role } from '../core/dataset/dataset.ts'
import { entryWithRole, holdsSetAside, roleOf, singleRoles, withRole } from '../core/dataset/roles.ts'
import { markingRoles } from '../core/study/parse-validation.ts'
import { testColumn, type StudySettings } from '../core/study/study.ts'

/**
 * The column's new role; where only one column can have it, the one that had it is no longer used. Classes and labels changed
 * by hand stay with either, as `entryWithRole` says.
 */
export function giveRole(roles: ColumnRoles, column: string, role: Role): ColumnRoles {
  const holder = singleRoles.has(role) ? columnWithRole(roles, role) : undefined
  const given = (before: ColumnRoles, name: string, to: Role): ColumnRoles =>
    withRole(before, name, entryWithRole(roleOf(before, name), to))
  const cleared = holder === undefined || holder === column ? roles : given(roles, holder, 'ignore')
  return given(cleared, column, role)
}

/** Several columns of numbers that can be used together, as one vector each case, or each by itself. */
export interface ColumnGroup {
  /** Of the modality that they make together. */
  readonly name: string
  readonly columns: readonly string[]
  /** What their names begin with, where no other column is named by it and digits; absent where they are listed. */
  readonly prefix?: string
}

/** The new role of all columns of a group: as vectors they have one entry together, otherwise one each. */
export function giveGroupRole(
  roles: ColumnRoles,
  { name, columns, prefix }: ColumnGroup,
  role: Role,
): ColumnRoles {
  const members = new Set(columns)
  const others = Object.entries(roles).filter(([key]) => key !== name && !members.has(key))
  const together = { role, ...(prefix === undefined ? { columns } : { prefix }) }
  const alone = (to: Role): [string, ColumnRole][] =>
    columns.map((column) => [column, entryWithRole(roleOf(roles, column), to)])
  return Object.fromEntries([
    ...others,
    ...(role === 'embedding'
      ? [...alone('ignore').filter(([, entry]) => holdsSetAside(entry)), [name, together] as const]
      : alone(role)),
  ])
}

export function columnWithRole(roles: ColumnRoles, role: Role): string | undefined {
  return Object.keys(roles).find((name) => roleOf(roles, name)?.role === role)
}

/**
 * Settings whose validation follows the fold column: where a column has that role, its folds are the only ones, once.
 */
export function withGivenFolds(settings: StudySettings, roles: ColumnRoles): StudySettings {
  const column = columnWithRole(roles, 'fold')
  const { folds_column: _before, ...validation } = settings.validation
  if (column === undefined) return { ...settings, validation }
  const { leave_out: _sites, ...others } = validation
  return { ...settings, validation: { ...others, repeats: 1, folds_column: column } }
}

/** The same settings, less what the validation takes from a column whose role does not allow it any more. */
export function withUsableColumns(settings: StudySettings, roles: ColumnRoles): StudySettings {
  const { leave_out, test, ...validation } = settings.validation
  const marking = testColumn(settings.validation)
  const hasRole = (column: string, usable: readonly Role[]): boolean =>
    usable.includes(roleOf(roles, column)?.role ?? 'ignore')
  const keepsSites = leave_out === undefined || hasRole(leave_out, ['site'])
  const keepsTest = marking === undefined || hasRole(marking, markingRoles)
  if (keepsSites && keepsTest) return settings
  return {
    ...settings,
    validation: {
      ...validation,
      ...(keepsSites && leave_out !== undefined && { leave_out }),
      ...(keepsTest && test && { test }),
    },
  }
}
