import { expectAccessible } from './support/accessibility.ts'
import { shot } from './support/screenshots.ts'
import { expect, test } from './support/test.ts'
import { Nearside } from './pages/nearside.ts'

/** Made-up measurements of 60 patients with two rows each, with gaps; a high crp and a smoker go with "yes". */
function measurements(): { name: string; mimeType: string; buffer: Buffer } {
  const rows = Array.from({ length: 120 }, (_, i) => {
    const patient = i >> 1
    const ill = patient % 3 === 0
    const crp = i % 10 === 7 ? '' : (5 + ((i * 37) % 23) + (ill ? 12 : 0) + 0.5).toFixed(1)
    const age = String(30 + ((i * 13) % 45))
    const smoker = i % 11 === 5 ? '' : (patient * 7) % 10 < (ill ? 7 : 3) ? 'smoker' : 'never'
    return [`p${patient}`, age, crp, smoker, 'ABC'.charAt(i % 3), ill ? 'yes' : 'no'].join(',')
  })
  const text = ['patient,age,crp,smoking,blood_group,outcome', ...rows].join('\n')
  return { name: 'measurements.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
}

test('numbers and categories alone, by hand, from the file to a verdict', async ({ page }, { project }) => {
  const app = new Nearside(page)
  await app.open(project.name)
  await app.importFile(measurements())
  await expect(page.getByTestId('data-sentence')).toHaveText(
    '120 rows, 6 columns: 120 cases of 60 patients in 2 classes, predicted from 2 numbers and 2 categories',
  )
  await expect(page.getByLabel('Use of crp', { exact: true })).toHaveValue('number')
  await expect(page.getByLabel('Use of smoking', { exact: true })).toHaveValue('category')
  await expect(page.getByText('of the 480 numbers and categories are missing')).toBeVisible()
  await app.useColumnAs('blood_group', 'Not used')
  await expect(page.getByTestId('data-sentence')).toContainText('predicted from 2 numbers and 1 category')
  await shot(page, 'data-tabular')
  await expectAccessible(page)

  await page.getByTestId('to-encode').click()
  await expect(app.heading('Nothing to encode')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Continue to Adapt' }).click()
  await app.smallRun()
  await app.run()
  await expect(app.verdict).toBeVisible({ timeout: 150_000 })
  await expect(app.verdict).toHaveText(/AUROC 0\.\d+ against 0\.\d+, difference/)

  const results = await app.downloadResults()
  expect(results.environment.encoders).toEqual([])
  expect(results.data).toMatchObject({ cases: 120, patients: 60 })
  expect(results.cells.filter((cell) => cell.patients_shared !== 0)).toEqual([])
  const plain = results.summary.find(
    ({ projection, classifier, metric }) =>
      projection === 'none' && classifier === 'lr' && metric === 'auroc',
  )!
  expect(plain.mean).toBeGreaterThan(0.75)

  await app.reload()
  await expect(app.verdict).toBeVisible()
})
