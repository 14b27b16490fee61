import { previewCsv, readCsv, type ReadOptions } from './csv.ts'
import { formatOf, type TableFormatName } from './formats.ts'
import { previewJsonl, readJsonl } from './jsonl.ts'
import { previewParquet, readParquet } from './parquet.ts'
import type { TablePreview } from './preview.ts'
import type { Table } from './table.ts'
import { previewXlsx, readXlsx } from './xlsx.ts'

type Chunks = AsyncIterable<Uint8Array>

/** How a format is read; each file says what it throws. */
export interface TableReader {
  read(chunks: Chunks, options: ReadOptions): Promise<Table>
  /** The first rows; takes no more chunks than that needs. */
  preview(chunks: Chunks, options: ReadOptions): Promise<TablePreview>
}

/** To add a file format: one file beside this one with a fixture, one line here, one in formats.ts. */
const readers: Readonly<Record<TableFormatName, TableReader>> = {
  csv: { read: readCsv, preview: previewCsv },
  xlsx: { read: readXlsx, preview: previewXlsx },
  jsonl: { read: readJsonl, preview: previewJsonl },
  parquet: { read: readParquet, preview: previewParquet },
}

/**
 * The reader of the format that a file's name tells.
 * @throws Failure 'unknown-format', 'spreadsheet-refused'
 */
export const readerOf = (fileName: string): TableReader => readers[formatOf(fileName).name]
