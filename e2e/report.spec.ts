import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { Nearside } from './pages/nearside.ts'
import { expectAccessible } from './support/accessibility.ts'
import { smallJourney } from './support/small-journey.ts'
import { expect, test } from './support/test.ts'

/** What is between the margins of A4, in CSS pixels. */
const a4 = { width: Math.floor(((210 - 2 * 16) / 25.4) * 96), height: 1000 }

// the saved file is opened from the disk
test.use({ provoked: /^GET file:.*report\.html$/ })

test('the report opens by itself, prints on A4 and is accessible', async ({ page }, info) => {
  const app = new Nearside(page)
  await app.open(info.project.name)
  await smallJourney(app)
  const download = page.waitForEvent('download')
  await page.getByTestId('download-report-html').click()
  const file = info.outputPath('report.html')
  await (await download).saveAs(file)
  expect(readFileSync(file, 'utf8')).not.toContain('<script')

  await page.goto(pathToFileURL(file).href)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('AUROC')
  await expect(page.locator('.item')).toHaveCount(52)
  await expect(page.getByText('To be written by the authors:').first()).toBeVisible()
  await expectAccessible(page)

  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize(a4)
  const tooWide = await page.evaluate(() =>
    [...document.querySelectorAll('table, svg, p')]
      .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map((element) => element.textContent.slice(0, 80)),
  )
  expect(tooWide, 'cut at the edge of the page').toEqual([])
  // nothing but what is printed is loaded
  expect((await page.pdf({ preferCSSPageSize: true })).subarray(0, 5).toString()).toBe('%PDF-')
  await page.emulateMedia({ media: 'screen' })
  await page.screenshot({ path: 'e2e/screenshots/report.png', fullPage: true })
})
