import { describe, expect, it } from 'vitest'
import { buildDataset } from '../dataset/build.ts'
import type { ColumnRoles } from '../dataset/dataset.ts'
import { experimentCases } from '../dataset/experiment.ts'
import { groupedStratifiedFolds } from '../dataset/folds.ts'
import { createRng } from '../math/rng.ts'
import { columnNotices } from '../dataset/quality.ts'
import { guessRoles, initialRoles, roleOf, withRole } from '../dataset/roles.ts'
import { foldNotices } from '../dataset/class-patients.ts'
import { summariseTable } from '../dataset/summary.ts'
import type { FailureData } from '../failure.ts'
import type { NoticeCode, Notice } from '../notice.ts'
import { readCsv, sniffCsv } from './csv.ts'
import { markHiddenCharacters } from './hidden-characters.ts'
import { maxFileBytes, maxRowCharacters } from './limits.ts'
import {
  contents,
  failureOf,
  inChunks,
  latin1,
  readFile,
  tableOf,
  utf16,
  utf8,
  type FileOptions,
} from './testing.ts'
import { escapeFormula } from './write-csv.ts'
import type { Table } from './table.ts'

/** Stands for patient data: it must never be in a failure or a notice (P20). */
const canary = 'CANARY'

interface Refused {
  readonly row: number
  readonly what: string
  readonly file: Uint8Array | string
  readonly options?: FileOptions
  readonly failure: FailureData
}

const refused: readonly Refused[] = [
  { row: 1, what: 'no bytes', file: '', failure: { code: 'file-empty', params: {} } },
  { row: 1, what: 'blank lines only', file: ' \r\n\r\n', failure: { code: 'file-empty', params: {} } },
  { row: 1, what: 'a byte order mark only', file: '\ufeff', failure: { code: 'file-empty', params: {} } },
  { row: 1, what: 'a sep= line only', file: 'sep=;\r\n', failure: { code: 'file-empty', params: {} } },
  {
    row: 2,
    what: 'a header and nothing else',
    file: 'id,note,label\n',
    failure: { code: 'no-rows', params: {} },
  },
  {
    row: 11,
    what: 'a quotation mark never closed, in the last cells',
    file: `id,note\n1,fine\n2,"${canary} and on\n3,fine\n4,fine\n`,
    failure: { code: 'unclosed-quote', params: { row: 3 } },
  },
  {
    row: 11,
    what: 'a quotation mark never closed, before a cell that is quoted',
    file: `id,note\n1,"fine"\n2,"${canary} and on\n3,"fine"\n4,"fine"\n`,
    failure: { code: 'unclosed-quote', params: { row: 3 } },
  },
  {
    row: 12,
    what: 'rows of other lengths, counted and listed',
    file: `id,note\n1,a\n2,${canary},c\n3\n4,d\n`,
    failure: { code: 'ragged-rows', params: { count: 2, rows: [3, 4], expected: 2 } },
  },
  {
    row: 16,
    what: '10,000 columns',
    file: `${Array.from({ length: 10_000 }, (_, j) => `c${j}`).join()}\n${','.repeat(9_999)}\n`,
    failure: { code: 'too-many-columns', params: { columns: 10_000, limit: 2_000 } },
  },
  {
    row: 18,
    what: 'a cell of 50 million characters',
    file: latin1(`id,note\n1,short\n2,${canary}${'x'.repeat(50_000_000)}\n3,short\n`),
    failure: { code: 'row-too-long', params: { row: 3, limit: maxRowCharacters } },
  },
  {
    row: 19,
    what: 'NUL bytes late in a text',
    file: `id,note\n1,${'a'.repeat(300_000)}\n2,${canary}\0\n`,
    failure: { code: 'not-a-text-table', params: { looksLike: 'binary' } },
  },
  {
    row: 19,
    what: 'noise',
    file: Uint8Array.from({ length: 5_000 }, (_, i) => (i * 2_654_435_761) >>> 24),
    failure: { code: 'not-a-text-table', params: { looksLike: 'binary' } },
  },
  {
    row: 19,
    what: 'a picture',
    file: latin1('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'),
    failure: { code: 'not-a-text-table', params: { looksLike: 'image' } },
  },
  {
    row: 19,
    what: 'a PDF',
    file: '%PDF-1.7\n1 0 obj\n',
    failure: { code: 'not-a-text-table', params: { looksLike: 'pdf' } },
  },
  {
    row: 19,
    what: 'a workbook',
    file: latin1(`PK\x03\x04${'\0'.repeat(26)}[Content_Types].xml`),
    failure: { code: 'not-a-text-table', params: { looksLike: 'spreadsheet' } },
  },
  {
    row: 19,
    what: 'a web page',
    file: '\n<!DOCTYPE html><html><body>Please log in</body></html>',
    failure: { code: 'not-a-text-table', params: { looksLike: 'web-page' } },
  },
]

