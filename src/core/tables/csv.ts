import { joinBytes } from '../bytes.ts'
import { Failure } from '../failure.ts'
import type { Notice } from '../notice.ts'
import { throwIfAborted, type Signal } from '../signal.ts'
import { guessDelimiter, takeSepLine } from './csv-dialect.ts'
import { createCsvRows, parseRows } from './csv-rows.ts'
import { createTableBuilder, type Ragged } from './csv-table.ts'
import { nameColumns } from './column-names.ts'
import { createStreamDecoder, type EncodingName } from './encoding.ts'
import { assertSize, collectHead } from './file-bytes.ts'
import { maxColumns } from './limits.ts'
import { createLineBreaks } from './line-breaks.ts'
import { guessDecimal } from './numbers.ts'
import { previewRows, type Dialect, type TablePreview } from './preview.ts'
import type { Table } from './table.ts'
import { assertNoNul, assertNoSignature, assertTextHead } from './text-check.ts'

export interface ReadOptions {
  /** Size of the file: refused before reading where it is too large. */
  readonly totalBytes: number
  /** Given by the user; recognised where absent. */
  readonly encoding?: EncodingName
  readonly delimiter?: string
  /** Default 'refuse': the failure counts the rows, and the user decides. */
  readonly ragged?: Ragged
  readonly signal?: Signal
  readonly onProgress?: (bytesRead: number) => void
}

/** Enough to recognise encoding and delimiter; a reader collects this much before it begins. */
export const headBytes = 256 * 1024

/**
 * Reads delimited text (CSV, TSV) as it arrives, never holding the bytes or the whole text apart from the cells.
 * @throws Failure 'file-too-large', 'file-empty', 'no-rows', 'not-a-text-table', 'too-many-columns', 'too-many-cells',
 *   'row-too-long', 'unclosed-quote', 'ragged-rows', 'cancelled'
 */
export async function readCsv(chunks: AsyncIterable<Uint8Array>, options: ReadOptions): Promise<Table> {
  assertSize(options.totalBytes)
  const reader = createCsvReader(options)
  let head: Uint8Array[] | null = []
  let bytesRead = 0
  for await (const chunk of chunks) {
    throwIfAborted(options.signal)
    bytesRead += chunk.length
    assertSize(bytesRead)
    if (!head) reader.push(chunk, false)
    else {
      head.push(chunk)
      if (bytesRead >= headBytes) {
        reader.push(joinBytes(head), false)
        head = null
      }
    }
    options.onProgress?.(bytesRead)
  }
  throwIfAborted(options.signal)
  if (bytesRead === 0) throw new Failure('file-empty', {})
  reader.push(head ? joinBytes(head) : new Uint8Array(0), true)
  return reader.finish()
}

function createCsvReader(options: ReadOptions) {
  const decoder = createStreamDecoder(options.encoding)
  const lineBreaks = createLineBreaks()
  const builder = createTableBuilder(options.ragged ?? 'refuse')
  let rows: ((text: string, last: boolean) => void) | undefined
  let replaced = 0

  return {
    push(bytes: Uint8Array, last: boolean): void {
      if (!rows) assertNoSignature(bytes)
      let text = lineBreaks(decoder.push(bytes, last), last)
      replaced += count(text, '\ufffd')
      if (rows) assertNoNul(text)
      else {
        const begun = beginText(text, last, options.delimiter)
        text = begun.rest
        rows = createCsvRows(begun.delimiter, (row) => builder.add(row))
      }
      rows(text, last)
    },
    finish(): Table {
      const table = builder.finish()
      const notices: Notice[] = []
      const { encoding } = decoder
      if (decoder.guessed)
        notices.push({ code: 'encoding-guessed', severity: 'warning', params: { encoding } })
      if (replaced > 0)
        notices.push({
          code: 'characters-replaced',
          severity: 'warning',
          params: { count: replaced, encoding },
        })
      return { ...table, notices: [...notices, ...table.notices] }
    },
  }
}

/** What the beginning of a file tells, for the preview; every guess can be overridden in `readCsv`. */
export type CsvSniff = Dialect & Pick<TablePreview, 'header' | 'sampleRows'>

export interface SniffOptions {
  /** Whether `head` is the whole file; otherwise its last row is cut off and left out. */
  readonly complete: boolean
  readonly encoding?: EncodingName
  readonly delimiter?: string
}

/**
 * A preview from the first bytes (`headBytes` are enough): how they would be read, and the first rows.
 * @throws Failure 'file-empty', 'not-a-text-table', 'too-many-columns', 'row-too-long', 'unclosed-quote'
 */
export function sniffCsv(head: Uint8Array, options: SniffOptions): CsvSniff {
  const { complete } = options
  assertNoSignature(head)
  const decoder = createStreamDecoder(options.encoding)
  const text = createLineBreaks()(decoder.push(head, complete), complete)
  const { delimiter, rest } = beginText(text, complete, options.delimiter)
  const rows: (readonly string[])[] = []
  parseRows(rest, { delimiter, complete }, (row) => {
    if (!row.blank) rows.push(row.cells)
  })
  const [first, ...body] = rows
  if (!first) throw new Failure('file-empty', {})
  if (first.length > maxColumns)
    throw new Failure('too-many-columns', { columns: first.length, limit: maxColumns })
  const { names } = nameColumns(first)
  const filled = body.map((cells) => names.map((_, j) => cells[j] ?? ''))
  const columns = names.map((name, j) => ({ name, values: filled.map((cells) => cells[j]!) }))
  return {
    encoding: decoder.encoding,
    encodingGuessed: decoder.guessed,
    delimiter,
    decimal: guessDecimal(columns),
    header: names,
    sampleRows: filled.slice(0, previewRows),
  }
}

/** @throws Failure as `sniffCsv`, and 'file-too-large' */
export async function previewCsv(
  chunks: AsyncIterable<Uint8Array>,
  { totalBytes, ...options }: ReadOptions,
): Promise<TablePreview> {
  const { head, complete } = await collectHead(chunks, headBytes, totalBytes)
  const { header, sampleRows, ...dialect } = sniffCsv(head, { ...options, complete })
  return { header, sampleRows, notices: [], dialect }
}

function beginText(
  text: string,
  complete: boolean,
  chosen: string | undefined,
): { readonly delimiter: string; readonly rest: string } {
  assertTextHead(text)
  const { delimiter, rest } = takeSepLine(text)
  if (rest.trim() === '' && complete) throw new Failure('file-empty', {})
  return { delimiter: chosen ?? delimiter ?? guessDelimiter(rest, complete), rest }
}

function count(text: string, character: string): number {
  let found = 0
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found++
  return found
}
