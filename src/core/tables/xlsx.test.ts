import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { previewNamed, readNamed, workbook, writeXlsx } from './fixtures/testing.ts'
import { contents, failureOf, latin1, tableOf, utf8 } from './testing.ts'

const read = (bytes: Uint8Array) => readNamed('cases.xlsx', bytes)
const text = (place: string, value: string): string =>
  `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`
const number = (place: string, value: string, style = 0): string =>
  `<c r="${place}" s="${style}"><v>${value}</v></c>`

/** The archive, whose directory says that its first file is of that size. */
function claiming(archive: Uint8Array, size: number): Uint8Array {
  const copy = archive.slice()
  const view = new DataView(copy.buffer)
  const directory = view.getUint32(copy.length - 6, true)
  view.setUint32(directory + 24, size, true)
  return copy
}
const header = `<row r="1">${text('A1', 'id')}${text('B1', 'x')}</row>`

describe('a workbook', () => {
  it('gives text as it is, numbers with the fewest digits, dates as ISO 8601', async () => {
    const cells = [
      text('B2', ' 00123 '),
      number('B3', '0.10000000000000001'),
      number('B4', '9007199254740993'),
      number('B5', '1.4999999999999999E-2'),
      number('B6', '45413', 1),
      number('B7', '45413.4375', 1),
      number('B8', '0.75', 2),
      '<c r="B9" t="b"><v>1</v></c>',
      '<c r="B10" t="n"/>',
      '<c r="B11" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>',
      text('B12', '=1+1 &lt;b&gt; _x000D_&#10;é'),
    ]
    const rows = cells.map((cell, i) => `<row r="${i + 2}">${text(`A${i + 2}`, String(i))}${cell}</row>`)
    const table = await read(workbook(header + rows.join('')))
    expect(table.columns[1]!.values).toEqual([
      ' 00123 ', '0.1', '9007199254740993', '0.015', '2024-05-01', '2024-05-01T10:30:00', '18:00:00', 'true', '', 'ab',
      '=1+1 <b> \né',
    ]) // prettier-ignore
    expect(table.notices).toEqual([])
  })

  it('keeps the numbers of rows where some are blank, and names columns without a header', async () => {
    const rows = `<row r="3">${text('A3', '1')}${number('C3', '7')}</row><row r="5">${text('A5', '2')}</row>`
    const table = await read(workbook(header + rows))
    expect(contents(table)).toEqual({ names: ['id', 'x', 'Column 3'], rows: [['1', '', '7'], ['2', '', '']] }) // prettier-ignore
    expect(table.rowNumbers).toEqual(Int32Array.of(3, 5))
    expect(table.notices.map(({ code }) => code)).toEqual(['columns-named', 'blank-lines-skipped'])
  })

  it('says where a date may be a duration', async () => {
    const table = await read(
      workbook(`${header}<row r="2">${text('A2', '1')}${number('B2', '1.5', 1)}</row>`),
    )
    expect(table.notices).toMatchObject([{ code: 'dates-uncertain', params: { count: 1 } }])
  })

  it('counts the cells of formulas without a value', async () => {
    const cells = [
      '<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
      '<c r="B3"><f>A1+1</f></c>',
      '<c r="B4"><f>A1</f><v></v></c>',
    ]
    const rows = cells.map((cell, i) => `<row r="${i + 2}">${text(`A${i + 2}`, 'x')}${cell}</row>`)
    const table = await read(workbook(header + rows.join('')))
    expect(table.columns[1]!.values).toEqual(['', '', ''])
    expect(table.notices).toMatchObject([{ code: 'formulas-without-value', params: { count: 3 } }])
  })

  it('is read from its first sheet, and the others are named', async () => {
    const first = tableOf(['id', 'note'], [['1', 'a']])
    const bytes = writeXlsx([
      { name: 'Cases & notes', table: first },
      { name: 'Key', table: tableOf(['k'], [['v']]) },
    ])
    const notices = [
      { code: 'other-sheets', severity: 'warning', params: { sheet: 'Cases & notes', others: ['Key'] } },
    ]
    const table = await read(bytes)
    expect(table).toMatchObject({ rows: 1, notices })
    expect(contents(table)).toEqual(contents(first))
    expect(await previewNamed('cases.xlsx', bytes)).toEqual({
      header: ['id', 'note'],
      sampleRows: [['1', 'a']],
      notices,
      dialect: null,
    })
  })

  it('of many rows is previewed by the first', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, i) => `<row r="${i + 2}">${text(`A${i + 2}`, `c${i}`)}</row>`,
    )
    const preview = await previewNamed('cases.xlsx', workbook(header + rows.join('')))
    expect(preview.sampleRows).toHaveLength(20)
    expect(preview.sampleRows[19]).toEqual(['c19', ''])
  })
})