describe('bad inputs: files that are refused', () => {
  it.each(refused)('row $row: $what', async ({ file, options, failure }) => {
    const found = await failureOf(() => readFile(file, options))
    expect(found).toEqual(failure)
    expect(JSON.stringify(found)).not.toContain(canary)
  })

  it('row 17: 700 MB are refused before a byte is read', async () => {
    let asked = 0
    const chunks = (async function* () {
      asked++
      yield utf8('id,note\n')
    })()
    const found = await failureOf(() => readCsv(chunks, { totalBytes: 700_000_000 }))
    expect(found).toEqual({ code: 'file-too-large', params: { bytes: 700_000_000, limit: maxFileBytes } })
    expect(asked).toBe(0)
  })

  it('row 17: a file that is longer than it said is stopped at the limit', async () => {
    const chunks = inChunks(new Uint8Array(maxFileBytes + 1), maxFileBytes + 1)
    const found = await failureOf(() => readCsv(chunks, { totalBytes: 10 }))
    expect(found.code).toBe('file-too-large')
  })
})

interface Accepted {
  readonly row: number
  readonly what: string
  readonly file: Uint8Array | string
  readonly options?: FileOptions
  readonly names: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly notices?: readonly Notice[]
}

const accents = { names: ['id', 'größe'], rows: [['1', 'für é']] } // prettier-ignore

