import { expectAccessible } from './support/accessibility.ts'
import { shot } from './support/screenshots.ts'
import { expect, test } from './support/test.ts'
import { Nearside } from './pages/nearside.ts'

/**
 * Made-up measurements of 150 patients of four hospitals, one of them with five patients; two patients were at two of them, two
 * cases name none, and "part" marks a fifth.
 */
function cases(): { name: string; mimeType: string; buffer: Buffer } {
  const rows = Array.from({ length: 152 }, (_, i) => {
    const patient = i % 150
    const ill = patient % 3 === 0
    const hospital = patient < 2 && i >= 150 ? 'South' : ['North', 'South', 'West'][Math.floor(patient / 50)]!
    const site = patient >= 145 ? 'Island' : patient === 70 || patient === 71 ? '' : hospital
    const crp = (5 + ((patient * 37) % 23) + (ill ? 9 : 0) + (i >= 150 ? 1 : 0)).toFixed(1)
    const age = String(30 + ((patient * 13) % 45))
    return [`p${patient}`, site, patient % 5 === 4 ? 'test' : 'train', age, crp, ill ? 'yes' : 'no'].join(',')
  })
  const text = ['patient,hospital,part,age,crp,outcome', ...rows].join('\n')
  return { name: 'hospitals.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
}

test('one site left out at a time, a locked test set and shuffled labels, by hand', async ({
  page,
}, info) => {
  const app = new Nearside(page)
  await app.open(info.project.name)
  await app.importFile(cases())
  await expect(page.getByLabel('Use of hospital', { exact: true })).toHaveValue('site')
  await app.useColumnAs('hospital', 'Not used')
  await app.useColumnAs('part', 'Not used')
  await page.getByTestId('to-encode').click()
  await page.getByRole('link', { name: 'Continue to Adapt' }).click()
  await app.smallRun()

  const scheme = page.getByLabel('How the cases are divided')
  await expect(
    scheme.locator('option', { hasText: 'One site left out at a time (no such column)' }),
  ).toBeDisabled()
  await expect(page.getByText('use the column of sites as “Site” under Data')).toBeVisible()
  await app.goTo('Data')
  await app.useColumnAs('hospital', 'Site')
  await app.goTo('Adapt')
  await scheme.selectOption({ label: 'One site left out at a time: “hospital”' })
  await expect(page.getByText('3 sites: each is predicted by models that never saw it')).toBeVisible()
  await expect(page.getByLabel('Folds', { exact: true })).toBeHidden()

  const locked = page.getByLabel('Cases kept for one last test')
  await locked.selectOption({ label: 'A share of the patients, drawn by seed' })
  await expect(page.getByText(/cases of 30 patients are locked; /)).toBeVisible()
  await locked.selectOption({ label: 'Those that a column marks' })
  await expect(page.getByLabel('Value of the locked cases')).toHaveValue('test')
  await expect(
    page.getByText('30 cases of 30 patients are locked; 122 cases of 120 patients are left to develop on.'),
  ).toBeVisible()

  // 3 projections on 3 sites and on the locked cases, then five deals of two projections on 3 sites
  await expect(page.getByText('12 independent pieces of work')).toBeVisible()
  await page.getByLabel('Check with shuffled labels').check()
  await expect(page.getByText('42 independent pieces of work')).toBeVisible()
  await shot(page, 'adapt-validation')
  await expectAccessible(page)

  // R1, R13: what these sites cannot do is said before the run, where it is chosen and with the cases under Data
  await expect(page.locator('[data-code="cases-without-site"]')).toBeVisible()
  await app.goTo('Data')
  await expect(
    page.getByText('2 cases have no site in “hospital” and take no part in the folds'),
  ).toBeVisible()
  await expect(
    page.getByText('1 site of “hospital” has fewer than 10 patients and is not left out'),
  ).toBeVisible()
  await expect(page.getByText('2 patients have cases at more than one site of “hospital”')).toBeVisible()
  await shot(page, 'data-sites')

  await app.goTo('Adapt')
  await app.run()
  await expect(app.verdict).toBeVisible({ timeout: 150_000 })
  await expect(page.getByText('on 3 sites left out of 116 cases from 114 patients')).toBeVisible()
  const sites = page.getByTestId('site-table')
  await expect(sites.getByRole('row')).toHaveCount(1 + 3)
  await expect(sites.getByRole('row', { name: /^North / })).toBeVisible()
  await expect(page.getByTestId('locked-comparison')).toHaveText(
    /^AUROC 0\.\d+ with the projection .* DeLong’s test\.$/,
  )
  await expect(page.getByTestId('shuffle-verdict')).toHaveText(/^At chance: /)
  await page.getByLabel('Metric of the locked test set').selectOption({ label: 'F1' })
  await shot(page, 'results-validation')
  await expectAccessible(page)

  const results = await app.downloadResults()
  expect(new Set(results.cells.map((cell) => cell.fold_name))).toEqual(new Set(['North', 'South', 'West']))
  expect(results.cells.filter((cell) => cell.patients_shared !== 0)).toEqual([])
  expect(results.locked_test).toMatchObject({ cases: 30, patients: 30 })
  const lockedIds = new Set(results.locked_test!.predictions.map((one) => one.case))
  expect(results.predictions.filter((one) => lockedIds.has(one.case))).toEqual([])
  expect(results.label_shuffle!.procedures).toHaveLength(2)
})

test('a study file asks for the same', async ({ page }, info) => {
  const app = new Nearside(page)
  await app.open(info.project.name)
  const study = {
    version: 1,
    name: 'hospitals',
    files: ['hospitals.csv'],
    projections: ['none', 'pca'],
    classifiers: ['lr'],
    label_shuffle: true,
    validation: { leave_out: 'hospital', test: { share: 0.2 } },
  }
  const file = {
    name: 'study.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(study)),
  }
  await page.getByTestId('study-files').setInputFiles([file, cases()])
  await expect(app.verdict).toBeVisible({ timeout: 150_000 })
  const results = await app.downloadResults()
  expect(results.study.validation).toMatchObject({ leave_out: 'hospital', test: { share: 0.2 } })
  expect(results.study.columns!['hospital']).toEqual({ role: 'site' })
  expect(results.cells).toHaveLength(3 * 2)
  expect(results.locked_test!.patients).toBe(30)
  expect(results.label_shuffle!.verdict).toBe('at chance')
})
