import { Failure } from '../failure.ts'
import type { Notice } from '../notice.ts'
import { nameColumns } from './column-names.ts'
import { maxCells, maxColumns } from './limits.ts'
import type { Table } from './table.ts'
import { assertNoNul } from './text-check.ts'

/** A column as a file names it, not yet trimmed or made unique. */
export interface KeyedColumn {
  readonly key: string
  /** One cell a row. */
  readonly values: readonly string[]
}

/** @throws Failure 'too-many-columns', 'too-many-cells' */
export function assertExtent(columns: number, rows: number): void {
  if (columns > maxColumns) throw new Failure('too-many-columns', { columns, limit: maxColumns })
  if (columns * rows > maxCells) throw new Failure('too-many-cells', { limit: maxCells })
}

/**
 * The table of a format that has names of columns beside the rows. Its rows count as in a spreadsheet that shows the
 * names in row 1, so that the same table has the same row numbers in every format.
 * @throws Failure 'file-empty', 'no-rows', 'too-many-columns', 'too-many-cells', 'not-a-text-table' (a NUL in a cell)
 */
export function tableOfColumns(
  columns: readonly KeyedColumn[],
  rows: number,
  notices: readonly Notice[],
): Table {
  if (columns.length === 0) throw new Failure('file-empty', {})
  assertExtent(columns.length, rows)
  if (rows === 0) throw new Failure('no-rows', {})
  const named = nameColumns(columns.map(({ key }) => key))
  for (const { values } of columns) values.forEach(assertNoNul)
  return {
    columns: columns.map(({ values }, j) => ({ name: named.names[j]!, values })),
    rows,
    notices: [...notices, ...named.notices],
  }
}