const accepted: readonly Accepted[] = [
  { row: 3, what: 'UTF-16 LE with a mark', file: utf16('\ufeffid,größe\r\n1,für é\r\n', 'le'), ...accents },
  { row: 3, what: 'UTF-16 LE without a mark', file: utf16('id,größe\r\n1,für é\r\n', 'le'), ...accents },
  { row: 4, what: 'UTF-16 BE with a mark', file: utf16('\ufeffid,größe\r\n1,für é\r\n', 'be'), ...accents },
  { row: 4, what: 'UTF-16 BE without a mark', file: utf16('id,größe\r\n1,für é\r\n', 'be'), ...accents },
  { row: 5, what: 'UTF-8 with a mark', file: '\ufeffid,größe\r\n1,für é\r\n', ...accents },
  { row: 5, what: 'a mark before a quoted header', file: '\ufeff"id","größe"\r\n1,für é\r\n', ...accents },
  {
    row: 6,
    what: 'Windows-1252, guessed and said',
    file: latin1('id,gr\xf6\xdfe\r\n1,f\xfcr \xe9 \x80 \x93x\x94\r\n'),
    names: ['id', 'größe'],
    rows: [['1', 'für é € “x”']],
    notices: [{ code: 'encoding-guessed', severity: 'warning', params: { encoding: 'windows-1252' } }],
  },
  {
    row: 6,
    what: 'Windows-1252 whose first accent comes after 300,000 bytes of ASCII',
    file: latin1(`id,note\n1,${'a'.repeat(300_000)}\n2,f\xfcr\n`),
    names: ['id', 'note'],
    rows: [['1', 'a'.repeat(300_000)], ['2', 'für']], // prettier-ignore
    notices: [{ code: 'encoding-guessed', severity: 'warning', params: { encoding: 'windows-1252' } }],
  },
  {
    row: 6,
    what: 'an encoding chosen by the user',
    file: latin1('id,note\r\n1,\xb3\xf3d\xbc\r\n'),
    options: { encoding: 'windows-1250' },
    names: ['id', 'note'],
    rows: [['1', 'łódĽ']],
  },
  { row: 7, what: 'semicolons and decimal commas', file: 'id;kg\n1;70,5\n2;81,25\n', names: ['id', 'kg'], rows: [['1', '70,5'], ['2', '81,25']] }, // prettier-ignore
  { row: 8, what: 'a sep=; line', file: 'sep=;\r\nid;note\r\n1;a, b\r\n', names: ['id', 'note'], rows: [['1', 'a, b']] }, // prettier-ignore
  { row: 8, what: 'a sep= line with an unusual delimiter', file: '"SEP=^"\nid^note\n1^a\n', names: ['id', 'note'], rows: [['1', 'a']] }, // prettier-ignore
  {
    row: 9,
    what: 'CRLF, LF and CR mixed',
    file: 'id,note\r\n1,a\n2,b\r3,"c"\r\n4,"d"\r5,"e"\n6,f',
    names: ['id', 'note'],
    rows: [['1', 'a'], ['2', 'b'], ['3', 'c'], ['4', 'd'], ['5', 'e'], ['6', 'f']], // prettier-ignore
  },
  {
    row: 10,
    what: 'quoted line breaks',
    file: 'id,note\r\n1,"one\r\ntwo\nthree"\r\n2,b\r\n',
    names: ['id', 'note'],
    rows: [['1', 'one\ntwo\nthree'], ['2', 'b']], // prettier-ignore
  },
  {
    row: 12,
    what: 'rows of other lengths, left out where the user chose to',
    file: 'id,note\n1,a\n2,b,c\n3\n4,d\n',
    options: { ragged: 'skip' },
    names: ['id', 'note'],
    rows: [['1', 'a'], ['4', 'd']], // prettier-ignore
    notices: [
      { code: 'ragged-rows-skipped', severity: 'warning', params: { count: 2, rows: [3, 4], expected: 2 } },
    ],
  },
  {
    row: 13,
    what: 'repeated headers',
    file: 'age,age (2),age,age\n1,2,3,4\n',
    names: ['age', 'age (2)', 'age (3)', 'age (4)'],
    rows: [['1', '2', '3', '4']],
    notices: [
      {
        code: 'columns-named',
        severity: 'warning',
        params: { reason: 'duplicate', columns: ['age (3)', 'age (4)'] },
      },
    ],
  },
  {
    row: 15,
    what: 'a blank header',
    file: 'id,note,,label\n1,a,b,c\n',
    names: ['id', 'note', 'Column 3', 'label'],
    rows: [['1', 'a', 'b', 'c']],
    notices: [
      { code: 'columns-named', severity: 'info', params: { reason: 'blank', columns: ['Column 3'] } },
    ],
  },
  {
    row: 20,
    what: 'formulas are text',
    file: 'id,note\n1,"=HYPERLINK(""https://example.org"",""x"")"\n2,@SUM(A1)\n',
    names: ['id', 'note'],
    rows: [['1', '=HYPERLINK("https://example.org","x")'], ['2', '@SUM(A1)']], // prettier-ignore
  },
  {
    row: 21,
    what: 'markup is kept letter by letter',
    file: 'id,<img src=x onerror=alert(1)>\n1,<script>alert(1)</script>\n',
    names: ['id', '<img src=x onerror=alert(1)>'],
    rows: [['1', '<script>alert(1)</script>']],
  },
  {
    row: 23,
    what: 'identifiers with leading zeros or above 2^53',
    file: 'id,note\n00123,a\n9007199254740993,b\n1E5,c\n',
    names: ['id', 'note'],
    rows: [['00123', 'a'], ['9007199254740993', 'b'], ['1E5', 'c']], // prettier-ignore
  },
]

