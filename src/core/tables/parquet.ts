import { gunzipSync } from 'fflate'
import {
  parquetMetadata,
  parquetRead,
  parquetSchema,
  type Compressors,
  type FileMetaData,
  type SchemaTree,
} from 'hyparquet'
import { Failure } from '../failure.ts'
import type { Notice } from '../notice.ts'
import { throwIfAborted } from '../signal.ts'
import type { ReadOptions } from './csv.ts'
import { collectBytes } from './file-bytes.ts'
import { assertExtent, tableOfColumns, type KeyedColumn } from './keyed-table.ts'
import { cellTextOf, keepDecimalsExact, parquetParsers, type CellText } from './parquet-cells.ts'
import { assertPages } from './parquet-pages.ts'
import { previewOf, previewRows, type TablePreview } from './preview.ts'
import type { Table } from './table.ts'
import { createTextBudget } from './text-budget.ts'

/**
 * Reads a Parquet file, uncompressed or packed with Snappy or GZIP, one column after the other. Columns of bytes that are
 * no text are left out, and a notice names them.
 * @throws Failure 'file-too-large', 'file-empty', 'no-rows', 'wrong-content', 'file-damaged', 'parquet-unsupported',
 *   'unpacked-too-large', 'too-many-columns', 'too-many-cells', 'row-too-long', 'not-a-text-table', 'cancelled'
 */
export async function readParquet(chunks: AsyncIterable<Uint8Array>, options: ReadOptions): Promise<Table> {
  return readRows(await collectBytes(chunks, options), Infinity, options)
}

/** @throws Failure as `readParquet` */
export async function previewParquet(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): Promise<TablePreview> {
  return previewOf(await readRows(await collectBytes(chunks, options), previewRows, options))
}

/** `out` is as long as the page says it is; whether it was filled is for the reader to see. */
const compressors: Compressors = {
  GZIP: (packed, bytes) => gunzipSync(packed, { out: new Uint8Array(bytes) }),
}

async function readRows(
  bytes: Uint8Array<ArrayBuffer>,
  limit: number,
  { signal }: Pick<ReadOptions, 'signal'>,
): Promise<Table> {
  assertMarks(bytes)
  try {
    const metadata = parquetMetadata(bytes.buffer, { geoparquet: false })
    const schema = parquetSchema(metadata).children
    const rows = Math.min(Number(metadata.num_rows), limit)
    assertShape(metadata, schema)
    assertPages(bytes, metadata, compressors)
    const texts = schema.map(cellTextOf)
    schema.forEach(keepDecimalsExact)

    const columns: KeyedColumn[] = []
    const ofBytes: string[] = []
    const spend = createTextBudget()
    for (const [j, { element }] of schema.entries()) {
      throwIfAborted(signal)
      const values = await readColumn(bytes.buffer, metadata, element.name, rows)
      const cells = textCells(values, texts[j]!, spend)
      if (cells) columns.push({ key: element.name, values: cells })
      else ofBytes.push(element.name)
    }
    const notices: Notice[] = []
    if (ofBytes.length > 0)
      notices.push({ code: 'columns-of-bytes', severity: 'warning', params: { columns: ofBytes } })
    return tableOfColumns(columns, rows, notices)
  } catch (thrown) {
    throw thrown instanceof Failure ? thrown : new Failure('file-damaged', { format: 'Parquet' })
  }
}

/** @throws Failure 'wrong-content', 'file-damaged', 'parquet-unsupported' */
function assertMarks(bytes: Uint8Array): void {
  const start = String.fromCharCode(...bytes.subarray(0, 4))
  const end = String.fromCharCode(...bytes.subarray(-4))
  if (start === 'PARE') throw new Failure('parquet-unsupported', { feature: 'encryption' })
  if (start !== 'PAR1') throw new Failure('wrong-content', { format: 'Parquet' })
  if (end === 'PARE') throw new Failure('parquet-unsupported', { feature: 'encryption' })
  if (end !== 'PAR1') throw new Failure('file-damaged', { format: 'Parquet' })
}

function assertShape({ num_rows, row_groups }: FileMetaData, schema: readonly SchemaTree[]): void {
  assertExtent(schema.length, Number(num_rows))
  const names = new Set(schema.map(({ element }) => element.name))
  // The reader tells columns apart by their names.
  if (names.size < schema.length)
    throw new Failure('parquet-unsupported', { feature: 'two columns of one name' })
  const rows = row_groups.map((group) => Number(group.num_rows))
  if (rows.some((count) => count < 0) || rows.reduce((sum, count) => sum + count, 0) !== Number(num_rows))
    throw new Failure('file-damaged', { format: 'Parquet' })
}

async function readColumn(
  file: ArrayBuffer,
  metadata: FileMetaData,
  name: string,
  rows: number,
): Promise<unknown[]> {
  const values: unknown[] = []
  await parquetRead({
    file,
    metadata,
    columns: [name],
    rowEnd: rows,
    utf8: false,
    parsers: parquetParsers,
    compressors,
    onComplete: (read) => {
      for (const [value] of read) values.push(value)
    },
  })
  if (values.length !== rows) throw new Failure('file-damaged', { format: 'Parquet' })
  return values
}

/** null where a cell holds bytes that are no text. */
function textCells(
  values: readonly unknown[],
  text: CellText,
  spend: (characters: number, row: number) => void,
): string[] | null {
  const cells: string[] = []
  for (const [i, value] of values.entries()) {
    const cell = text(value)
    if (cell === null) return null
    spend(cell.length, i + 2)
    cells.push(cell)
  }
  return cells
}
