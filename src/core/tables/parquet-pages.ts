import type { ColumnMetaData, Compressors, FileMetaData, PageHeader, SchemaTree } from 'hyparquet'
import { parquetSchema } from 'hyparquet'
import { parquetHeader } from 'hyparquet/src/column.js'
import { decompressPage } from 'hyparquet/src/datapage.js'
import { getMaxDefinitionLevel, getMaxRepetitionLevel, getTreePath } from 'hyparquet/src/schema.js'
import { Failure } from '../failure.ts'
import { maxFileBytes } from './limits.ts'

/** Of all columns together, those within lists too: each takes at least 8 bytes of memory. */
const maxValues = 1 << 26
/** Writers fill the last group of eight, some the last 64 groups. */
const padding = 512

/**
 * Follows every page before the reader does: it takes each count in the file at its word, so that a damaged one would fill
 * the memory.
 * @throws Failure 'parquet-unsupported', 'unpacked-too-large'; Error where pages do not fit together
 */
export function assertPages(bytes: Uint8Array, metadata: FileMetaData, compressors: Compressors): void {
  const schema = parquetSchema(metadata)
  const total = { values: 0, bytes: 0 }
  for (const { columns } of metadata.row_groups)
    for (const { meta_data: chunk, crypto_metadata } of columns) {
      if (crypto_metadata || !chunk) throw new Failure('parquet-unsupported', { feature: 'encryption' })
      if (!['UNCOMPRESSED', 'SNAPPY', ...Object.keys(compressors)].includes(chunk.codec))
        throw new Failure('parquet-unsupported', { feature: chunk.codec })
      assertChunk(bytes, chunk, getTreePath(schema, chunk.path_in_schema), compressors, total)
    }
}

interface Total {
  values: number
  bytes: number
}

function assertChunk(
  bytes: Uint8Array,
  chunk: ColumnMetaData,
  path: SchemaTree[],
  compressors: Compressors,
  total: Total,
): void {
  const start = Number(chunk.dictionary_page_offset || chunk.data_page_offset)
  const end = start + Number(chunk.total_compressed_size)
  assert(start >= 0 && end >= start && end <= bytes.length)
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, end - start)
  const reader = { view, offset: 0 }
  while (reader.offset < view.byteLength - 1) {
    const header = parquetHeader(reader)
    const { compressed_page_size: packed, uncompressed_page_size: unpacked } = header
    const values = valuesOf(header)
    assert(packed >= 0 && unpacked >= 0 && values >= 0 && reader.offset + packed <= view.byteLength)
    total.values += values
    total.bytes += unpacked
    if (total.values > maxValues || total.bytes > 2 * maxFileBytes)
      throw new Failure('unpacked-too-large', { limit: maxFileBytes })
    const page = new Uint8Array(view.buffer, view.byteOffset + reader.offset, packed)
    assertRuns(page, header, chunk, path, compressors)
    reader.offset += packed
  }
}

const valuesOf = ({ data_page_header, data_page_header_v2, dictionary_page_header }: PageHeader): number =>
  (data_page_header ?? data_page_header_v2 ?? dictionary_page_header)?.num_values ?? 0

const dictionaryEncodings: ReadonlySet<string> = new Set(['PLAIN_DICTIONARY', 'RLE_DICTIONARY'])

function assertRuns(
  page: Uint8Array,
  header: PageHeader,
  { codec, type }: ColumnMetaData,
  path: SchemaTree[],
  compressors: Compressors,
): void {
  const repetition = bitsFor(getMaxRepetitionLevel(path))
  const definition = bitsFor(getMaxDefinitionLevel(path))
  const v1 = header.data_page_header
  const v2 = header.data_page_header_v2
  if (header.type === 'DATA_PAGE' && v1) {
    const content = decompressPage(page, header.uncompressed_page_size, codec, compressors)
    let at = 0
    if (repetition > 0) at = assertMeasuredRuns(content, at, repetition, v1.num_values)
    if (definition > 0) at = assertMeasuredRuns(content, at, definition, v1.num_values)
    if (dictionaryEncodings.has(v1.encoding))
      assertRunCounts(content, at + 1, content.length, content[at] ?? 0, v1.num_values)
    else if (v1.encoding === 'RLE' && type === 'BOOLEAN') assertMeasuredRuns(content, at, 1, v1.num_values)
  } else if (header.type === 'DATA_PAGE_V2' && v2) {
    const { num_values, num_nulls, repetition_levels_byte_length: r, definition_levels_byte_length: d } = v2
    assert(num_nulls >= 0 && num_nulls <= num_values && r >= 0 && d >= 0 && r + d <= page.length)
    if (repetition > 0) assertRunCounts(page, 0, r, repetition, num_values)
    if (definition > 0) assertRunCounts(page, r, r + d, definition, num_values)
    const size = header.uncompressed_page_size - r - d
    const rest = page.subarray(r + d)
    const content = v2.is_compressed === false ? rest : decompressPage(rest, size, codec, compressors)
    if (dictionaryEncodings.has(v2.encoding))
      assertRunCounts(content, 1, content.length, content[0] ?? 0, num_values)
    else if (v2.encoding === 'RLE') assertMeasuredRuns(content, 0, 1, num_values)
  }
}

/** Runs whose length in bytes stands before them. @returns where they end */
function assertMeasuredRuns(content: Uint8Array, at: number, width: number, values: number): number {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  const end = at + 4 + view.getUint32(at, true)
  assertRunCounts(content, at + 4, end, width, values)
  return end
}

/** The counts of the runs of a "RLE/bit-packing hybrid" (Parquet, Encodings.md) are those of at most `values` values. */
function assertRunCounts(content: Uint8Array, from: number, to: number, width: number, values: number): void {
  assert(to <= content.length && width <= 32)
  let at = from
  let seen = 0
  while (at < to && seen < values) {
    let header = 0
    let shift = 0
    let byte: number
    do {
      assert(at < to && shift < 35)
      byte = content[at++]!
      header += (byte & 0x7f) * 2 ** shift
      shift += 7
    } while (byte >= 0x80)
    const packed = header % 2 === 1
    const count = Math.floor(header / 2) * (packed ? 8 : 1)
    assert(count <= values + padding)
    seen += count
    at += packed ? (count / 8) * width : Math.ceil(width / 8)
  }
}

const bitsFor = (value: number): number => 32 - Math.clz32(value)

function assert(holds: boolean): asserts holds {
  if (!holds) throw new Error('pages that do not fit together')
}
