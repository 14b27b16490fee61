import type { ColumnRoles, Role } from '../../core/dataset/dataset.ts'
import type { Validation } from '../../core/study/study.ts'
import type { Option } from '../../ui/field.tsx'

/** How cases are divided into folds: drawn, by a column of folds, or a site each. */
export interface Scheme {
  readonly kind: 'drawn' | 'column' | 'sites'
  /** Its value in a select. */
  readonly key: string
}

const drawn: Scheme = { kind: 'drawn', key: 'drawn' }
const keyOf = (kind: Scheme['kind'], column: string): string => `${kind} ${column}`

export function schemeOf({ folds_column, leave_out }: Validation): Scheme {
  if (folds_column !== undefined) return { kind: 'column', key: keyOf('column', folds_column) }
  if (leave_out !== undefined) return { kind: 'sites', key: keyOf('sites', leave_out) }
  return drawn
}

/** All schemes; those that lack a column are there, disabled. */
export function schemeOptions(roles: ColumnRoles): Option[] {
  const withRole = (role: Role): string[] => Object.keys(roles).filter((name) => roles[name]!.role === role)
  const options = (kind: Scheme['kind'], role: Role, title: string): Option[] => {
    const columns = withRole(role)
    if (columns.length === 0) return [{ value: kind, label: `${title} (no such column)`, disabled: true }]
    return columns.map((name) => ({ value: keyOf(kind, name), label: `${title}: “${name}”` }))
  }
  return [
    { value: drawn.key, label: 'Folds drawn by patient' },
    ...options('sites', 'site', 'One site left out at a time'),
    ...options('column', 'fold', 'The folds of a column'),
  ]
}

/** The validation with the scheme of a select's value; given folds and sites are one partition, so they are not repeated. */
export function withScheme(validation: Validation, key: string): Validation {
  const { folds_column: _folds, leave_out: _sites, ...common } = validation
  if (key === drawn.key) return common
  const column = key.slice(key.indexOf(' ') + 1)
  const once = { ...common, repeats: 1 }
  return key.startsWith('sites ') ? { ...once, leave_out: column } : { ...once, folds_column: column }
}
