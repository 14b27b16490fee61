import { readFileSync } from 'node:fs'
import { workbook, writers } from '../src/core/tables/fixtures/testing.ts'
import type { Table } from '../src/core/tables/table.ts'
import { readFile } from '../src/core/tables/testing.ts'
import { Nearside } from './pages/nearside.ts'
import { expect, test } from './support/test.ts'

const sample = 'public/samples/synthetic-triage-notes.csv'
const readSample = (): Promise<Table> => readFile(readFileSync(sample))

const fileOf = (name: string, bytes: Uint8Array) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes),
})

for (const format of ['xlsx', 'jsonl', 'parquet'] as const)
  test(`the sample as ${format} has the same cases as the CSV`, async ({ page }, { project }) => {
    const app = new Nearside(page)
    await app.open(project.name)
    await app.importFile(sample)
    const sentence = await page.getByTestId('data-sentence').textContent()

    await page.getByRole('link', { name: 'Nearside' }).click()
    await app.chooseFile(fileOf(`synthetic-copy.${format}`, writers[format](await readSample())))
    await expect(app.heading('Does this look right?')).toBeVisible()
    await expect(page.getByRole('columnheader', { name: 'patient_id' })).toBeVisible()
    await expect(page.getByLabel('Columns are divided by')).toHaveCount(0)
    await page.getByTestId('import').click()
    await expect(page.getByTestId('data-sentence')).toHaveText(sentence!)
  })

test('a workbook of megabytes is unpacked by the app itself, under its security policy', async ({ page }, {
  project,
}) => {
  const app = new Nearside(page)
  await app.open(project.name)
  const { columns, rows } = await readSample()
  const repeat = (values: readonly string[]): string[] => Array.from({ length: 10 }, () => values).flat()
  const long = columns.map(({ name, values }) => ({ name, values: repeat(values) }))
  await app.importFile(fileOf('synthetic-long.xlsx', writers.xlsx({ columns: long, rows: 10 * rows })))
  await expect(page.getByTestId('data-sentence')).toContainText('6,000 rows')
})

const refused = [
  ['notes.xlsx', Buffer.from('id,note\n1,a\n'), 'wrong-content', 'content is something else'],
  ['locked.xlsx', Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'spreadsheet-refused', 'Save it as CSV'],
  ['macros.xlsx', workbook('', { 'xl/vbaProject.bin': 'x' }), 'spreadsheet-refused', 'XLSX without macros'],
  ['old.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'spreadsheet-refused', 'Save it as CSV'],
  ['cut.parquet', Buffer.from('PAR1 and no end'), 'file-damaged', 'damaged or incomplete'],
  ['notes.jsonl', Buffer.from('{"a":1}\n{"a":'), 'bad-json-line', 'Line 2 is not valid JSON'],
] as const

for (const [name, content, code, words] of refused)
  test(`${name} is refused as ${code}, in words`, async ({ page }, { project }) => {
    const app = new Nearside(page)
    await app.open(project.name)
    await app.chooseFile(fileOf(name, content))
    await expect(app.heading('This file could not be read')).toBeVisible()
    await expect(page.getByTestId('failure')).toHaveAttribute('data-code', code)
    await expect(page.locator('main')).toContainText(words)
    await expect(page.getByTestId('import')).toBeDisabled()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByTestId('try-sample')).toBeVisible()
  })
