import { expectAccessible } from './support/accessibility.ts'
import { shot } from './support/screenshots.ts'
import { expect, test } from './support/test.ts'
import { Nearside } from './pages/nearside.ts'

/** Made-up measurements of 120 patients at two hospitals; a high crp goes with "yes", the more so in the North. */
function measurements(): { name: string; mimeType: string; buffer: Buffer } {
  const rows = Array.from({ length: 120 }, (_, i) => {
    const ill = i % 3 === 0
    const hospital = i % 20 === 19 ? '' : i % 2 === 0 ? 'North' : 'South'
    const crp = (5 + ((i * 37) % 23) + (ill ? (hospital === 'North' ? 16 : 6) : 0) + 0.5).toFixed(1)
    return [`p${i}`, 30 + ((i * 13) % 45), crp, hospital, ill ? 'yes' : 'no'].join(',')
  })
  const text = ['patient,age,crp,hospital,outcome', ...rows].join('\n')
  return { name: 'measurements.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
}

test('the operating point and the subgroups that were chosen on Adapt are those of the results', async ({
  page,
}, { project }) => {
  const app = new Nearside(page)
  await app.open(project.name)
  await app.importFile(measurements())
  await app.useColumnAs('hospital', 'Site')
  await page.getByTestId('to-encode').click()
  await page.getByRole('link', { name: 'Continue to Adapt' }).click()

  await page.getByLabel('Threshold', { exact: true }).selectOption({ label: 'Sensitive enough' })
  await app.setNumber('Sensitivity wanted', 0.8)
  await page.getByLabel(/^Predictive values at another share/).check()
  await app.setNumber('Prevalence where it is to be used', 0.05)
  await expect(page.getByLabel('hospital', { exact: true })).toBeChecked()
  await shot(page, 'adapt-operating-point')
  await expectAccessible(page)

  await app.smallRun()
  await app.run()
  await expect(app.verdict).toBeVisible({ timeout: 150_000 })
  const results = await app.downloadResults()
  expect(results.study.operating_point).toEqual({ rule: 'sensitivity', value: 0.8, prevalence: 0.05 })
  const { performance, subgroups } = results
  expect(performance).toHaveLength(3 * results.study.classifiers.length)
  expect(performance![0]!.operating_point).toMatchObject({
    thresholds: [expect.any(Number), expect.any(Number)],
    at_stated_prevalence: { prevalence: 0.05 },
  })
  expect(subgroups!.map(({ level, cases }) => [level, cases])).toEqual([
    ['North', 60],
    ['South', 54],
    [null, 6],
  ])
  // the six cases without a hospital are counted only
  expect(subgroups!.map(({ summary }) => summary.length > 0)).toEqual([true, true, false])
})
