import type { Notice } from '../notice.ts'

/**
 * A table as read from a file: every cell is text, exactly as written (an ID 00123 keeps its zeros), except that line
 * breaks within a cell are LF.
 */
export interface Table {
  readonly columns: readonly TableColumn[]
  readonly rows: number
  /** What reading had to decide or repair (encoding guessed, header renamed, ...), for the preview (rule R13). */
  readonly notices: readonly Notice[]
  /**
   * Row in the file of each row, as a spreadsheet counts them (the header is row 1); where there is no file, the rows are
   * counted. Absent where row i is i + 2: no blank line and no row left out.
   */
  readonly rowNumbers?: Int32Array
}

export interface TableColumn {
  /** Trimmed, not empty, different from all others of the table. */
  readonly name: string
  /** One entry a row, '' where the cell is empty. */
  readonly values: readonly string[]
}

/** Row i of the table as the user knows it: the row of the file that it was read from, as a spreadsheet counts them. */
export function rowNumber(table: Table, i: number): number {
  return table.rowNumbers?.[i] ?? i + 2
}
