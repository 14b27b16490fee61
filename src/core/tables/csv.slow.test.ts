import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Failure } from '../failure.ts'
import { headBytes, readCsv, sniffCsv } from './csv.ts'
import { contents, failureOf, inChunks, readFile, tableOf, utf16, utf8 } from './testing.ts'
import { rowNumber } from './table.ts'
import { writeCsv } from './write-csv.ts'

/** Pieces of which broken files are made. */
const piece = fc.constantFrom(
  '"',
  '""',
  ',',
  ';',
  '\t',
  '|',
  '\n',
  '\r',
  '\r\n',
  'a',
  'é',
  '😀',
  ' ',
  '1,5',
  'sep=',
  '\ufeff',
)
const cell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.array(piece, { maxLength: 6 }).map((parts) => parts.join('')),
)
/** What a file of UTF-8 text can hold: no NUL, no half of a character (and no mark of a lost one), LF within cells. */
const plain = cell.map((text) => text.replace(/\r\n?/g, '\n').replace(/\p{Cs}|\ufffd|(?![\n\t])\p{Cc}/gu, ''))

describe('readCsv', () => {
  it('ends in a table or a Failure whatever the bytes, and in the same one however they are cut', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.array(piece, { maxLength: 60 }).map((parts) => utf8(parts.join(''))),
      fc.array(piece, { maxLength: 30 }).map((parts) => utf16(parts.join(''), 'le')),
    )
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 9 }), async (file, chunk) => {
        const outcome = (size: number) =>
          readFile(file, { chunk: size }).catch((thrown: unknown) => {
            if (thrown instanceof Failure) return { code: thrown.code, params: thrown.params }
            throw thrown
          })
        expect(await outcome(chunk)).toEqual(await outcome(1_000))
      }),
      { numRuns: 400 },
    )
  })

  it('previews any bytes or throws a Failure', () => {
    const previews = (head: Uint8Array, complete: boolean): boolean => {
      try {
        return sniffCsv(head, { complete }).header.length > 0
      } catch (thrown) {
        return thrown instanceof Failure
      }
    }
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), fc.boolean(), previews), { numRuns: 300 })
  })

  it('reads back what writeCsv wrote', async () => {
    const table = fc.integer({ min: 1, max: 5 }).chain((columns) => {
      const names = Array.from({ length: columns }, (_, j) => `name "${j}", é`)
      const row = fc.array(plain, { minLength: columns, maxLength: columns })
      return fc.array(row, { minLength: 1, maxLength: 6 }).map((rows) => tableOf(names, rows))
    })
    await fc.assert(
      fc.asyncProperty(table, async (written) => {
        const read = await readFile(writeCsv(written), { delimiter: ',' })
        expect(contents(read)).toEqual(contents(written))
        expect(read.notices).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('gives the same table for a large file in small and in large chunks', async () => {
    const note = 'Ünusual "finding", see line\nbelow; nothing else. '.repeat(40)
    const rows = Array.from({ length: 1_500 }, (_, i) => [`case ${i}`, `${i} ${note}`, i % 3 ? 'a' : 'b'])
    const written = tableOf(['id', 'note', 'label'], rows)
    const file = utf8(writeCsv(written))
    expect(file.length).toBeGreaterThan(2 * 1024 * 1024)
    const small = await readFile(file, { chunk: 4_099 })
    expect(contents(small)).toEqual(contents(written))
    expect(await readFile(file, { chunk: file.length })).toEqual(small)
  })

  it('numbers rows as a spreadsheet does: blank lines count, quoted line breaks do not', async () => {
    const table = await readFile('id,note\n1,"a\nb"\n\n2,c\n3\n4,d\n', { ragged: 'skip' })
    expect([0, 1, 2].map((i) => rowNumber(table, i))).toEqual([2, 4, 6])
    expect(table.notices.map((notice) => notice.code)).toEqual(['ragged-rows-skipped', 'blank-lines-skipped'])
    const plainTable = await readFile('id,note\n1,a\n2,b\n')
    expect(plainTable.rowNumbers).toBeUndefined()
    expect(rowNumber(plainTable, 1)).toBe(3)
  })

  it('keeps a stray quotation mark within a line, and says so', async () => {
    const table = await readFile('id,note\n1,"5" tube, left"\n2,a 3" scar\n')
    expect(contents(table).rows).toEqual([['1', '5" tube, left'], ['2', 'a 3" scar']]) // prettier-ignore
    expect(table.notices).toEqual([
      { code: 'quotes-repaired', severity: 'warning', params: { count: 1, row: 2 } },
    ])
  })

  it('takes empty surplus cells for a delimiter at the end of the line', async () => {
    const table = await readFile('id,note\n1,a,\n2,b,,\n')
    expect(contents(table)).toEqual({ names: ['id', 'note'], rows: [['1', 'a'], ['2', 'b']] }) // prettier-ignore
    expect(table.notices).toEqual([])
  })

  it('warns where the first row is a case', async () => {
    const warning = { code: 'header-looks-like-data', severity: 'warning', params: {} }
    expect((await readFile('5.1,3,0\n4.9,2,1\n')).notices).toContainEqual(warning)
    expect((await readFile('0,1,2\n4.9,2,1\n')).notices).toEqual([])
  })

  it('says how many characters the encoding could not read', async () => {
    const table = await readFile(Uint8Array.of(...utf8('id,note\n1,é'), 0xe9, ...utf8(' x\n')), {
      encoding: 'utf-8',
    })
    expect(table.columns[1]!.values).toEqual(['é\ufffd x'])
    expect(table.notices).toEqual([
      { code: 'characters-replaced', severity: 'warning', params: { count: 1, encoding: 'utf-8' } },
    ])
  })

  it('reports the bytes read and stops where the signal is aborted', async () => {
    const file = utf8(`id,note\n${'1,a\n'.repeat(1_000)}`)
    const signal = { aborted: false }
    const seen: number[] = []
    const job = () =>
      readCsv(inChunks(file, 1_000), {
        totalBytes: file.length,
        signal,
        onProgress(bytesRead) {
          seen.push(bytesRead)
          if (bytesRead >= 2_000) signal.aborted = true
        },
      })
    expect(await failureOf(job)).toEqual({ code: 'cancelled', params: {} })
    expect(seen).toEqual([1_000, 2_000])
  })
})

describe('sniffCsv', () => {
  it.each([
    [',', 'id,note\n1,"a; b; c"\n2,d\n'],
    [';', 'id;note\n1;a, b, c\n2;d, e\n'],
    ['\t', 'id\tnote\n1\ta, b; c\n2\td\n'],
    ['|', 'id|note\n1|a, b\n2|d\n'],
    [',', 'note\nno delimiter; at all\n'],
    [';', 'kg;cm\n70,5;180,2\n81,5;176,4\n'],
  ])('recognises the delimiter %j', (delimiter, text) => {
    expect(sniffCsv(utf8(text), { complete: true }).delimiter).toBe(delimiter)
  })

  it('shows the first rows of a file that goes on, without the one that is cut off', () => {
    const file = utf8(
      `id,note\n${Array.from({ length: 30_000 }, (_, i) => `${i},"line\n${i}"`).join('\n')}\n`,
    )
    expect(file.length).toBeGreaterThan(headBytes)
    const sniff = sniffCsv(file.subarray(0, headBytes), { complete: false })
    expect(sniff.sampleRows).toHaveLength(20)
    expect(sniff.sampleRows.slice(0, 2)).toEqual([['0', 'line\n0'], ['1', 'line\n1']]) // prettier-ignore
    const cut = sniffCsv(utf8('id,note\n1,a\n2,"b'), { complete: false })
    expect(cut.sampleRows).toEqual([['1', 'a']])
  })

  it('fills short rows and cuts long ones, which the reader then counts', () => {
    const sniff = sniffCsv(utf8('id,note\n1\n2,a,b\n'), { complete: true })
    expect(sniff.sampleRows).toEqual([['1', ''], ['2', 'a']]) // prettier-ignore
  })
})
