import { gzipSync } from 'fflate'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import { previewNamed, readNamed, readsOrRefuses, writeParquet } from './fixtures/testing.ts'
import { contents, failureOf, tableOf, utf8 } from './testing.ts'

type Options = Parameters<typeof parquetWriteBuffer>[0]
const write = (options: Options): Uint8Array => new Uint8Array(parquetWriteBuffer(options))
const read = (bytes: Uint8Array) => readNamed('cases.parquet', bytes)
const valuesOf = async (column: Options['columnData'][number], more: Partial<Options> = {}) =>
  (await read(write({ columnData: [column], ...more }))).columns[0]!.values

describe('a Parquet file', () => {
  it('gives every type as text, exactly', async () => {
    const nullable = true
    const table = await read(
      write({
        columnData: [
          { name: 'id', data: ['00123', null, 'a\r\nb'], type: 'STRING', nullable },
          { name: 'int', data: [1, -2, null], type: 'INT32', nullable },
          { name: 'big', data: [9007199254740993n, -1n, null], type: 'INT64', nullable },
          { name: 'double', data: [0.1, 1e-7, NaN], type: 'DOUBLE' },
          { name: 'float', data: [0.1, 16777216, null].map((x) => x && Math.fround(x)), type: 'FLOAT', nullable },
          { name: 'ok', data: [true, false, null], type: 'BOOLEAN', nullable },
          { name: 'when', data: ['2024-05-01', '2024-05-01T10:30:00.5Z', null].map((x) => x && new Date(x)), type: 'TIMESTAMP', nullable },
          { name: 'list', data: [[1, 2.5], [], null], nullable },
          { name: 'json', data: [{ a: [1, 'x'] }, 3, null], type: 'JSON', nullable },
        ],
      }),
    ) // prettier-ignore
    expect(contents(table)).toEqual({
      names: ['id', 'int', 'big', 'double', 'float', 'ok', 'when', 'list', 'json'],
      rows: [
        ['00123', '1', '9007199254740993', '0.1', '0.1', 'true', '2024-05-01', '[1,2.5]', '{"a":[1,"x"]}'],
        ['', '-2', '-1', '1e-7', '16777216', 'false', '2024-05-01T10:30:00.5', '[]', '3'],
        ['a\nb', '', '', 'NaN', '', '', '', '', ''],
      ],
    })
    expect(table.notices).toEqual([])
  })

  it('gives decimals and moments to the last digit', async () => {
    const schema = (element: object) => [
      { name: 'root', num_children: 1 },
      { name: 'x', repetition_type: 'REQUIRED' as const, ...element },
    ]
    const column = (data: unknown[]) => ({ name: 'x', data: data as number[] })
    expect(
      await valuesOf(column([115n, -5n, 1234567890123456789n]), {
        schema: schema({ type: 'INT64', converted_type: 'DECIMAL', scale: 2, precision: 19 }) as never,
      }),
    ).toEqual(['1.15', '-0.05', '12345678901234567.89'])
    expect(
      await valuesOf(column([1_700_000_000_123_456_789n, 0n]), {
        schema: schema({
          type: 'INT64',
          logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'NANOS' },
        }) as never,
      }),
    ).toEqual(['2023-11-14T22:13:20.123456789', '1970-01-01'])
  })

  it('leaves columns of bytes out, and names them', async () => {
    const data = [Uint8Array.of(0xff, 0xfe), Uint8Array.of(0x41)]
    const table = await read(
      write({
        columnData: [
          { name: 'id', data: ['a', 'b'] },
          { name: 'picture', data, type: 'BYTE_ARRAY' },
          { name: 'old text', data: [utf8('é'), utf8('b')], type: 'BYTE_ARRAY' },
        ],
      }),
    )
    expect(contents(table)).toEqual({ names: ['id', 'old text'], rows: [['a', 'é'], ['b', 'b']] }) // prettier-ignore
    expect(table.notices).toEqual([
      { code: 'columns-of-bytes', severity: 'warning', params: { columns: ['picture'] } },
    ])
  })

  it.each(['UNCOMPRESSED', 'SNAPPY', 'GZIP'] as const)(
    'packed as %s, in several groups of rows',
    async (codec) => {
      const data = Array.from({ length: 5_000 }, (_, i) => `case ${i % 70}`)
      const options = {
        codec,
        compressors: { GZIP: (bytes: Uint8Array) => gzipSync(bytes) },
        rowGroupSize: 999,
      }
      expect(await valuesOf({ name: 'x', data }, options)).toEqual(data)
    },
  )

  it('is previewed by its first rows', async () => {
    const table = tableOf(['id', 'note'], Array.from({ length: 3_000 }, (_, i) => [`${i}`, `n ${i}`])) // prettier-ignore
    const preview = await previewNamed('cases.parquet', writeParquet(table))
    expect(preview).toMatchObject({ header: ['id', 'note'], dialect: null })
    expect(preview.sampleRows).toHaveLength(20)
    expect(preview.sampleRows[19]).toEqual(['19', 'n 19'])
  })
})

