import type { Notice } from '../notice.ts'

/** A table as read from a file: every cell is text, exactly as written (an ID 00123 keeps its zeros). */
export interface Table {
  readonly columns: readonly TableColumn[]
  readonly rows: number
  /** What reading had to decide or repair (encoding guessed, header renamed, ...), for the preview (rule R13). */
  readonly notices: readonly Notice[]
}

export interface TableColumn {
  readonly name: string
  /** One entry a row, '' where the cell is empty. */
  readonly values: readonly string[]
}