describe('bad inputs: files that are read', () => {
  it.each(accepted)('row $row: $what', async ({ file, options, names, rows, notices = [] }) => {
    const table = await readFile(file, options)
    expect(contents(table)).toEqual({ names, rows })
    expect(table.notices).toEqual(notices)
    // The same in chunks that cut characters, line breaks and quotation marks in two.
    expect(await readFile(file, { ...options, chunk: 1021 })).toEqual(table)
  })

  it('row 6: the preview shows the guess, and what another choice would give', () => {
    const file = latin1('id,note\r\n1,\xb3\xf3d\xbc\r\n')
    const guessed = sniffCsv(file, { complete: true })
    expect(guessed).toMatchObject({
      encoding: 'windows-1252',
      encodingGuessed: true,
      sampleRows: [['1', '³ód¼']],
    })
    const chosen = sniffCsv(file, { complete: true, encoding: 'windows-1250' })
    expect(chosen).toMatchObject({
      encoding: 'windows-1250',
      encodingGuessed: false,
      sampleRows: [['1', 'łódĽ']],
    })
  })

  it('row 7: the preview says the delimiter and the decimal mark', () => {
    const sniff = sniffCsv(utf8('id;kg\n1;70,5\n2;81,25\n'), { complete: true })
    expect(sniff).toMatchObject({ delimiter: ';', decimal: ',', header: ['id', 'kg'] })
  })

  it('row 14: __proto__ and constructor are ordinary columns and values', async () => {
    const header = ['__proto__', 'constructor', 'toString', '__proto__', 'hasOwnProperty']
    const lines = Array.from(
      { length: 40 },
      (_, i) => `case${i},${i % 2 ? '__proto__' : 'constructor'},pat${i},a b,x${i} y`,
    )
    const table = await readFile([header.join(), ...lines].join('\n'))
    expect(table.columns.map((column) => column.name)).toEqual([
      '__proto__', 'constructor', 'toString', '__proto__ (2)', 'hasOwnProperty',
    ]) // prettier-ignore
    expect(table.columns[1]!.values[0]).toBe('constructor')

    const guessed = initialRoles(guessRoles(table))
    expect(Object.keys(guessed)).toEqual(table.columns.map((column) => column.name))
    const none: ColumnRoles = {}
    expect(roleOf(none, 'constructor')).toBeUndefined()
    expect(roleOf(none, '__proto__')).toBeUndefined()
    const roles = [
      ['__proto__', 'id'],
      ['constructor', 'label'],
      ['toString', 'patient'],
      ['hasOwnProperty', 'text'],
    ] as const
    const dataset = buildDataset(
      table,
      roles.reduce((all, [name, role]) => withRole(all, name, { role }), none),
      { onePatientPerRow: false },
    )
    expect(dataset.classes).toEqual(['__proto__', 'constructor'])
    expect(dataset.y.filter((c) => c === 0)).toHaveLength(20)
    expect(dataset.patientIds[3]).toBe('pat3')
    expect(({} as Record<string, unknown>)['role']).toBeUndefined()
  })

  it('row 14: 2,000 columns of one name are numbered at once', async () => {
    const table = await readFile(`${'__proto__,'.repeat(1_999)}__proto__\n${'1,'.repeat(1_999)}1\n`)
    expect(new Set(table.columns.map((column) => column.name)).size).toBe(2_000)
  })

  it('row 20: a formula is escaped where a file leaves the program', () => {
    expect(escapeFormula('=HYPERLINK("https://example.org")')).toBe(`'=HYPERLINK("https://example.org")`)
  })
})

const texts = ['pain in the chest', 'cough for a week', 'no complaints today']

/** 12 patients with a text each; the label column is given. */
function labelled(labels: readonly string[], patients = labels.map((_, i) => `p${i}`)): Table {
  const rows = labels.map((label, i) => [patients[i]!, `${texts[i % 3]!} ${i}`, label])
  return tableOf(['patient', 'note', 'label'], rows)
}
const roles: ColumnRoles = { patient: { role: 'patient' }, note: { role: 'text' }, label: { role: 'label' } }
const codes = (notices: readonly Notice[]): NoticeCode[] => notices.map((notice) => notice.code)

