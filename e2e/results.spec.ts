import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { Study } from '../src/core/study/study.ts'
import { expectAccessible } from './support/accessibility.ts'
import { shot } from './support/screenshots.ts'
import { smallJourney } from './support/small-journey.ts'
import { expect, test } from './support/test.ts'
import { Nearside } from './pages/nearside.ts'

/** The content of a file that a click saves. */
async function saved(page: Page, testId: string): Promise<string> {
  const download = page.waitForEvent('download')
  await page.getByTestId(testId).click()
  return readFileSync(await (await download).path(), 'utf8')
}

test('all cells are sorted and filtered by keyboard, and exported as they are shown', async ({
  page,
}, info) => {
  const app = new Nearside(page)
  await app.open(info.project.name)
  await smallJourney(app)
  const summary = page.getByText(/^Table of all \d+ cells$/)
  await summary.focus()
  await page.keyboard.press('Enter')
  const table = page.getByTestId('cells-table')
  await expect(table.getByRole('row')).toHaveCount(1 + 6)

  const heading = table.getByRole('columnheader', { name: 'AUROC' })
  await heading.getByRole('button').focus()
  await page.keyboard.press('Enter')
  await expect(heading).toHaveAttribute('aria-sort', 'ascending')
  await page.keyboard.press('Enter')
  await expect(heading).toHaveAttribute('aria-sort', 'descending')

  await page.getByLabel('Projection of the cells').selectOption({ label: 'Contrastive' })
  await page.getByLabel('Metric of the cells').selectOption({ label: 'AUROC' })
  await expect(page.getByText('2 cells of 6')).toBeVisible()
  await expect(table.getByRole('columnheader')).toHaveText([
    /^Projection/, /^Classifier/, /^Repeat/, /^Fold/, /^Training cases/, /^Test cases/, /^AUROC/,
  ]) // prettier-ignore
  await shot(page, 'results-cells')
  await expectAccessible(page)

  const [header, ...lines] = (await saved(page, 'download-cells-csv')).trimEnd().split('\r\n')
  expect(header).toBe('projection,classifier,repeat,fold,n_train,n_test,auroc')
  const values = lines.map((line) => Number(line.split(',').at(-1)))
  expect(values).toHaveLength(2)
  expect(values[0]).toBeGreaterThanOrEqual(values[1]!)
})

test('runs are named by keyboard, run again from their settings, and compared', async ({ page }, info) => {
  const app = new Nearside(page)
  await app.open(info.project.name)
  await smallJourney(app)
  const runs = page.getByTestId('runs')

  await runs.getByRole('button', { name: 'Rename' }).click()
  await page.getByLabel('Name', { exact: true }).fill('First look')
  await page.keyboard.press('Enter')
  await expect(runs.getByRole('row', { name: /First look/ })).toBeVisible()

  // a study file takes over its settings under Adapt
  const study = JSON.parse(await saved(page, 'download-study-json')) as Study
  const other = { ...study, validation: { ...study.validation, seed: 7 } }
  await app.goTo('Adapt')
  await page.getByTestId('open-settings').setInputFiles({
    name: 'study.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(other)),
  })
  await expect(page.getByLabel('Seed', { exact: true })).toHaveValue('7')
  await app.run()
  await expect(runs.getByRole('row', { name: /Run 1/ })).toContainText('shown above')

  // the settings of the first run come back with it
  await runs.getByRole('row', { name: /First look/ }).getByRole('button', { name: 'Run again' }).click() // prettier-ignore
  const again = runs.getByRole('row', { name: /Run 2/ })
  await expect(again).toContainText('shown above')
  await expect(app.verdict).toBeVisible({ timeout: 60_000 })
  expect((await app.downloadResults()).study).toEqual(study)

  for (const name of ['First look', 'Run 1', 'Run 2'])
    await page.getByLabel(`Compare ${name}`, { exact: true }).check()
  await page.getByTestId('compare-runs').click()
  const compared = page.getByTestId('compared-runs')
  await expect(compared.getByRole('row', { name: /^validation.seed/ })).toHaveText('validation.seed42742')
  await expect(compared.getByRole('row', { name: /^Contrastive/ }).getByRole('cell')).toHaveCount(3)
  await shot(page, 'results-compared')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(compared).toBeHidden()
  await shot(page, 'results-runs')

  await app.reload()
  await expect(runs.getByRole('row', { name: /First look/ })).toBeVisible()
})
