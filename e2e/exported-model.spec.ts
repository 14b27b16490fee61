import { existsSync, readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import type { Table } from '../src/core/tables/table.ts'
import { readFile, tableOf } from '../src/core/tables/testing.ts'
import { writeCsv } from '../src/core/tables/write-csv.ts'
import { contentKeys } from '../src/engine/content-key.ts'
import { Nearside } from './pages/nearside.ts'
import { type ModelCase, scoreCases } from './support/onnx-model.ts'
import { noSavePicker } from './support/save-picker.ts'
import { shared, unlessShared } from './support/shared.ts'
import { expect, test } from './support/test.ts'

/** Of real data: a table to fit on, one to predict, with and without the label, and the cases of the latter. */
interface Split {
  readonly train: Table
  readonly labelled: Table
  readonly held: Table
  readonly cells: readonly Readonly<Record<string, string>>[]
}

/** Every fourth of the first rows is held out; cases are numbered, so that they can be found again. */
function split({ columns }: Table, rows: number, label: string): Split {
  const all = Array.from({ length: rows }, (_, i) => i)
  const part = (of: readonly number[], names: readonly Table['columns'][number][]): Table =>
    tableOf(
      ['case', ...names.map(({ name }) => name)],
      of.map((i) => [`row ${i}`, ...names.map(({ values }) => values[i]!)]),
    )
  const predictors = columns.filter(({ name }) => name !== label)
  const heldOut = all.filter((i) => i % 4 === 3)
  return {
    train: part(
      all.filter((i) => i % 4 !== 3),
      columns,
    ),
    labelled: part(heldOut, columns),
    held: part(heldOut, predictors),
    cells: heldOut.map((i) => Object.fromEntries(predictors.map(({ name, values }) => [name, values[i]!]))),
  }
}

const asFile = (name: string, table: Table) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(writeCsv(table)),
})

async function saved(page: Page, testId: string): Promise<Buffer> {
  const download = page.waitForEvent('download')
  await page.getByTestId(testId).click()
  return readFileSync(await (await download).path())
}

/** The vectors of an archive with one encoder, by the content hash of their texts, as docs/ARCHIVE.md describes it. */
function vectorsIn(archive: Readonly<Record<string, Uint8Array>>): Map<string, Float32Array> {
  const heads = Object.keys(archive).filter((name) => /^embeddings\/0-\d+\.json$/.test(name))
  const found = heads.flatMap((name) => {
    const { keys, cols } = JSON.parse(strFromU8(archive[name]!)) as { keys: string[]; cols: number }
    const numbers = new Float32Array(archive[name.replace('.json', '.f32')]!.slice().buffer)
    return keys.map((key, i) => [key, numbers.slice(i * cols, (i + 1) * cols)] as const)
  })
  return new Map(found)
}

/** From Adapt to a model's file and its predictions of a file, all on the screens. */
async function fitAndExport(
  app: Nearside,
  held: Table,
  choice: Readonly<Record<string, string>>,
): Promise<{ readonly onnx: Buffer; readonly predictions: Table }> {
  const { page } = app
  await app.smallRun()
  await app.run()
  await expect(app.verdict).toBeVisible({ timeout: 120_000 })
  await app.goTo('Use')
  for (const [field, label] of Object.entries(choice))
    await page.getByLabel(field, { exact: true }).selectOption({ label })
  await page.getByTestId('fit-model').click()
  await expect(page.getByTestId('model-sentence')).toBeVisible({ timeout: 120_000 })
  await page.getByTestId('batch-file').setInputFiles(asFile('held-out.csv', held))
  await expect(page.getByTestId('batch').getByRole('status')).toContainText(
    `${held.rows} of ${held.rows} cases in “held-out.csv” predicted`,
    { timeout: 120_000 },
  )
  const predictions = await readFile(await saved(page, 'download-predictions'))
  await page.getByTestId('export-model').click()
  await expect(page.getByTestId('exported').getByRole('status')).toContainText('Checked on 200 cases')
  return { onnx: await saved(page, 'download-onnx'), predictions }
}

/** The largest difference of a probability between the app's predictions and those of its file elsewhere. */
async function largestDifference(
  { onnx, predictions }: { readonly onnx: Buffer; readonly predictions: Table },
  cases: readonly ModelCase[],
): Promise<number> {
  const scored = await scoreCases(onnx, cases, (cell) => cell === '?')
  const classes = Object.keys(scored[0]!)
  const app = new Map(predictions.columns.map(({ name, values }) => [name, values]))
  expect(app.get('case')).toHaveLength(cases.length)
  const differences = scored.flatMap((row, i) =>
    classes.map((name) => Math.abs(row[name]! - Number(app.get(`probability ${name}`)![i]))),
  )
  expect(differences.every(Number.isFinite)).toBe(true)
  return Math.max(...differences)
}

const here = existsSync(shared('data', 'tabular'))

for (const [name, choice] of [
  ['pima_diabetes', {}],
  ['breast_cancer_yugoslavia', { Projection: 'No projection', Classifier: 'Decision tree (CART)' }],
] as const)
  test(`the file of a model of ${name} scores held-out rows elsewhere as the app does`, async ({ page }, info) => {
    test.skip(!here, unlessShared)
    const table = await readFile(readFileSync(shared('data', 'tabular', `${name}.csv`)))
    const { train, held, cells } = split(table, table.rows, 'label')
    const app = new Nearside(page)
    await app.open(info.project.name)
    await app.importFile(asFile(`${name}.csv`, train))
    await page.getByLabel('One row is one patient').check()
    await page.getByTestId('to-encode').click()
    await page.getByRole('link', { name: 'Continue to Adapt' }).click()
    const exported = await fitAndExport(app, held, choice)
    const cases = cells.map((one) => ({ cells: one }))
    expect(await largestDifference(exported, cases)).toBeLessThan(1e-4)
  }) // prettier-ignore

test('@deep the file of a model of medical abstracts scores held-out texts elsewhere as the app does', async ({
  page,
  context,
}, info) => {
  const path = shared('data', 'medical-abstracts', 'medical_abstracts_test.csv')
  test.skip(!existsSync(path), unlessShared)
  await noSavePicker(context)
  const { columns, ...rest } = await readFile(readFileSync(path))
  const kept = columns.filter(({ name }) => name !== 'condition_label')
  const { train, labelled, held } = split({ ...rest, columns: kept }, 800, 'label')
  const app = new Nearside(page)
  await app.open(info.project.name)

  // the app's own vectors of the held-out texts leave it in a copy of a project of them
  await app.importFile(asFile('held-out.csv', labelled))
  await page.getByLabel('One row is one patient').check()
  await page.getByTestId('to-encode').click()
  await app.encode()
  await page.getByRole('link', { name: 'Take a copy' }).click()
  const copy = unzipSync(await saved(page, 'save-copy'))
  const vectors = vectorsIn(copy)
  const texts = held.columns.find(({ name }) => name === 'medical_abstract')!.values
  const cases = (await contentKeys(texts.map((text) => text.trim()))).map((key) => ({
    vectors: { medical_abstract: vectors.get(key!)! },
  }))

  await page.goto('/#/')
  await app.importFile(asFile('abstracts.csv', train))
  await page.getByLabel('One row is one patient').check()
  await page.getByTestId('to-encode').click()
  await app.encode()
  await page.getByRole('link', { name: 'Continue to Adapt' }).click()
  expect(await largestDifference(await fitAndExport(app, held, {}), cases)).toBeLessThan(1e-4)
})
