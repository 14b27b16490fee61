import type { Cell } from '../evaluation/types.ts'
import { escapeFormula, writeCsv } from '../tables/write-csv.ts'

/** Columns of the table of all cells that are no metrics, as report.csv names them. */
export const cellFacts = [
  'projection', 'fusion', 'modalities', 'classifier', 'repeat', 'fold', 'fold_name', 'n_train', 'n_test', 'n_set_aside',
] as const // prettier-ignore

export type CellFact = (typeof cellFacts)[number]
/** A fact, or the name of a metric. */
export type CellColumn = string

/** What is shown; null: all. */
export interface CellFilter {
  readonly projection: string | null
  readonly classifier: string | null
}

export interface CellOrder {
  readonly column: CellColumn
  readonly descending: boolean
}

/** What a cell holds in a column; null where a metric is undefined. */
export function cellValue(cell: Cell, column: CellColumn): string | number | null {
  if (column === 'modalities') return cell.modalities?.join(' + ') ?? ''
  const fact = cellFacts.find((name) => name === column)
  return fact === undefined
    ? (cell.metrics[column] ?? null)
    : (cell[fact as Exclude<CellFact, 'modalities'>] ?? null)
}

/** The cells that pass the filter, in the given order; equal ones stay as they were, undefined values are last either way. */
export function shownCells(
  cells: readonly Cell[],
  { projection, classifier }: CellFilter,
  order: CellOrder | null,
): Cell[] {
  const shown = cells.filter(
    (cell) =>
      (projection === null || cell.projection === projection) &&
      (classifier === null || cell.classifier === classifier),
  )
  if (!order) return shown
  const keyed = shown.map((cell) => ({ cell, value: cellValue(cell, order.column) }))
  const sign = order.descending ? -1 : 1
  keyed.sort((a, b) => {
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null)
    return a.value === b.value ? 0 : sign * (a.value < b.value ? -1 : 1)
  })
  return keyed.map(({ cell }) => cell)
}

/** Cells as a file, numbers in full; an undefined value is an empty cell, and no cell can be run as a formula. */
export function cellsCsv(cells: readonly Cell[], columns: readonly CellColumn[]): string {
  return writeCsv({
    rows: cells.length,
    columns: columns.map((name) => ({
      name: escapeFormula(name),
      values: cells.map((cell) => escapeFormula(`${cellValue(cell, name) ?? ''}`)),
    })),
  })
}
