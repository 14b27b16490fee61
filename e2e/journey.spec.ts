import { existsSync, readFileSync } from 'node:fs'
import { expectAccessible } from './support/accessibility.ts'
import { figures } from './support/figures.ts'
import { shot } from './support/screenshots.ts'
import { expect, test } from './support/test.ts'
import { Nearside } from './pages/nearside.ts'

const abstracts = '../shared/data/medical-abstracts/medical_abstracts_test.csv'
const sample = 'public/samples/synthetic-triage-notes.csv'

/** The first rows of a CSV file whose cells hold no line breaks. */
function firstRows(path: string, rows: number): { name: string; mimeType: string; buffer: Buffer } {
  const lines = readFileSync(path, 'utf8').split('\n')
  const text = lines.slice(0, rows + 1).join('\n')
  return { name: path.split('/').at(-1)!, mimeType: 'text/csv', buffer: Buffer.from(text) }
}

const count = (n: number): string => n.toLocaleString('en-GB')

/** Notes that all differ, more than any encoder finishes at once. */
function manyNotes(rows: number): { name: string; mimeType: string; buffer: Buffer } {
  const lines = Array.from(
    { length: rows },
    (_, i) =>
      `p${i},cough and fever for ${i} hours with pain in the chest,${i % 3 === 0 ? 'admitted' : 'home'}`,
  )
  const text = ['patient,note,outcome', ...lines].join('\n')
  return { name: 'synthetic-many.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
}

test.describe('by hand, on the sample', () => {
  test('from the file to a verdict, kept over a reload', async ({ page }, { project }) => {
    const app = new Nearside(page)
    await app.open(project.name)
    await shot(page, 'start-empty')
    await expectAccessible(page)

    await app.chooseFile(sample)
    await expect(app.heading('Does this look right?')).toBeVisible()
    await shot(page, 'import')
    await expectAccessible(page)
    await page.getByTestId('import').click()

    await expect(page.getByTestId('data-sentence')).toContainText('in 2 classes')
    await expect(page.getByTestId('project-name')).toContainText('synthetic')
    await shot(page, 'data')
    await expectAccessible(page)

    await page.getByTestId('to-encode').click()
    await shot(page, 'encode')
    await expectAccessible(page)
    await app.encode()
    await shot(page, 'encode-done')
    await page.getByRole('link', { name: 'Continue to Adapt' }).click()
    await shot(page, 'adapt')
    await expectAccessible(page)
    await app.smallRun()
    await shot(page, 'adapt-numbers')
    await expectAccessible(page)
    await app.run()

    await expect(app.verdict).toBeVisible({ timeout: 150_000 })
    await expect(app.verdict).toHaveText(/AUROC 0\.\d+ against 0\.\d+, difference/)
    await shot(page, 'results')
    await expectAccessible(page)
    const verdict = await app.verdict.textContent()
    const table = await page.getByTestId('summary-table').textContent()

    await app.reload()
    await expect(app.verdict).toHaveText(verdict!)
    await expect(page.getByTestId('summary-table')).toHaveText(table!)
    await page.getByText('How this was computed').click()
    await expect(page.getByText('Patients on both sides of a split')).toBeVisible()

    await app.goTo('Data')
    await app.useColumnAs('patient_id', 'Not used')
    await page.getByLabel('One row is one patient').check()
    await app.goTo('Results')
    await expect(page.getByText('The data or its roles have changed since this run')).toBeVisible()
    await shot(page, 'results-stale')
  })

  test('encoding pauses, survives a reload in the middle, and goes on where it stopped', async ({ page }, {
    project,
  }) => {
    const app = new Nearside(page)
    await app.open(project.name)
    const notes = project.name === 'wasm' ? 40_000 : 3_000
    await app.importFile(manyNotes(notes))
    await page.getByTestId('to-encode').click()
    await page.getByTestId('encode').click()
    await expect.poll(() => app.done(), { timeout: 60_000 }).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Pause' }).click()
    await expect(page.getByTestId('job-progress')).toContainText('paused')
    await expect(page.getByTestId('coverage-text')).toContainText('paused')
    const before = await app.done()
    expect(before).toBeLessThan(notes)
    await shot(page, 'encode-paused')

    await app.reload()
    await expect(app.job).toBeHidden()
    await expect(page.getByTestId('encode')).toHaveText(/^Continue with the other/)
    // The batch that was under way at the pause may have been finished and stored after it.
    const stored = await app.stored()
    expect(stored).toBeGreaterThanOrEqual(before)
    expect(stored).toBeLessThan(notes)
    await app.encode()
    await expect(page.getByTestId('coverage-text')).toHaveText(
      `${count(notes)} of ${count(notes)} stored on this computer`,
    )
  })

  test('a run is cancelled within a second, keeps what it finished, and is continued', async ({ page }, {
    project,
  }) => {
    const app = new Nearside(page)
    const long = project.name === 'wasm' ? onCores : onSoftwareWebgpu
    await app.open(project.name)
    await longRun(app, long)
    await expect(page.getByTestId('loss-curves')).toBeVisible({ timeout: 60_000 })
    await shot(page, 'adapt-running')
    await expect.poll(() => app.done(), { timeout: 60_000, intervals: [50] }).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(app.job).toBeHidden({ timeout: 1_000 })
    await app.goTo('Results')
    await expect(app.heading('The comparison was cancelled')).toBeVisible()
    await shot(page, 'results-cancelled')
    await expectAccessible(page)

    const kept = await app.kept()
    expect(kept).toBeGreaterThan(0)
    expect(kept).toBeLessThan(pieces(long))
    await app.reload()
    // a piece that was being stored at the click may have been stored after it
    const stored = await app.kept()
    expect(stored).toBeGreaterThanOrEqual(kept)
    await continueFrom(app, stored, long)
  })

  test('a comparison that a reload interrupts ends in the figures of one that nothing interrupts', async ({
    page,
  }, { project }) => {
    test.skip(project.name === 'webgpu', 'two whole runs take minutes on a software adapter; the same code')
    const app = new Nearside(page)
    await app.open(project.name)
    await longRun(app, onCores)
    await expect.poll(() => app.done(), { timeout: 60_000, intervals: [50] }).toBeGreaterThan(0)
    await app.reload()
    await expect(app.job).toBeHidden()
    await app.goTo('Results')
    await expect(app.heading('The comparison was interrupted')).toBeVisible()
    const kept = await app.kept()
    expect(kept).toBeGreaterThan(0)
    expect(kept).toBeLessThan(pieces(onCores))
    await continueFrom(app, kept, onCores)
    const interrupted = await app.downloadResults()
    expect(interrupted.cells).toHaveLength(pieces(onCores) * interrupted.study.classifiers.length)

    await app.goTo('Adapt')
    await app.run()
    await expect(page.getByTestId('runs').getByRole('row')).toHaveCount(1 + 2, { timeout: 120_000 })
    await expect(page.getByTestId('runs').getByRole('row', { name: /Run 2/ })).toContainText('shown above')
    await expect(app.verdict).toBeVisible({ timeout: 120_000 })
    const whole = await app.downloadResults()
    expect(whole.study).toEqual(interrupted.study)
    expect(figures(interrupted)).toEqual(figures(whole))
  })
})

interface LongRun {
  readonly folds: number
  readonly epochs: number
}
/** Long enough to be stopped in the middle, and no longer. */
const onCores: LongRun = { folds: 5, epochs: 200 }
const onSoftwareWebgpu: LongRun = { folds: 2, epochs: 12 }

/** Pieces of work: three projections on every fold. */
const pieces = ({ folds }: LongRun): number => 3 * folds

/** From the sample to a running comparison. */
async function longRun(app: Nearside, { folds, epochs }: LongRun): Promise<void> {
  const { page } = app
  await app.importFile(sample)
  await page.getByTestId('to-encode').click()
  await app.encode()
  await page.getByRole('link', { name: 'Continue to Adapt' }).click()
  await app.smallRun()
  await app.setNumber('Folds', folds)
  await app.setNumber('Epochs, at most', epochs)
  await app.setNumber('Patience', 0)
  await app.run()
}

/** Continues the run on the screen; its strip must begin at what was kept, and the run end in a verdict. */
async function continueFrom(app: Nearside, kept: number, long: LongRun): Promise<void> {
  const shown = await app.watchDone('pieces')
  await app.page.getByRole('button', { name: 'Continue this run' }).click()
  await expect(app.verdict).toBeVisible({ timeout: 150_000 })
  // 0 is shown while the workers open: nothing is counted yet
  const [first, ...later] = (await shown()).filter((done) => done > 0)
  expect(first, 'the strip begins at what was kept').toBe(kept)
  expect(later.at(-1)).toBe(pieces(long))
}

test('one click on the sample runs the main job to a verdict', async ({ page }, { project }) => {
  test.skip(
    project.name === 'webgpu',
    'the robust preset takes minutes on a software adapter; the same code runs in the small journeys',
  )
  const app = new Nearside(page)
  await app.open(project.name)
  await page.getByTestId('try-sample').click()
  await expect(app.verdict).toBeVisible({ timeout: 150_000 })
  await shot(page, 'results-sample')
  await expect(page.getByTestId('project-name')).toContainText('synthetic')
})

test('600 abstracts of a real data set: roles, one row one patient, verdict', async ({ page }, {
  project,
}) => {
  test.skip(!existsSync(abstracts), 'skipped: ../shared is not here')
  const app = new Nearside(page)
  await app.open(project.name)
  await app.importFile(firstRows(abstracts, 600))
  await expect(page.getByTestId('failure')).toHaveAttribute('data-code', 'no-patient-column')
  await shot(page, 'data-no-patient')
  await page.getByLabel('One row is one patient').check()
  await expect(page.getByTestId('data-sentence')).toHaveText(
    '600 rows, 3 columns: 600 cases of 600 patients in 5 classes, predicted from 1 text column',
  )
  await page.getByTestId('to-encode').click()
  await app.encode()
  await page.getByRole('link', { name: 'Continue to Adapt' }).click()
  await app.smallRun()
  await app.run()
  await expect(app.verdict).toBeVisible({ timeout: 150_000 })
})

test('projects are listed, renamed, reopened and deleted', async ({ page }, { project }) => {
  const app = new Nearside(page)
  await app.open(project.name)
  await app.importFile(sample)
  await page.goto('/#/')
  const row = page.getByTestId('projects').getByRole('row').filter({ hasText: 'synthetic-triage-notes' })
  await row.getByRole('button', { name: 'Rename' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Winter triage')
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
  await expect(page.getByRole('link', { name: 'Winter triage' })).toBeVisible()
  await shot(page, 'start-projects')
  await expectAccessible(page)

  await page.reload()
  await page.getByRole('link', { name: 'Winter triage' }).click()
  await expect(page.getByTestId('data-sentence')).toBeVisible()

  await page.goto('/#/')
  await page.getByTestId('projects').getByRole('button', { name: 'Delete' }).click()
  const confirm = page.getByRole('button', { name: 'Delete for good' })
  await expect(confirm).toBeDisabled()
  await page.getByLabel(/^Type/).fill('Winter triage')
  await confirm.click()
  await expect(page.getByTestId('projects')).toBeHidden()
})
