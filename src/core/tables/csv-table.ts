import { Failure } from '../failure.ts'
import type { Notice } from '../notice.ts'
import { nameColumns } from './column-names.ts'
import type { CsvRow } from './csv-rows.ts'
import { maxCells, maxColumns } from './limits.ts'
import { parseNumber } from './numbers.ts'
import type { Table } from './table.ts'

/** What happens to rows whose number of cells differs from the header's: the file is refused, or they are left out. */
export type Ragged = 'refuse' | 'skip'

/** How many row numbers a message lists. */
const listed = 10

export interface TableBuilder {
  add(row: CsvRow): void
  /** @throws Failure 'file-empty', 'no-rows', 'ragged-rows' */
  finish(): Table
}

/**
 * Collects rows into columns; the first row that is not blank is the header. `add` throws Failure 'too-many-columns' and
 * 'too-many-cells'. Surplus cells are no difference where they are empty: some programs end every row with a delimiter.
 */
export function createTableBuilder(ragged: Ragged): TableBuilder {
  let names: string[] | undefined
  const columns: string[][] = []
  const rowNumbers: number[] = []
  const notices: Notice[] = []
  const raggedRows: number[] = []
  let raggedCount = 0
  let blankLines = 0
  let repairedRows = 0
  let firstRepaired = 0

  function begin(header: readonly string[]): void {
    if (header.length > maxColumns)
      throw new Failure('too-many-columns', { columns: header.length, limit: maxColumns })
    const named = nameColumns(header)
    names = named.names
    notices.push(...named.notices)
    if (looksLikeData(header))
      notices.push({ code: 'header-looks-like-data', severity: 'warning', params: {} })
    for (let j = 0; j < header.length; j++) columns.push([])
  }

  return {
    add({ cells, number, blank, repaired }) {
      if (blank) {
        blankLines++
        return
      }
      if (repaired) {
        repairedRows++
        firstRepaired ||= number
      }
      if (!names) return begin(cells)
      if (cells.length !== names.length && !isPadded(cells, names.length)) {
        raggedCount++
        if (raggedRows.length < listed) raggedRows.push(number)
        return
      }
      rowNumbers.push(number)
      columns.forEach((column, j) => column.push(cells[j]!))
      if (rowNumbers.length * columns.length > maxCells)
        throw new Failure('too-many-cells', { limit: maxCells })
    },

    finish() {
      if (!names) throw new Failure('file-empty', {})
      if (raggedCount > 0) {
        const found = { count: raggedCount, rows: raggedRows, expected: names.length }
        if (ragged === 'refuse') throw new Failure('ragged-rows', found)
        notices.push({ code: 'ragged-rows-skipped', severity: 'warning', params: found })
      }
      if (rowNumbers.length === 0) throw new Failure('no-rows', {})
      if (blankLines > 0)
        notices.push({ code: 'blank-lines-skipped', severity: 'info', params: { count: blankLines } })
      if (repairedRows > 0) {
        const params = { count: repairedRows, row: firstRepaired }
        notices.push({ code: 'quotes-repaired', severity: 'warning', params })
      }
      const inOrder = rowNumbers.every((number, i) => number === i + 2)
      return {
        columns: names.map((name, j) => ({ name, values: columns[j]! })),
        rows: rowNumbers.length,
        notices,
        ...(inOrder ? {} : { rowNumbers: Int32Array.from(rowNumbers) }),
      }
    },
  }
}

/** Longer than the header by empty cells only. */
function isPadded(cells: readonly string[], columns: number): boolean {
  return cells.length > columns && cells.slice(columns).every((cell) => cell === '')
}

/** A first row of numbers or of whole notes: the file most likely has no header, and a case is about to become one. */
function looksLikeData(header: readonly string[]): boolean {
  const filled = header.filter((cell) => cell.trim() !== '')
  if (filled.some((cell) => cell.length > 200)) return true
  // Consecutive numbers are names that a program gave to unnamed columns.
  const counted = filled.every((cell, i) => Number(cell) === i || Number(cell) === i + 1)
  return filled.length > 0 && !counted && filled.every((cell) => parseNumber(cell, '.') !== null)
}