describe('bad inputs: columns and classes', () => {
  it('row 22: characters that cannot be seen in identifiers are counted, shown, and make no second patient', () => {
    const table = labelled(['a', 'b', 'a', 'b'], ['p1', 'p1\u200b', '\u202ep2', 'p2'])
    const dataset = buildDataset(table, roles, { onePatientPerRow: false })
    expect(dataset.patientIds).toEqual(['p1', 'p1', 'p2', 'p2'])
    expect(dataset.notices).toContainEqual({
      code: 'hidden-characters',
      severity: 'warning',
      params: { column: 'patient', count: 2 },
    })
    expect(markHiddenCharacters('p1\u200b')).toBe('p1[U+200B]')
    expect(markHiddenCharacters('\u202ep2')).toBe('[U+202E]p2')
  })

  it('row 24: dates that can be read in two ways are said, unless one date settles it', () => {
    const noticesOf = (dates: readonly string[]): Notice[] =>
      columnNotices(summariseTable(tableOf(['seen'], dates.map((date) => [date]))), { seen: { role: 'date' } }) // prettier-ignore
    const ambiguous = ['01/02/2024', '', '03/04/2024', '05.06.2024']
    expect(noticesOf(ambiguous)).toEqual([
      { code: 'dates-ambiguous', severity: 'info', params: { column: 'seen', count: 3 } },
    ])
    expect(noticesOf([...ambiguous, '31/12/2024'])).toEqual([])
    expect(noticesOf(['2024-02-01', '2024-03-04'])).toEqual([])
    expect(noticesOf(['01/02/2024', 'first week of May', 'unknown to us'])).toEqual([])
  })

  it('row 25: NaN, Inf and -999 in a column of numbers count as missing, and are said', () => {
    const numbers = ['NaN', '1.5', '2.5', 'Inf', '-999', '', '3', '4', '-Inf', '5', '6', '-999.0']
    const summaries = summariseTable(tableOf(['x'], numbers.map((x) => [x]))) // prettier-ignore
    expect(summaries[0]).toMatchObject({
      missing: 2,
      missingWords: 1,
      numbers: 6,
      min: 1.5,
      max: 6,
      missingNumbers: 4,
    })
    expect(columnNotices(summaries, {})).toEqual([
      { code: 'missing-codes', severity: 'warning', params: { column: 'x', count: 5 } },
    ])
  })

  it('row 26: a constant and an empty column are left out with a warning', () => {
    const rows = labelled(['a', 'b', 'a', 'b']).columns.map((column) => column.values)
    const table = tableOf(
      ['patient', 'note', 'label', 'unit', 'empty'],
      [0, 1, 2, 3].map((i) => [...rows.map((values) => values[i]!), 'mg', i % 2 ? 'NA' : '']),
    )
    const guesses = guessRoles(table)
    expect(guesses.get('unit')).toEqual({ role: 'ignore', reason: { code: 'constant', params: {} } })
    expect(guesses.get('empty')).toEqual({ role: 'ignore', reason: { code: 'all-missing', params: {} } })
    expect(columnNotices(summariseTable(table), roles)).toEqual([
      { code: 'column-left-out', severity: 'warning', params: { column: 'unit', reason: 'constant' } },
      { code: 'column-left-out', severity: 'warning', params: { column: 'empty', reason: 'all-missing' } },
    ])
    const asTexts: ColumnRoles = { ...roles, unit: { role: 'text' }, empty: { role: 'text' } }
    const dataset = buildDataset(table, asTexts, { onePatientPerRow: false })
    expect(dataset.modalities.map(({ name }) => name)).toEqual(['note'])
    expect(codes(dataset.notices).filter((code) => code === 'column-left-out')).toHaveLength(2)
  })

  it('row 27: a single class blocks training, with the reason', () => {
    const dataset = buildDataset(labelled(['a', 'a', 'a', 'a']), roles, { onePatientPerRow: false })
    expect(dataset.notices).toContainEqual({ code: 'one-class', severity: 'blocking', params: {} })
  })

  it('row 28: a class with one patient blocks the split, however many rows the patient has', () => {
    const table = labelled(['a', 'a', 'a', 'b', 'b'], ['p1', 'p2', 'p3', 'p4', 'p4'])
    const dataset = buildDataset(table, roles, { onePatientPerRow: false })
    expect(dataset.notices).toContainEqual({
      code: 'classes-with-one-patient',
      severity: 'blocking',
      params: { count: 1 },
    })
  })

  it('row 28: a class with fewer patients than folds is warned of', () => {
    const dataset = buildDataset(labelled(['a', 'a', 'a', 'a', 'b', 'b']), roles, { onePatientPerRow: false })
    expect(dataset.notices.filter(({ severity }) => severity === 'blocking')).toEqual([])
    expect(foldNotices(dataset, 5)).toEqual([
      { code: 'classes-below-folds', severity: 'warning', params: { count: 2, folds: 5 } },
    ])
    expect(foldNotices(dataset, 2).map(({ code }) => code)).not.toContain('classes-below-folds')
  })

  it('row 29: a patient in two spellings that look the same stays on one side of every split (R1)', () => {
    const spellings = ['p', ' p', 'p\u200b', '\u2066p']
    const labels = Array.from({ length: 80 }, (_, i) => 'ab'.charAt(i % 2))
    const patients = labels.map((_, i) => `${spellings[i % 4]}${i >> 2}`)
    const dataset = buildDataset(labelled(labels, patients), roles, { onePatientPerRow: false })
    const { y, groups, classes } = experimentCases(dataset)
    const folds = groupedStratifiedFolds({ y, groups, classes: classes.length, k: 5, rng: createRng(1) })
    for (let i = 0; i < labels.length; i += 4) expect(new Set(folds.slice(i, i + 4)).size).toBe(1)
    expect(new Set(folds).size).toBe(5)
  })

  it('row 29: given folds that part a patient are refused (R1)', async () => {
    const { columns, rows } = labelled(['a', 'b', 'a', 'b'], ['p1', 'p1', 'p2', 'p3'])
    const table = { columns: [...columns, { name: 'fold', values: ['0', '1', '0', '1'] }], rows, notices: [] }
    const withFolds: ColumnRoles = { ...roles, fold: { role: 'fold' } }
    const failure = await failureOf(() => buildDataset(table, withFolds, { onePatientPerRow: false }))
    expect(failure).toEqual({ code: 'patient-in-two-folds', params: { patients: 1 } })
  })
})
