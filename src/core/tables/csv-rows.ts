import Papa from 'papaparse'
import { Failure } from '../failure.ts'
import { maxRowCharacters } from './limits.ts'

export interface CsvRow {
  readonly cells: readonly string[]
  /** Row in the file as a spreadsheet counts it: the header is row 1, blank lines count, a quoted line break does not. */
  readonly number: number
  /** The line holds nothing at all, not even a quoted empty cell. */
  readonly blank: boolean
  /** A quotation mark inside a quoted cell was not doubled; it was kept as part of the cell. */
  readonly repaired: boolean
}

/** Below this many characters a call only collects: parsing anew for each small chunk costs more than it brings. */
const parseAt = 1 << 20

/**
 * Splits text that comes in pieces into rows. What follows the last complete row is kept and parsed again with the next
 * piece; the pieces waited for grow with it, so that the work stays linear in a long row.
 * The returned function throws what `parseRows` throws.
 */
export function createCsvRows(
  delimiter: string,
  onRow: (row: CsvRow) => void,
): (text: string, last: boolean) => void {
  let pending = ''
  let due = parseAt
  let rows = 0
  return (text, last) => {
    pending += text
    if (!last && pending.length < due) return
    const end = parseRows(pending, { delimiter, complete: last, rowsBefore: rows }, (row) => {
      rows = row.number
      onRow(row)
    })
    pending = pending.slice(end)
    due = Math.max(parseAt, 2 * pending.length)
    if (pending.length > maxRowCharacters) throw tooLong(rows + 1)
  }
}

export interface ParseRowsOptions {
  readonly delimiter: string
  /** Otherwise the last row may be cut off and is left out. */
  readonly complete: boolean
  /** Rows of the file that came before this text; default 0. */
  readonly rowsBefore?: number
}

/**
 * The rows of one text, whose line breaks must be LF.
 * @returns where the last row reported ends in the text
 * @throws Failure 'unclosed-quote', 'row-too-long'
 */
export function parseRows(
  text: string,
  { delimiter, complete, rowsBefore = 0 }: ParseRowsOptions,
  onRow: (row: CsvRow) => void,
): number {
  let end = 0
  let number = rowsBefore
  const parser = new Papa.Parser({
    delimiter,
    newline: '\n',
    step({ data, errors, meta }) {
      const cells = data[0]!
      const length = meta.cursor - end
      end = meta.cursor
      // What follows the last line break of a file is no row.
      if (length === 0) return
      number++
      if (length > maxRowCharacters) throw tooLong(number)
      const repaired = errors.length > 0
      if (repaired) assertClosed(cells, errors, number)
      onRow({ cells, number, blank: isBlank(cells, length), repaired })
    },
  })
  parser.parse(text, 0, !complete)
  return end
}

/** A line of nothing or white space; a quoted empty cell is longer than what it holds. */
function isBlank(cells: readonly string[], length: number): boolean {
  const [cell] = cells
  return cells.length === 1 && cell!.trim() === '' && length <= cell!.length + 1
}

/**
 * A stray quotation mark within a line is repaired. Where the cell it stands in also spans lines, a quotation mark was
 * most likely never closed, and rows would be swallowed without a word.
 */
function assertClosed(cells: readonly string[], errors: readonly { code: string }[], row: number): void {
  const unclosed = errors.some((error) => error.code === 'MissingQuotes')
  if (unclosed || cells.some((cell) => cell.includes('\n'))) throw new Failure('unclosed-quote', { row })
}

function tooLong(row: number): Failure {
  return new Failure('row-too-long', { row, limit: maxRowCharacters })
}
