import type { Notice } from '../notice.ts'
import { identity } from '../tables/hidden-characters.ts'
import { isMissing } from '../tables/missing.ts'
import type { Table } from '../tables/table.ts'
import type { ColumnRoles, Dataset } from './dataset.ts'
import { roleOf } from './roles.ts'

/** A column with more values than that makes groups too small to say anything of. */
export const mostSubgroups = 20

/** The values of a column by which cases are grouped: an index into levels for each case, [n]; -1 where it has none (R7). */
export interface CaseLevels {
  readonly column: string
  /** Each value once, in the order of its code units. */
  readonly levels: readonly string[]
  readonly values: Int32Array
}

/** The columns that make subgroups where a study names none: sites and categories. */
export function usualSubgroups(table: Table, roles: ColumnRoles): string[] {
  return table.columns
    .map(({ name }) => name)
    .filter((name) => ['site', 'category'].includes(roleOf(roles, name)?.role ?? ''))
}

/**
 * The columns' values of each case. Columns of more than `mostSubgroups` values, and those that have fewer than two, make no groups;
 * the former are told (R13), as are columns that the table has not.
 * @param columns names of columns
 */
export function caseSubgroups(
  table: Table,
  { rows }: Pick<Dataset, 'rows'>,
  columns: readonly string[],
): { readonly subgroups: readonly CaseLevels[]; readonly notices: readonly Notice[] } {
  const subgroups: CaseLevels[] = []
  const notices: Notice[] = []
  for (const name of columns) {
    const column = table.columns.find((candidate) => candidate.name === name)
    if (!column) {
      notices.push({ code: 'subgroup-not-found', severity: 'warning', params: { column: name } })
      continue
    }
    const texts = Array.from(rows, (row) => identity(column.values[row]!))
    const levels = [...new Set(texts.filter((text) => !isMissing(text)))].sort()
    if (levels.length > mostSubgroups)
      notices.push({
        code: 'subgroup-left-out',
        severity: 'info',
        params: { column: name, levels: levels.length, most: mostSubgroups },
      })
    else if (new Set(texts.map((text) => (isMissing(text) ? '' : text))).size > 1) {
      const index = new Map(levels.map((level, l) => [level, l]))
      subgroups.push({
        column: name,
        levels,
        values: Int32Array.from(texts, (text) => index.get(text) ?? -1),
      })
    }
  }
  return { subgroups, notices }
}