describe('bad inputs: a Parquet file is refused', () => {
  const good = writeParquet(tableOf(['id', 'note'], [['1', 'CANARY'], ['2', 'CANARY']])) // prettier-ignore
  const ending = (bytes: Uint8Array, mark: string): Uint8Array => {
    const copy = bytes.slice()
    copy.set(utf8(mark), copy.length - 4)
    return copy
  }

  it.each([
    ['row 1: of no bytes', new Uint8Array(0), 'file-empty'],
    ['row 2: without rows', writeParquet(tableOf(['id'], [])), 'no-rows'],
    ['row 19: that is text', utf8('id,note\n1,a\n'), 'wrong-content'],
    ['row 32: cut off', good.subarray(0, good.length - 9), 'file-damaged'],
    ['whose beginning is missing', utf8('PAR1PAR1'), 'file-damaged'],
    ['row 30: that is encrypted', ending(good, 'PARE'), 'parquet-unsupported'],
    ['of a column too many', writeParquet(tableOf(Array.from({ length: 2_001 }, (_, j) => `c${j}`), [])), 'too-many-columns'],
    ['of two columns of one name', writeParquet(tableOf(['a', 'a'], [['1', '2']])), 'parquet-unsupported'],
    ['packed in another way', write({ columnData: [{ name: 'a', data: ['b'] }], codec: 'ZSTD', compressors: { ZSTD: (x) => x } }), 'parquet-unsupported'],
    ['row 19: with NUL in a text', writeParquet(tableOf(['a'], [['\0']])), 'not-a-text-table'],
  ] as const)('%s', async (_, bytes, code) => {
    const failure = await failureOf(() => read(bytes))
    expect(failure.code).toBe(code)
    expect(JSON.stringify(failure)).not.toContain('CANARY')
  }) // prettier-ignore

  it('row 45: text repeated by reference is counted as often as it is used', async () => {
    const data = Array.from({ length: 3_000 }, () => 'x'.repeat(100_000))
    const bytes = write({ columnData: [{ name: 'a', data }], statistics: false })
    expect(bytes.length).toBeLessThan(1_000_000)
    expect(await failureOf(() => read(bytes))).toMatchObject({ code: 'unpacked-too-large' })
  })

  it('where any one byte is another, it reads or is refused', async () => {
    const data = Array.from({ length: 40 }, (_, i) => (i % 3 ? `v${i % 4}` : null))
    const bytes = write({
      columnData: [
        { name: 'a', data, type: 'STRING', nullable: true },
        { name: 'b', data: data.map((_, i) => [i, 2]) },
      ],
      codec: 'UNCOMPRESSED',
    })
    for (let at = 0; at < bytes.length; at++)
      for (const value of [0, 0x7f, 0xff, bytes[at]! ^ 1]) {
        const copy = bytes.slice()
        copy[at] = value
        expect(await readsOrRefuses(read(copy))).toBe(true)
      }
  })
})
