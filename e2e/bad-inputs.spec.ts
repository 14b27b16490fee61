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

test('a guessed encoding is said, shown and can be changed', async ({ page }, { project }) => {
  const app = new Nearside(page)
  await app.open(project.name)
  // "łódź" in Windows-1250, which reads as other letters in Windows-1252
  const bytes = Buffer.from('patient,note,outcome\np1,\xb3\xf3d\x9f,home\np2,two,away\n', 'latin1')
  await app.chooseFile(csv('letters.csv', bytes))
  const shown = page.getByRole('region', { name: 'First rows' })
  await expect(page.getByText('Nothing in the file says how its letters are encoded')).toBeVisible()
  await expect(shown.getByRole('cell', { name: '³ódŸ', exact: true })).toBeVisible()
  await page.getByLabel('Letters are encoded as').selectOption('windows-1250')
  await expect(shown.getByRole('cell', { name: 'łódź', exact: true })).toBeVisible()
  await page.getByTestId('import').click()
  await expect(page.getByTestId('data-sentence')).toContainText('2 rows, 3 columns')
  await expect(shown.getByRole('cell', { name: 'łódź', exact: true })).toBeVisible()
})

test('semicolons and decimal commas are said before the import, and read as numbers', async ({ page }, {
  project,
}) => {
  const app = new Nearside(page)
  await app.open(project.name)
  const rows = Array.from(
    { length: 40 },
    (_, i) => `p${i};${30 + ((i * 7) % 31)},5;${i % 2 ? 'home' : 'ward'}`,
  )
  await app.chooseFile(csv('commas.csv', ['patient;weight;outcome', ...rows].join('\n')))
  await expect(page.getByLabel('Columns are divided by')).toHaveValue(';')
  await expect(page.getByText('Numbers are written with a decimal comma here')).toBeVisible()
  await page.getByTestId('import').click()
  await expect(page.getByTestId('data-sentence')).toContainText('40 cases of 40 patients in 2 classes')
  await expect(page.getByLabel('Use of weight', { exact: true })).toHaveValue('number')
})

test('what was renamed, left out or counted as missing is said', async ({ page }, { project }) => {
  const app = new Nearside(page)
  await app.open(project.name)
  const rows = Array.from({ length: 60 }, (_, i) =>
    [
      `p${i}`, i % 10 === 3 ? '-999' : (20 + ((i * 7) % 41)).toString(), 'mg', `0${1 + (i % 9)}/02/2024`, (i % 5).toString(), '',
      i % 2 ? 'home' : 'ward',
    ].join(','),
  ) // prettier-ignore
  const file = csv('faults.csv', ['patient,crp,unit,seen,crp,,outcome', ...rows].join('\n'))
  await app.importFile(file)
  const notices = page.getByTestId('notices')
  for (const words of [
    'had the name of another column and was named: crp (2)',
    'had no name and was named: Column 6',
    '6 values in “crp” look like codes for “missing”',
    '“unit” is left out',
    '60 dates in “seen” can be read day first or month first',
  ])
    await expect(notices.getByText(words)).toBeVisible()
})

const untrainable = [
  ['one class only', () => 'home', 'All cases have the same label'],
  ['a class of one patient', (i: number) => (i === 7 ? 'away' : 'home'), '1 class has a single patient'],
] as const

for (const [what, outcome, words] of untrainable)
  test(`${what}: said with the reason, and the way on is closed`, async ({ page }, { project }) => {
    const app = new Nearside(page)
    await app.open(project.name)
    const rows = Array.from({ length: 30 }, (_, i) => `p${i},pain for ${i} hours at rest,${outcome(i)}`)
    await app.importFile(csv('classes.csv', ['patient,note,outcome', ...rows].join('\n')))
    await app.useColumnAs('outcome', 'Label (what to predict)')
    await expect(page.getByText(words)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Continue to Encode' })).toBeDisabled()
    await expect(page.getByTestId('to-encode')).toHaveCount(0)
  })
