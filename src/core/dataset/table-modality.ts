import type { Notice } from '../notice.ts'
import type { Steps } from '../steps.ts'
import { identity } from '../tables/hidden-characters.ts'
import { isMissing, isMissingNumber } from '../tables/missing.ts'
import { parseNumber, type DecimalMark } from '../tables/numbers.ts'
import type { TableColumn } from '../tables/table.ts'
import type { CategoryColumn, NumberColumn, TableColumnValues, TableModality } from './dataset.ts'
import { freeName } from './free-name.ts'

/** A category with more different values is an identifier or free text: its columns would outnumber the cases. */
export const maxLevels = 200

export interface TableColumns {
  readonly numbers: readonly TableColumn[]
  readonly categories: readonly TableColumn[]
}

/**
 * The numbers and categories of the rows kept, as one modality. A cell that is no number counts as missing and is told
 * (R13), as is every column that could tell nothing: empty, the same everywhere, or of more than `maxLevels` values.
 * null where no column is left.
 * @param taken names of the other modalities
 */
export function* tableSteps(
  { numbers, categories }: TableColumns,
  rows: readonly number[],
  decimal: DecimalMark,
  taken: readonly string[],
): Steps<{ readonly modality: TableModality | null; readonly notices: readonly Notice[] }> {
  const notices: Notice[] = []
  const columns: TableColumnValues[] = []
  const keep = (column: TableColumnValues): void => {
    const reason = leftOutReason(column)
    if (!reason) columns.push(column)
    else
      notices.push({ code: 'column-left-out', severity: 'warning', params: { column: column.name, reason } })
  }
  for (const column of numbers) {
    const { parsed, unreadable } = parseColumn(column, rows, decimal)
    if (unreadable.length > 0)
      notices.push({
        code: 'not-numbers',
        severity: 'warning',
        params: { column: column.name, count: unreadable.length },
      })
    keep(parsed)
    yield
  }
  for (const column of categories) {
    keep(codeColumn(column, rows))
    yield
  }
  if (columns.length === 0) return { modality: null, notices }
  return {
    modality: { kind: 'table', name: freeName('table', taken), columns },
    notices: [...notices, ...missingNotices(columns, rows.length)],
  }
}

/** 1 for each case that has a value in one of the columns at least; the others lack the modality (R7), [n]. */
export function presentRows(columns: readonly TableColumnValues[]): Uint8Array {
  return Uint8Array.from({ length: columns[0]!.values.length }, (_, i) =>
    Number(columns.some((column) => !isGap(column, i))),
  )
}

/** Whether the case has no value in the column. */
export function isGap({ kind, values }: TableColumnValues, caseIndex: number): boolean {
  const value = values[caseIndex]!
  return kind === 'number' ? Number.isNaN(value) : value < 0
}

/** The numbers of the rows, and which of these (by their place) hold a cell that is neither a number nor missing. */
export function parseColumn(
  { name, values }: TableColumn,
  rows: readonly number[],
  decimal: DecimalMark,
): { readonly parsed: NumberColumn; readonly unreadable: readonly number[] } {
  const unreadable: number[] = []
  const numbers = Float64Array.from(rows, (i, place) => {
    const cell = identity(values[i]!)
    if (isMissing(cell) || isMissingNumber(cell)) return NaN
    const number = parseNumber(cell, decimal)
    if (number === null) unreadable.push(place)
    return number ?? NaN
  })
  return { parsed: { kind: 'number', name, values: numbers }, unreadable }
}

/** The categories of the rows: every different value is a level. */
export function codeColumn({ name, values }: TableColumn, rows: readonly number[]): CategoryColumn {
  const cells = rows.map((i) => identity(values[i]!))
  const levels = [...new Set(cells.filter((cell) => !isMissing(cell)))].sort()
  const index = new Map(levels.map((level, at) => [level, at]))
  return { kind: 'category', name, levels, values: Int32Array.from(cells, (cell) => index.get(cell) ?? -1) }
}

/** A column with a single value and gaps stays: whether it was filled in can tell something. */
function leftOutReason(
  column: TableColumnValues,
): 'all-missing' | 'constant' | 'too-many-values' | undefined {
  const gaps = gapsOf(column)
  if (gaps === column.values.length) return 'all-missing'
  if (column.kind === 'category' && column.levels.length > maxLevels) return 'too-many-values'
  const first = column.values[0]
  return gaps === 0 && column.values.every((value) => value === first) ? 'constant' : undefined
}

function missingNotices(columns: readonly TableColumnValues[], cases: number): Notice[] {
  const count = columns.reduce((sum, column) => sum + gapsOf(column), 0)
  if (count === 0) return []
  const withGaps = columns.filter((column) => gapsOf(column) > 0).length
  const empty = presentRows(columns).filter((present) => present === 0).length
  const values = cases * columns.length
  return [
    { code: 'table-values-missing', severity: 'info', params: { count, values, columns: withGaps } },
    ...(empty > 0 ? [{ code: 'table-missing', severity: 'info', params: { count: empty } } as const] : []),
  ]
}

function gapsOf(column: TableColumnValues): number {
  let gaps = 0
  for (let i = 0; i < column.values.length; i++) if (isGap(column, i)) gaps++
  return gaps
}