describe('bad inputs: a workbook is refused', () => {
  const good = workbook(`${header}<row r="2">${text('A2', 'CANARY')}</row>`)
  const cell = (place: string): string => `${header}<row r="2">${text(place, 'CANARY')}</row>`

  it.each([
    ['row 1: of no bytes', new Uint8Array(0), 'file-empty'],
    ['row 1: without a cell', workbook(''), 'file-empty'],
    ['row 2: of a header only', workbook(header), 'no-rows'],
    ['row 19: that is text', utf8('id,note\n1,a\n'), 'wrong-content'],
    ['row 19: that is another archive', zipSync({ 'a.txt': strToU8('a') }), 'wrong-content'],
    ['row 30: that is encrypted, or old', latin1(`\xd0\xcf\x11\xe0${'\0'.repeat(600)}`), 'spreadsheet-refused'],
    ['row 30: with macros', workbook(header, { 'xl/vbaProject.bin': 'x' }), 'spreadsheet-refused'],
    ['row 32: cut off', good.subarray(0, good.length - 50), 'file-damaged'],
    ['whose sheet is missing', workbook('', { 'xl/_rels/workbook.xml.rels': '<Relationships/>' }), 'file-damaged'],
    ['whose sheet is no XML', workbook('', { 'xl/worksheets/sheet1.xml': 'no <<XML' }), 'file-damaged'],
    ['row 16: with a cell far to the right', workbook(cell('XFD2')), 'too-many-columns'],
    ['with a cell beyond any sheet', workbook(cell('ZZZZZZ2')), 'file-damaged'],
    ['with a row beyond any sheet', workbook('<row r="9999999"><c r="A9999999"><v>1</v></c></row>'), 'file-damaged'],
    ['with a row number in words', workbook('<row r="1e9"><c r="A1"><v>1</v></c></row>'), 'file-damaged'],
    ['with a place twice', workbook('<row r="1"><c r="A1" x:r="ZZZZZZ1"><v>1</v></c></row>'), 'file-damaged'],
    ['with a place in single quotes', workbook("<row r='1'><c r='ZZZZZZ1'><v>1</v></c></row>"), 'file-damaged'],
    ['with gaps of a billion cells', workbook(`${cell('A2')}<row r="1000000">${text('ALL1000000', 'x')}</row>`), 'too-many-cells'],
    ['row 45: that says it unpacks to 600 MB', claiming(good, 600e6), 'unpacked-too-large'],
  ] as const)('%s', async (_, bytes, code) => {
    const failure = await failureOf(() => read(bytes))
    expect(failure.code).toBe(code)
    expect(JSON.stringify(failure)).not.toContain('CANARY')
  }) // prettier-ignore

  it('row 45: text repeated by reference is counted as often as it is used', async () => {
    const shared = `<sst><si><t>${'x'.repeat(100_000)}</t></si></sst>`
    const rows = Array.from(
      { length: 3_000 },
      (_, i) => `<row r="${i + 1}"><c r="A${i + 1}" t="s"><v>0</v></c></row>`,
    )
    const bytes = workbook(rows.join(''), { 'xl/sharedStrings.xml': shared })
    expect(await failureOf(() => read(bytes))).toMatchObject({ code: 'unpacked-too-large' })
  })

  it.each([
    ['cases.xls', 'old'],
    ['cases.XLSB', 'old'],
    ['cases.xlsm', 'macros'],
  ])('row 30: by its name, %s', async (name, reason) => {
    expect(await failureOf(() => readNamed(name, good))).toEqual({
      code: 'spreadsheet-refused',
      params: { reason },
    })
  })
})
