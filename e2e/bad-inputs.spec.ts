import type { Page } from '@playwright/test'
import type { FailureCode } from '../src/core/failure.ts'
import { Nearside } from './pages/nearside.ts'
import { expect, test } from './support/test.ts'

const sample = 'public/samples/synthetic-triage-notes.csv'

/** Stands for patient data: no message may hold it (P20). */
const canary = 'CANARY'

const csv = (
  name: string,
  content: string | Uint8Array,
): { name: string; mimeType: string; buffer: Buffer } => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(content),
})

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52)
const binary = Uint8Array.from({ length: 4096 }, (_, i) => (i * 37) % 256)
const ragged = `patient,note,outcome\np1,${canary} one,home\np2,two,home,${canary}\np3,three,away\np4,${canary} short\n`

const refused: readonly { what: string; content: string | Uint8Array; code: FailureCode }[] = [
  { what: 'nothing', content: '', code: 'file-empty' },
  { what: 'a header only', content: `patient,${canary},outcome\n`, code: 'no-rows' },
  { what: 'a binary', content: Buffer.concat([Buffer.from(canary), binary]), code: 'not-a-text-table' },
  { what: 'a picture', content: Buffer.concat([png, Buffer.from(canary)]), code: 'not-a-text-table' },
  {
    what: 'a quotation mark never closed',
    content: `patient,note,outcome\np1,fine,home\np2,"${canary} and on,home\np3,fine,away\n`,
    code: 'unclosed-quote',
  },
  { what: 'rows of other lengths', content: ragged, code: 'ragged-rows' },
]

/** Stores the sample and returns to the start. */
async function withProject(app: Nearside, backend: string): Promise<string> {
  await app.open(backend)
  await app.importFile(sample)
  const sentence = await app.page.getByTestId('data-sentence').textContent()
  await app.page.getByRole('link', { name: 'Nearside' }).click()
  await expect(app.page.getByTestId('projects').getByRole('row')).toHaveCount(1 + 1)
  return sentence!
}

/** Chooses a file and, where the first look at it raises no objection, imports it. */
async function openAsFar(app: Nearside, file: ReturnType<typeof csv>): Promise<void> {
  await app.chooseFile(file)
  const looksRight = app.heading('Does this look right?')
  await expect(looksRight.or(app.heading('This file could not be read'))).toBeVisible()
  if (await looksRight.isVisible()) await app.page.getByTestId('import').click()
}

/** Counts what a script of the file could do: a dialog, or the mark it would leave. */
async function watchScripts(page: Page): Promise<() => Promise<unknown[]>> {
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  return async () => [...dialogs, ...(await page.evaluate(() => ('ran' in window ? ['ran'] : [])))]
}

for (const { what, content, code } of refused)
  test(`${what}: refused as ${code}, without a word of the file, the earlier project unchanged`, async ({
    page,
  }, { project }) => {
    const app = new Nearside(page)
    const sentence = await withProject(app, project.name)
    await openAsFar(app, csv('refused.csv', content))
    const failure = page.getByTestId('failure')
    await expect(failure).toHaveAttribute('data-code', code)
    await expect(failure.locator('..')).not.toContainText(canary)
    await page.getByRole('button', { name: 'Cancel' }).click()

    const rows = page.getByTestId('projects').getByRole('row')
    await expect(rows).toHaveCount(1 + 1)
    await rows.getByRole('link', { name: 'synthetic-triage-notes' }).click()
    await expect(page.getByTestId('data-sentence')).toHaveText(sentence)
    await page.getByTestId('to-encode').click()
    await app.encode()
  })

test('rows of other lengths are left out when asked, and the count of them is told', async ({ page }, {
  project,
}) => {
  const app = new Nearside(page)
  await withProject(app, project.name)
  await openAsFar(app, csv('ragged.csv', ragged))
  await expect(page.getByTestId('failure')).toHaveAttribute('data-code', 'ragged-rows')
  await expect(page.getByTestId('skip-ragged')).toHaveText('Leave 2 rows out and import')
  await page.getByTestId('skip-ragged').click()
  await expect(page.getByTestId('data-sentence')).toContainText('2 rows, 3 columns')
  await expect(page.getByRole('region', { name: 'First 2 of 2 rows' })).not.toContainText('short')
})

test('markup, formulas and hidden characters are shown as what they are', async ({ page }, { project }) => {
  const app = new Nearside(page)
  const ran = await watchScripts(page)
  await withProject(app, project.name)
  const markup = '<img src=x onerror="window.ran=1;alert(1)">'
  const formula = '=HYPERLINK("http://outside.invalid","click")'
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
  const rows = Array.from({ length: 40 }, (_, i) =>
    [
      i === 0 ? 'p\u200b0' : `p${i}`,
      quoted(`${i % 2 ? markup : formula} number ${i} of the notes`),
      quoted(i % 4 < 2 ? markup : formula),
      'x',
    ].join(','),
  )
  const header = ['patient', quoted(`note ${markup}`), 'outcome', quoted(formula)].join(',')
  await app.chooseFile(csv('markup.csv', [header, ...rows].join('\n')))
  await expect(app.heading('Does this look right?')).toBeVisible()
  const shown = page.getByRole('region', { name: 'First rows' })
  const expectLiteral = async (): Promise<void> => {
    await expect(shown.getByRole('columnheader', { name: `note ${markup}` })).toBeVisible()
    await expect(shown.getByRole('columnheader', { name: formula })).toBeVisible()
    await expect(shown.getByRole('cell', { name: `${markup} number 1 of the notes` })).toBeVisible()
    await expect(shown.getByRole('cell', { name: `${formula} number 0 of the notes` })).toBeVisible()
    await expect(shown.getByRole('cell', { name: 'p[U+200B]0' })).toBeVisible()
    await expect(page.locator('main img, main a[href*="outside"]')).toHaveCount(0)
  }
  await expectLiteral()

  await page.getByTestId('import').click()
  await expect(page.getByTestId('data-sentence')).toContainText('40 cases of 40 patients in 2 classes')
  await expectLiteral()
  await expect(shown.getByTitle('p[U+200B]0')).toBeVisible()
  const classes = page.getByTestId('classes')
  await expect(classes.getByRole('rowheader', { name: markup, exact: true })).toBeVisible()
  await expect(classes.getByRole('rowheader', { name: formula, exact: true })).toBeVisible()
  expect(await ran()).toEqual([])
})
