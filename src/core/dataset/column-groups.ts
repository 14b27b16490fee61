import type { ColumnRole, ColumnRoles, Role } from './dataset.ts'
import { freeName } from './free-name.ts'

/** Fewer numbered columns are measurements that happen to be numbered, not a vector. */
const fewestColumns = 8

/** Columns that differ in the number at the end of their name only: e0, e1, ..., e767. */
export interface NumberedColumns {
  /** For a modality made of them: the prefix without what divides it from the number; no column has it. */
  readonly name: string
  readonly prefix: string
  /** In the order of the numbers. */
  readonly columns: readonly string[]
}

/** Every prefix under which at least eight columns are numbered without a gap, in the order of their first columns. */
export function findNumberedColumns(names: readonly string[]): NumberedColumns[] {
  const byPrefix = new Map<string, Numbered[]>()
  for (const column of names) {
    const prefix = column.replace(/\d+$/, '')
    if (prefix === column) continue
    const numbered = byPrefix.get(prefix) ?? []
    numbered.push({ column, number: Number(column.slice(prefix.length)) })
    byPrefix.set(prefix, numbered)
  }
  const taken = new Set(names)
  return [...byPrefix].flatMap(([prefix, numbered]) => {
    const sorted = numbered.sort(byNumber)
    const consecutive = sorted.every(({ number }, i) => number === sorted[0]!.number + i)
    if (sorted.length < fewestColumns || !consecutive) return []
    const name = freeName(prefix.replace(/[\s_.:-]+$/, '') || 'vector', taken)
    taken.add(name)
    return [{ name, prefix, columns: sorted.map(({ column }) => column) }]
  })
}

/** Whether an entry speaks of several columns, and its key is the name of a modality. */
export function isGroup({ columns, prefix }: ColumnRole): boolean {
  return columns !== undefined || prefix !== undefined
}

/** The columns of a group's entry among those of the table, in the order of the vector's numbers. */
export function membersOf({ columns, prefix = '' }: ColumnRole, names: readonly string[]): readonly string[] {
  return (
    columns ??
    names
      .filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
      .map((column) => ({ column, number: Number(column.slice(prefix.length)) }))
      .sort(byNumber)
      .map(({ column }) => column)
  )
}

/** Column -> the role it has by itself or in a group; columns without one are left out. */
export function roleOfEach(roles: ColumnRoles, names: readonly string[]): Map<string, Role> {
  return new Map(
    Object.entries(roles).flatMap(([name, entry]) =>
      (isGroup(entry) ? membersOf(entry, names) : [name]).map((column) => [column, entry.role] as const),
    ),
  )
}

interface Numbered {
  readonly column: string
  readonly number: number
}

const byNumber = (a: Numbered, b: Numbered): number => a.number - b.number
