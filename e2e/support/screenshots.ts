import type { Page } from '@playwright/test'
import { test } from './test.ts'

const WIDE = { width: 1280, height: 800 }
/** The wide window at 200 % zoom. */
const NARROW = { width: 640, height: 800 }

/**
 * Pictures of the whole page for a person to look at: light, dark and narrow, in e2e/screenshots/NAME-*.png. Only in
 * the wasm project: the screens do not depend on the backend.
 */
export async function shot(page: Page, name: string): Promise<void> {
  if (test.info().project.name !== 'wasm') return
  // Sticky bars are painted where the page was scrolled to, the one at the foot over what is below the window.
  await page.evaluate(() => scrollTo(0, 0))
  const foot = page.locator('.foot')
  await foot.evaluate((bar) => (bar.style.position = 'static'))
  const save = (variant: string): Promise<Buffer> =>
    page.screenshot({
      path: `e2e/screenshots/${name}-${variant}.png`,
      fullPage: true,
      animations: 'disabled',
    })
  await save('light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await save('dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(NARROW)
  await save('narrow')
  await page.setViewportSize(WIDE)
  await foot.evaluate((bar) => bar.style.removeProperty('position'))
}
