import { expectAccessible } from './support/accessibility.ts'
import { shot } from './support/screenshots.ts'
import { expect, test } from './support/test.ts'
import { Nearside } from './pages/nearside.ts'

const complaints = [
  'cough and fever for three days', 'short of breath when walking', 'chest pain since the morning', 'high fever and chills',
] // prettier-ignore
const harmless = [
  'a cut on the finger', 'mild headache after work', 'twisted ankle on the stairs', 'itching after a walk in the grass',
] // prettier-ignore

/** Made-up cases of 120 patients: a note and a letter, either of which may be missing, and a number; the note tells most. */
function cases(): { name: string; mimeType: string; buffer: Buffer } {
  const rows = Array.from({ length: 120 }, (_, i) => {
    const ill = i % 2 === 0
    const texts = ill === i % 7 > 0 ? complaints : harmless
    const note = i % 4 === 3 ? '' : `${texts[(i >> 1) % 4]}, seen on day ${i}`
    const letter = i % 3 === 2 ? '' : `letter number ${i} about ${harmless[(i * 5) % 4]}`
    const crp = i % 10 === 7 ? '' : (5 + ((i * 37) % 23) + (ill ? 9 : 0)).toFixed(1)
    return [`p${i}`, note, letter, crp, ill ? 'admitted' : 'home'].map((cell) => `"${cell}"`).join(',')
  })
  const text = ['patient,note,letter,crp,outcome', ...rows].join('\n')
  return { name: 'cases.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
}

test('each modality alone and each left out, and results by what is missing', async ({ page }, info) => {
  const app = new Nearside(page)
  await app.open(info.project.name)
  await app.importFile(cases())
  await app.useColumnAs('note', 'Text (notes)')
  await app.useColumnAs('letter', 'Text (notes)')
  await app.useColumnAs('crp', 'Number')
  await page.getByTestId('to-encode').click()
  await app.encode()
  await page.getByRole('link', { name: 'Continue to Adapt' }).click()
  await app.smallRun()
  await page.getByLabel('One projection each').check()

  // 3 projections on 2 folds: 2 fusions, then 3 alone in one form and 3 pairs in two
  await expect(page.getByText('54 more pieces of work: 66 instead of 12.')).toBeVisible()
  await page.getByLabel('Also each modality alone, and each left out').check()
  await expect(page.getByText('66 independent pieces of work')).toBeVisible()
  await shot(page, 'adapt-ablation')
  await expectAccessible(page)

  await app.run()
  await expect(app.verdict).toBeVisible({ timeout: 150_000 })
  const ablation = page.getByTestId('ablation-table')
  await expect(ablation.getByRole('row', { name: /^No projection All / })).toBeVisible()
  await expect(ablation.getByRole('row', { name: /^Only “note” / })).toHaveCount(3)
  await expect(ablation.getByRole('row', { name: /^All but “table” / })).toHaveCount(3)
  const joined = await ablation.getByRole('row', { name: /^Contrastive All / }).textContent()
  await page.getByLabel('Form of all modalities').selectOption({ label: 'One projection each' })
  await expect(ablation.getByRole('row', { name: /^Contrastive All / })).not.toHaveText(joined!)
  const missing = page.getByTestId('missingness-table')
  await expect(missing.getByText('All cases')).toBeVisible()
  await expect(missing.getByText('120 cases of 120 patients')).toBeVisible()
  await expect(missing.getByText('fewer than 20 patients').first()).toBeVisible()
  await page.getByLabel('Metric of the modalities').selectOption({ label: 'F1' })
  await shot(page, 'results-ablation')
  await expectAccessible(page)

  const results = await app.downloadResults()
  expect(new Set(results.cells.map((cell) => cell.modalities?.join(' and ')))).toEqual(
    new Set([undefined, 'note', 'letter', 'table', 'letter and table', 'note and table', 'note and letter']),
  )
  expect(results.missingness!.reduce((sum, pattern) => sum + pattern.cases, 0)).toBe(120)
})
