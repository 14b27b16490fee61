import type { Browser, Page } from '@playwright/test'
import { launchOptions } from '../tools/browser.ts'
import { ensureBrowser } from '../tools/ensure-browser.ts'
import { manyLongNotes } from './support/long-notes.ts'
import { fewCases } from './support/small-journey.ts'
import { expect, test } from './support/test.ts'
import { Nearside } from './pages/nearside.ts'

const backend = (): string => test.info().project.name

const chromiumPath = process.env['NEARSIDE_CHROMIUM'] ?? (await ensureBrowser())
const options = launchOptions(chromiumPath, 'software')
// A browser of its own: after some crashes Chromium gives no adapter any more, to whatever test comes next.
test.use({
  launchOptions: { ...options, args: [...(options.args ?? []), '--disable-gpu-process-crash-limit'] },
})

test.describe('the graphics processor is lost', () => {
  // the runtime and Chromium report the lost device on the console by themselves
  test.use({ provoked: /device|gpu|lost|Inputs given to model|An error occurred during model execution/i })

  test('[P11] once: the batch is done again, and the user is told', async ({ page, browser }) => {
    test.skip(backend() === 'wasm', 'there is none')
    const app = new Nearside(page)
    await app.open(backend())
    await app.importFile(manyLongNotes(1500))
    await app.goTo('Encode')
    await page.getByTestId('encode').click()
    await expect.poll(() => app.stored()).toBeGreaterThan(0)
    const stored = await app.stored()
    const chromium = await browser.newBrowserCDPSession()
    await chromium.send('Browser.crashGpuProcess').catch(() => undefined)
    await expect(app.heading(/^All .* texts are encoded$/)).toBeVisible({ timeout: 120_000 })
    expect(stored).toBeLessThan(1500)
    await expect(page.getByText(/The graphics processor stopped once while encoding/)).toBeVisible()
  })

  test('[P11] again and again: after three losses encoding goes on without it, and the user is told', async ({
    page,
    browser,
  }) => {
    test.skip(backend() === 'wasm', 'there is none')
    const app = new Nearside(page)
    await app.open(backend())
    await app.importFile(manyLongNotes(3000))
    await app.goTo('Encode')
    await page.getByTestId('encode').click()
    const chromium = await browser.newBrowserCDPSession()
    const moved = page.getByText(/so encoding went on without it, on WebAssembly/)
    for (let loss = 0; loss < 3; loss++) {
      // each worker gets as far as a batch on disk before its device is taken away
      const before = await app.stored()
      await expect.poll(() => app.stored(), { timeout: 60_000 }).toBeGreaterThan(before)
      await chromium.send('Browser.crashGpuProcess').catch(() => undefined)
    }
    await expect(moved).toBeVisible({ timeout: 60_000 })
    await expect(app.heading(/^All .* texts are encoded$/)).toBeVisible({ timeout: 120_000 })
    await expect(
      page.getByText(/Some vectors .* on the graphics processor, some on WebAssembly/),
    ).toBeVisible()
  })
})

test.describe('the graphics processor is lost during a comparison', () => {
  test.use({ provoked: /device|gpu|lost/i })

  /** Takes the device away once the fits of a worker have come so far. */
  const crashes = async (page: Page, browser: Browser): Promise<void> => {
    await expect(page.getByTestId('loss-curves')).toBeVisible({ timeout: 60_000 })
    const chromium = await browser.newBrowserCDPSession()
    await chromium.send('Browser.crashGpuProcess').catch(() => undefined)
  }

  /** Asks for a comparison that trains for some seconds. */
  const begin = async (page: Page): Promise<Nearside> => {
    const app = new Nearside(page)
    await app.open(backend())
    await app.importFile(fewCases(120))
    await app.goTo('Encode')
    await app.encode()
    await app.goTo('Adapt')
    await app.smallRun()
    await app.setNumber('Epochs, at most', 200)
    await app.setNumber('Patience', 200)
    await app.run()
    return app
  }

  test('[P11] once: it ends with its results, of the same backend, and the user is told once', async ({
    page,
    browser,
  }) => {
    test.skip(backend() === 'wasm', 'there is none')
    const app = await begin(page)
    await crashes(page, browser)
    const told = page.getByText(/The graphics processor stopped once during the comparison/)
    await expect(told).toBeVisible({ timeout: 60_000 })
    await app.goTo('Results')
    await expect(app.verdict).toBeVisible({ timeout: 60_000 })
    await expect(page.getByTestId('notices').locator('[data-code]')).toHaveText([
      /stopped once during the comparison/,
    ])
    expect((await app.downloadResults()).environment).toMatchObject({ backend: 'webgpu', trainer: 'webgpu' })
  })

  test('[P11] R12: again and again: all of it is computed without it, and the user is told once', async ({
    page,
    browser,
  }) => {
    test.skip(backend() === 'wasm', 'there is none')
    const app = await begin(page)
    const moved = page.getByText(/begun again on WebAssembly/)
    for (const times of ['once', '2 times', 'often']) {
      await crashes(page, browser)
      // Chromium may have no adapter left after fewer losses
      await expect(moved.or(page.getByText(`stopped ${times} during the comparison`))).toBeVisible({
        timeout: 60_000,
      })
      if (await moved.isVisible()) break
    }
    await expect(moved).toBeVisible()
    await app.goTo('Results')
    await expect(app.verdict).toBeVisible({ timeout: 60_000 })
    await expect(page.getByTestId('notices').locator('[data-code]')).toHaveText([
      /begun again on WebAssembly: all results are from there, none are mixed/,
    ])
    expect((await app.downloadResults()).environment).toMatchObject({ backend: 'wasm' })
  })
})
