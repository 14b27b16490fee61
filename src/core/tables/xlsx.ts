import { readSheet } from 'read-excel-file/universal'
import { Failure } from '../failure.ts'
import type { Notice } from '../notice.ts'
import { createTableBuilder } from './csv-table.ts'
import type { ReadOptions } from './csv.ts'
import { collectBytes } from './file-bytes.ts'
import { previewOf, type TablePreview } from './preview.ts'
import type { Table } from './table.ts'
import { createTextBudget } from './text-budget.ts'
import { cellText, isUncertainDate, numberText, type SheetCell } from './xlsx-cells.ts'
import { unpackWorkbook, workbookFailure, type Workbook } from './xlsx-parts.ts'

/**
 * Reads the first sheet of a workbook; a notice names the others. Its first row that is not blank is the header. Formulas
 * give the value that was stored with them.
 * @throws Failure 'file-too-large', 'file-empty', 'no-rows', 'wrong-content', 'spreadsheet-refused', 'file-damaged',
 *   'unpacked-too-large', 'too-many-columns', 'too-many-cells', 'row-too-long', 'cancelled'
 */
export async function readXlsx(chunks: AsyncIterable<Uint8Array>, options: ReadOptions): Promise<Table> {
  return readFirstSheet(await collectBytes(chunks, options), false)
}

/** @throws Failure as `readXlsx` */
export async function previewXlsx(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): Promise<TablePreview> {
  return previewOf(await readFirstSheet(await collectBytes(chunks, options), true))
}

async function readFirstSheet(bytes: Uint8Array<ArrayBuffer>, head: boolean): Promise<Table> {
  assertWorkbook(bytes)
  try {
    const workbook = await unpackWorkbook(bytes, head)
    const rows = await readSheet(workbook.bytes, 1, { trim: false, parseNumber: numberText })
    // The package says `typeof Date` where it means Date.
    return tableOfRows(rows as unknown as SheetCell[][], workbook)
  } catch (thrown) {
    const failure = workbookFailure(thrown)
    throw failure instanceof Failure ? failure : new Failure('file-damaged', { format: 'XLSX' })
  }
}

/** @throws Failure 'spreadsheet-refused', 'wrong-content' */
function assertWorkbook(bytes: Uint8Array): void {
  const begins = (...start: number[]): boolean => start.every((byte, i) => bytes[i] === byte)
  // The container of the old format, in which new workbooks with a password are kept as well.
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) throw new Failure('spreadsheet-refused', { reason: 'encrypted' })
  if (!begins(0x50, 0x4b)) throw new Failure('wrong-content', { format: 'XLSX' })
}

function tableOfRows(
  rows: readonly (readonly SheetCell[])[],
  { sheets, withoutValue }: Pick<Workbook, 'sheets' | 'withoutValue'>,
): Table {
  const builder = createTableBuilder('refuse')
  const spend = createTextBudget()
  let uncertainDates = 0
  rows.forEach((row, i) => {
    const cells = row.map(cellText)
    spend(
      cells.reduce((sum, cell) => sum + cell.length, 0),
      i + 1,
    )
    uncertainDates += row.filter(isUncertainDate).length
    builder.add({ cells, number: i + 1, blank: cells.every((cell) => cell === ''), repaired: false })
  })
  const table = builder.finish()
  const notices: Notice[] = []
  const [sheet, ...others] = sheets
  if (others.length > 0)
    notices.push({ code: 'other-sheets', severity: 'warning', params: { sheet: sheet!, others } })
  if (withoutValue > 0)
    notices.push({ code: 'formulas-without-value', severity: 'warning', params: { count: withoutValue } })
  if (uncertainDates > 0)
    notices.push({ code: 'dates-uncertain', severity: 'warning', params: { count: uncertainDates } })
  return { ...table, notices: [...notices, ...table.notices] }
}
