import { identity } from '../tables/hidden-characters.ts'
import { isMissing } from '../tables/missing.ts'
import { rowNumber, type Table, type TableColumn } from '../tables/table.ts'
import type { Finding } from './finding.ts'

/**
 * Unique names of cases: the id column's values, "row 12" (as a spreadsheet counts) where there is none, and "A7 (2)" for
 * the second case called A7.
 */
export function nameCases(
  table: Table,
  rows: readonly number[],
  column: TableColumn | undefined,
): { readonly caseIds: string[]; readonly findings: Finding[] } {
  const wanted = rows.map((i) => {
    const cell = column?.values[i] ?? ''
    return isMissing(cell) ? `row ${rowNumber(table, i)}` : identity(cell) || `row ${rowNumber(table, i)}`
  })
  const taken = new Set(wanted)
  const used = new Set<string>()
  const repeats = new Map<string, number>()
  const numbered: number[] = []
  const caseIds = wanted.map((id, i) => {
    let unique = id
    while (used.has(unique) || (unique !== id && taken.has(unique))) {
      const repeat = (repeats.get(id) ?? 1) + 1
      repeats.set(id, repeat)
      unique = `${id} (${repeat})`
    }
    if (unique !== id) numbered.push(i)
    used.add(unique)
    return unique
  })
  if (!column || numbered.length === 0) return { caseIds, findings: [] }
  const params = { column: column.name, count: numbered.length }
  return {
    caseIds,
    findings: [
      {
        notice: { code: 'ids-repeated', severity: 'warning', params },
        cases: Int32Array.from(numbered),
      },
    ],
  }
}
