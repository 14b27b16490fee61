import type { Notice } from '../notice.ts'
import { identity } from '../tables/hidden-characters.ts'
import { isMissing } from '../tables/missing.ts'
import { rowNumber, type Table, type TableColumn } from '../tables/table.ts'

/**
 * Unique names of cases: the id column's values, "row 12" (as a spreadsheet counts) where there is none, and "A7 (2)" for
 * the second case called A7.
 */
export function nameCases(
  table: Table,
  rows: readonly number[],
  column: TableColumn | undefined,
): { readonly caseIds: string[]; readonly notices: Notice[] } {
  const wanted = rows.map((i) => {
    const cell = column?.values[i] ?? ''
    return isMissing(cell) ? `row ${rowNumber(table, i)}` : identity(cell) || `row ${rowNumber(table, i)}`
  })
  const taken = new Set(wanted)
  const used = new Set<string>()
  const repeats = new Map<string, number>()
  let count = 0
  const caseIds = wanted.map((id) => {
    let unique = id
    while (used.has(unique) || (unique !== id && taken.has(unique))) {
      const repeat = (repeats.get(id) ?? 1) + 1
      repeats.set(id, repeat)
      unique = `${id} (${repeat})`
    }
    if (unique !== id) count++
    used.add(unique)
    return unique
  })
  if (!column || count === 0) return { caseIds, notices: [] }
  return {
    caseIds,
    notices: [{ code: 'ids-repeated', severity: 'warning', params: { column: column.name, count } }],
  }
}
