import type { ColumnRoles, Role } from '../core/dataset/dataset.ts'
import { roleOf, singleRoles, withRole } from '../core/dataset/roles.ts'

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
