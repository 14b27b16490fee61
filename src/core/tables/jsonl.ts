import { Failure } from '../failure.ts'
import type { Notice } from '../notice.ts'
import { throwIfAborted } from '../signal.ts'
import { headBytes, type ReadOptions } from './csv.ts'
import { createStreamDecoder } from './encoding.ts'
import { assertSize, collectHead } from './file-bytes.ts'
import { readJsonLine } from './json-line.ts'
import { assertExtent, tableOfColumns } from './keyed-table.ts'
import { maxRowCharacters } from './limits.ts'
import { createLineBreaks } from './line-breaks.ts'
import { previewOf, type TablePreview } from './preview.ts'
import type { Table } from './table.ts'
import { assertNoNul, assertNoSignature, assertTextHead } from './text-check.ts'

/**
 * Reads JSON lines (JSONL, NDJSON): an object a line. The columns are the keys of all lines in order of first appearance;
 * a key that a line lacks is missing there.
 * @throws Failure 'file-too-large', 'file-empty', 'not-a-text-table', 'bad-json-line', 'row-too-long', 'too-many-columns',
 *   'too-many-cells', 'cancelled'
 */
export async function readJsonl(chunks: AsyncIterable<Uint8Array>, options: ReadOptions): Promise<Table> {
  assertSize(options.totalBytes)
  const reader = createJsonlReader()
  let bytesRead = 0
  for await (const chunk of chunks) {
    throwIfAborted(options.signal)
    bytesRead += chunk.length
    assertSize(bytesRead)
    reader.push(chunk, false)
    options.onProgress?.(bytesRead)
  }
  throwIfAborted(options.signal)
  reader.push(new Uint8Array(0), true)
  return reader.finish()
}

/** @throws Failure as `readJsonl` */
export async function previewJsonl(
  chunks: AsyncIterable<Uint8Array>,
  { totalBytes }: ReadOptions,
): Promise<TablePreview> {
  const { head, complete } = await collectHead(chunks, headBytes, totalBytes)
  const reader = createJsonlReader()
  const lineFeed = head.lastIndexOf(0x0a)
  // A line cut off is no line, unless it is all there is: then its length will be told.
  reader.push(complete || lineFeed < 0 ? head : head.subarray(0, lineFeed), true)
  return previewOf(reader.finish())
}

function createJsonlReader() {
  const decoder = createStreamDecoder()
  const lineBreaks = createLineBreaks()
  const columns = new Map<string, string[]>()
  let begun = false
  let pending = ''
  let lines = 0
  let rows = 0
  let blankLines = 0

  function addLine(text: string): void {
    lines++
    if (text.length > maxRowCharacters)
      throw new Failure('row-too-long', { row: lines, limit: maxRowCharacters })
    if (text.trim() === '') {
      blankLines++
      return
    }
    for (const [key, value] of readJsonLine(text, lines)) {
      let values = columns.get(key)
      if (!values) columns.set(key, (values = []))
      fill(values, rows)
      values.push(value.replace(/\r\n?/g, '\n'))
    }
    rows++
    assertExtent(columns.size, rows)
  }

  return {
    push(bytes: Uint8Array, last: boolean): void {
      if (!begun && bytes.length > 0) assertNoSignature(bytes)
      const text = lineBreaks(decoder.push(bytes, last), last)
      if (!begun && text !== '') {
        assertTextHead(text)
        begun = true
      }
      assertNoNul(text)
      const parts = text.split('\n')
      parts[0] = pending + parts[0]!
      pending = parts.pop()!
      parts.forEach(addLine)
      if (last && pending !== '') addLine(pending)
      else if (pending.length > maxRowCharacters)
        throw new Failure('row-too-long', { row: lines + 1, limit: maxRowCharacters })
    },
    finish(): Table {
      const notices: Notice[] = []
      const { encoding } = decoder
      if (decoder.guessed)
        notices.push({ code: 'encoding-guessed', severity: 'warning', params: { encoding } })
      for (const values of columns.values()) fill(values, rows)
      if (blankLines > 0 && rows > 0)
        notices.push({ code: 'blank-lines-skipped', severity: 'info', params: { count: blankLines } })
      const keyed = Array.from(columns, ([key, values]) => ({ key, values }))
      return tableOfColumns(keyed, rows, notices)
    },
  }
}

/** Rows that lacked the key so far. */
function fill(values: string[], rows: number): void {
  while (values.length < rows) values.push('')
}
