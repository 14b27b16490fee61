import { expectAccessible } from './support/accessibility.ts'
import { shot } from './support/screenshots.ts'
import { smallJourney } from './support/small-journey.ts'
import { expect, test } from './support/test.ts'
import { Nearside } from './pages/nearside.ts'

test('curves, calibration, benefit and confusion of a finished run, their tables and their cases', async ({
  page,
}, info) => {
  const app = new Nearside(page)
  await app.open(info.project.name)
  await smallJourney(app, 240)
  for (const chart of ['folds', 'roc', 'pr', 'calibration', 'decision'])
    await expect(page.getByTestId(`${chart}-chart`)).toHaveAccessibleName(/n = 2 folds|n = 240 cases/)
  await shot(page, 'results-performance')

  // one procedure, recalibrated
  await page.getByLabel('Procedures of the curves').selectOption({ label: 'Only: PCA' })
  await expect(page.getByTestId('roc-chart')).toHaveAccessibleName(/with PCA\.$/)
  const slope = page.getByTestId('calibration-table').getByRole('row', { name: /^Slope/ })
  const before = await slope.textContent()
  await page.getByLabel('Recalibration').selectOption({ label: 'After Platt scaling' })
  await expect(slope).not.toHaveText(before!)

  await expect(page.getByTestId('operating-point').getByRole('row', { name: /^Sensitivity/ })).toBeVisible()

  await page.getByText('Every projection against none').click()
  await expect(page.getByTestId('paired-table').locator('tbody').getByRole('row')).toHaveCount(1 + 2)
  const groups = page.getByTestId('subgroups-table')
  await expect(groups.locator('tbody')).toHaveCount(1 + 2)
  await expect(groups).toContainText(/All cases.*female.*male/)

  // the numbers of a chart, by keyboard
  const summary = page.getByText('Table of these numbers').nth(1)
  await summary.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('chart-table').getByRole('row').nth(1)).toContainText('PCA')
  await shot(page, 'results-performance-open')
  await expectAccessible(page)
  await summary.click()

  // the cases behind a number
  const matrix = page.getByTestId('confusion-matrix')
  const cell = matrix.getByRole('button', { name: /predicted as/ }).first()
  const predictions = Number(await cell.textContent())
  await cell.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(new RegExp(`^“.*” predicted as “.*”${predictions} cases?;`))
  await expect(dialog.getByTestId('cases').getByRole('row').nth(1)).toContainText(/0\.\d\d/)
  await shot(page, 'results-confused-cases')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(cell).toBeFocused()

  // other data than the run saw: nothing to open
  await app.goTo('Data')
  await page.getByLabel('Use of age', { exact: true }).selectOption({ label: 'Not used' })
  await app.goTo('Results')
  await expect(page.getByText('so the numbers open no cases')).toBeVisible()
  await expect(matrix.getByRole('button')).toHaveCount(0)
})

const complaints = {
  cardiac: ['chest pain since the morning', 'a racing heart at night', 'tight chest when walking'],
  lung: ['cough and fever for three days', 'short of breath on the stairs', 'wheezing after a cold'],
  injury: ['a cut on the finger', 'twisted ankle on the stairs', 'fell on the wrist'],
} as const

/** Made-up notes of three classes, a patient each. */
function threeClasses(rows: number): { name: string; mimeType: string; buffer: Buffer } {
  const classes = Object.entries(complaints)
  const lines = Array.from({ length: rows }, (_, i) => {
    const [name, texts] = classes[i % 3]!
    // every fifth note is of another class than its label says
    const [, said] = i % 5 === 0 ? classes[(i + 1) % 3]! : [name, texts]
    return `p${i},"${said[(i * 7) % 3]}, seen on day ${i}",${name}`
  })
  const text = ['patient,note,cause', ...lines].join('\n')
  return { name: 'causes.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
}

test('several classes: curves of the class that is chosen, no operating point, a matrix of all', async ({
  page,
}, info) => {
  const app = new Nearside(page)
  await app.open(info.project.name)
  await app.importFile(threeClasses(150))
  await page.getByTestId('to-encode').click()
  await app.encode()
  await page.getByRole('link', { name: 'Continue to Adapt' }).click()
  await app.smallRun()
  await app.run()
  await expect(app.verdict).toBeVisible({ timeout: 60_000 })
  await expect(page.getByTestId('roc-chart')).toHaveAccessibleName(/50 of them “cardiac”/)
  await page.getByLabel('Class of the curves').selectOption({ label: '“lung” against the rest' })
  await expect(page.getByTestId('roc-chart')).toHaveAccessibleName(/50 of them “lung”/)
  await expect(page.getByTestId('operating-point')).toHaveCount(0)
  await expect(page.getByTestId('confusion-matrix').getByRole('row')).toHaveCount(2 + 3)
  await shot(page, 'results-several-classes')
  await expectAccessible(page)
})
