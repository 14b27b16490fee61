import type { Notice } from '../notice.ts'
import type { EncodingName } from './encoding.ts'
import type { DecimalMark } from './numbers.ts'
import type { Table } from './table.ts'

/** The beginning of a table, shown before anything is stored. */
export interface TablePreview {
  /** Names of the columns, numbered where blank or repeated. */
  readonly header: readonly string[]
  /** The first rows, each as long as the header. */
  readonly sampleRows: readonly (readonly string[])[]
  readonly notices: readonly Notice[]
  /** How delimited text is read, which can be changed; null for formats that say it themselves. */
  readonly dialect: Dialect | null
}

export interface Dialect {
  readonly encoding: EncodingName
  /** Nothing in the bytes names the encoding: show the preview and ask. */
  readonly encodingGuessed: boolean
  readonly delimiter: string
  readonly decimal: DecimalMark
}

/** Rows of a preview. */
export const previewRows = 20

/** The preview of a table that was read, or of its beginning. */
export function previewOf(table: Table): TablePreview {
  const rows = Math.min(table.rows, previewRows)
  return {
    header: table.columns.map(({ name }) => name),
    sampleRows: Array.from({ length: rows }, (_, i) => table.columns.map(({ values }) => values[i]!)),
    notices: table.notices,
    dialect: null,
  }
}
