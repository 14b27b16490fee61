import { shot } from './support/screenshots.ts'
import { smallJourney } from './support/small-journey.ts'
import { expect, test } from './support/test.ts'
import { expectAccessible } from './support/accessibility.ts'
import { Nearside } from './pages/nearside.ts'
test('scratch', async ({ page }, info) => {
  const app = new Nearside(page)
  await app.open(info.project.name)
  await smallJourney(app)
  await shot(page, 'scratch')
  await expectAccessible(page)
  await page.setViewportSize({ width: 1024, height: 800 })
  await page.screenshot({ path: 'e2e/screenshots/scratch-1024.png', fullPage: true })
  await page.getByRole('button', { name: /predicted as/ }).first().click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.screenshot({ path: 'e2e/screenshots/scratch-dialog.png' })
  await expectAccessible(page)
})
