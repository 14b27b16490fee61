import { describe, expect, it } from 'vitest'
import { formatOf } from './formats.ts'
import { readerOf } from './registry.ts'
import { contents, failureOf, inChunks, utf8 } from './testing.ts'

describe('formatOf', () => {
  it('finds a reader by the extension and reads with it', async () => {
    const file = utf8('id\tnote\n1\ta, b\n')
    const table = await readerOf('cases of 2024.TSV').read(inChunks(file, 5), { totalBytes: file.length })
    expect(contents(table)).toEqual({ names: ['id', 'note'], rows: [['1', 'a, b']] })
  })

  it('names the known extensions where it has none', async () => {
    const known = ['csv', 'tsv', 'tab', 'txt', 'xlsx', 'jsonl', 'ndjson', 'parquet']
    expect(await failureOf(() => formatOf('cases.sas'))).toEqual({
      code: 'unknown-format',
      params: { extension: 'sas', known },
    })
    // What follows a dot may be a name; only what looks like an extension is repeated.
    expect(await failureOf(() => formatOf('notes.of J Smith'))).toMatchObject({ params: { extension: '' } })
  })
})
