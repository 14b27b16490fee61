import type { ColumnRoles, Role } from '../core/dataset/dataset.ts'
import { roleOf, singleRoles, withRole } from '../core/dataset/roles.ts'
import type { StudySettings } from '../core/study/study.ts'

/** The column's new role; where only one column can have it, the one that had it is no longer used. */
export function giveRole(roles: ColumnRoles, column: string, role: Role): ColumnRoles {
  const holder = singleRoles.has(role) ? columnWithRole(roles, role) : undefined
  const cleared =
    holder === undefined || holder === column ? roles : withRole(roles, holder, { role: 'ignore' })
  return withRole(cleared, column, { role })
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
  return {
    ...settings,
    validation: column === undefined ? validation : { ...validation, repeats: 1, folds_column: column },
  }
}
