import { expectAccessible } from './support/accessibility.ts'
import { shot } from './support/screenshots.ts'
import { expect, test } from './support/test.ts'
import { Nearside } from './pages/nearside.ts'

/** Made-up cases of 90 patients: two numbers, which tell the classes apart, and a third class of ten cases. */
function cases(): { name: string; mimeType: string; buffer: Buffer } {
  const rows = Array.from({ length: 90 }, (_, i) => {
    const c = i < 10 ? 2 : i % 2
    const x = ((i * 37) % 23) / 23 + 2 * c
    return `p${i},${x.toFixed(2)},${(((i * 53) % 19) / 19 + (c === 1 ? 1 : 0)).toFixed(2)},class ${c}`
  })
  const text = ['patient,crp,lactate,outcome', ...rows].join('\n')
  return { name: 'cases.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
}

test('depth, optimiser, batches, joined networks, a nested search and class weights: chosen, priced, run and told', async ({
  page,
}, info) => {
  const app = new Nearside(page)
  await app.open(info.project.name)
  await app.importFile(cases())
  await app.useColumnAs('crp', 'Number')
  await app.useColumnAs('lactate', 'Number')
  await app.goTo('Adapt')
  await app.smallRun()
  await expect(page.getByTestId('network-cost')).toHaveCount(0)

  await page.getByLabel('Hidden layers').selectOption({ label: 'Two, equally wide' })
  await page.getByLabel('Optimiser').selectOption({ label: 'SGD with momentum' })
  await page.getByLabel('Batches').selectOption({ label: 'By class' })
  await expect(page.getByText('None is left out or taken twice.')).toBeVisible()
  await app.setNumber('Networks joined', 2)
  await page.getByLabel('Class weights').selectOption('balanced')
  await expect(
    page.getByText('Without weights, whatever is chosen: k nearest neighbours and nearest centroid.'),
  ).toBeVisible()
  await page.getByLabel('Try further values inside each training fold').check()

  // a list is passed on once it means something, and may be empty
  const temperatures = page.getByLabel('Also temperatures')
  await expect(temperatures).toHaveValue('0.05, 0.2, 0.5')
  await temperatures.fill('0.5, -1')
  await expect(page.getByText(/^Numbers from 0.001 to 100, divided by commas, or nothing;/)).toBeVisible()
  await temperatures.fill('0.5')
  await page.getByLabel('Also hidden units').fill('4')
  await expect(page.getByText('4 combinations.')).toBeVisible()
  await expect(page.getByTestId('network-cost')).toHaveText(
    'Each fit of the projection trains 7 networks instead of 2: 5 on the inner split, 2 again on all training cases.',
  )
  await expectAccessible(page)
  await shot(page, 'adapt-numbers')

  await app.run()
  await expect(app.verdict).toBeVisible({ timeout: 120_000 })
  const results = await app.downloadResults()
  expect(results.study.preset).toMatchObject({
    contrastive: {
      hiddenLayers: 2,
      optimiser: 'sgd',
      batches: 'class-aware',
      seeds: 2,
      search: { temperature: [0.5], hidden: [4], dropout: [], weightDecay: [] },
    },
    classifiers: { classWeight: 'balanced' },
  })
  const contrastive = results.cells.filter(({ projection }) => projection === 'contrastive')
  expect(contrastive.length).toBeGreaterThan(0)
  for (const { details } of contrastive) {
    expect(details).toMatchObject({ networks: 2, candidates: 4, output: 16 })
    expect([0.1, 0.5]).toContain(details['temperatureChosen'])
    expect([4, 16]).toContain(details['hiddenChosen'])
  }
})

test('a project keeps its numbers over a reload', async ({ page }, info) => {
  const app = new Nearside(page)
  await app.open(info.project.name)
  await app.importFile(cases())
  await app.useColumnAs('crp', 'Number')
  await app.goTo('Adapt')
  await page.getByText('Every number').click()
  await page.getByLabel('Optimiser').selectOption({ label: 'SGD with momentum' })
  await app.setNumber('Networks joined', 3)
  await app.reload()
  await page.getByText('Every number').click()
  await expect(page.getByLabel('Optimiser')).toHaveValue('sgd')
  await expect(page.getByLabel('Networks joined')).toHaveValue('3')
  await expect(page.getByTestId('network-cost')).toBeVisible()
})
