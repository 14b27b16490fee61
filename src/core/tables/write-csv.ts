import type { Table } from './table.ts'

/**
 * CSV by RFC 4180: commas, CRLF, cells quoted where they hold a quotation mark, comma, line break or outer white space. Cells
 * are written as they are: for a file that a spreadsheet may open, pass them through `escapeFormula` first.
 */
export function writeCsv(table: Pick<Table, 'columns' | 'rows'>): string {
  const { columns, rows } = table
  let text = line(columns.map((column) => column.name))
  for (let i = 0; i < rows; i++) text += line(columns.map((column) => column.values[i]!))
  return text
}

function line(cells: readonly string[]): string {
  // A lone empty cell would otherwise be a blank line, which readers leave out.
  const text = cells.length === 1 && cells[0]!.trim() === '' ? `"${cells[0]}"` : cells.map(quote).join(',')
  return `${text}\r\n`
}

function quote(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/**
 * A cell that a spreadsheet would run as a formula, preceded by an apostrophe, which makes it text (OWASP, CSV injection).
 * Plain numbers such as -5 or +3.2e-4 are left alone.
 */
export function escapeFormula(cell: string): string {
  const formula = /^[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(cell)
  return formula && !/^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?$/i.test(cell) ? `'${cell}` : cell
}
