import { createRng } from '../src/core/math/rng.ts'
import { expect, test } from './support/test.ts'
import { Nearside } from './pages/nearside.ts'

const backend = (): string => test.info().project.name

const words =
  'patient with acute chronic pain fever cough heart lung liver renal disease was treated and followed for months'.split(
    ' ',
  )

/** So many different notes that encoding them takes some seconds on this backend. */
function manyNotes(rows: number): { name: string; mimeType: string; buffer: Buffer } {
  const rng = createRng(42, 'faults')
  const word = (): string => words[Math.floor(words.length * rng.next())]!
  const note = (): string => Array.from({ length: 150 }, word).join(' ')
  const lines = Array.from({ length: rows }, (_, i) => `p${i},${i} ${note()},${i % 2 ? 'yes' : 'no'}`)
  const csv = `patient,note,outcome\n${lines.join('\n')}\n`
  return { name: 'notes.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
}

test.describe('in the middle of encoding', () => {
  test('[P4] the page crashes: what was stored stays, and the rest is done on resuming', async ({
    page,
    context,
  }) => {
    test.skip(backend() === 'webgpu', 'the same on every backend')
    const app = new Nearside(page)
    await app.open(backend())
    await app.importFile(manyNotes(8000))
    await app.goTo('Encode')
    const address = page.url()
    await page.getByTestId('encode').click()
    await expect.poll(() => app.stored()).toBeGreaterThan(500)
    const stored = await app.stored()
    const crashed = page.waitForEvent('crash')
    await page.goto('chrome://crash').catch(() => undefined)
    await crashed

    const after = new Nearside(await context.newPage())
    await after.page.goto(address)
    await expect(after.page.getByTestId('encode')).toHaveText(/Continue with the other/)
    const kept = await after.stored()
    expect(kept).toBeGreaterThanOrEqual(stored)
    expect(kept).toBeLessThan(8000)
    const done = await after.watchDone()
    await after.encode()
    // resumed where it stopped: nothing that was stored is counted anew
    const counted = (await done()).filter((n) => n > 0)
    expect(Math.min(...counted)).toBeGreaterThanOrEqual(kept)
    await expect(after.page.getByTestId('coverage')).toContainText('8,000 of 8,000')
  })

  test.describe('the graphics processor is lost', () => {
    // the runtime and Chromium report the lost device on the console by themselves
    test.use({ provoked: /device|gpu|lost|Inputs given to model|An error occurred during model execution/i })

    test('[P11] once: the batch is done again, and the user is told', async ({ page, browser }) => {
      test.skip(backend() === 'wasm', 'there is none')
      const app = new Nearside(page)
      await app.open(backend())
      await app.importFile(manyNotes(300))
      await app.goTo('Encode')
      await page.getByTestId('encode').click()
      await expect.poll(() => app.stored()).toBeGreaterThan(0)
      const stored = await app.stored()
      const chromium = await browser.newBrowserCDPSession()
      await chromium.send('Browser.crashGpuProcess').catch(() => undefined)
      await expect(app.heading(/^All .* texts are encoded$/)).toBeVisible({ timeout: 120_000 })
      expect(stored).toBeLessThan(300)
      await expect(page.getByText(/The graphics processor stopped once while encoding/)).toBeVisible()
    })

    test('[P11] again and again: after three losses encoding goes on without it, and the user is told', async ({
      page,
      browser,
    }) => {
      test.skip(backend() === 'wasm', 'there is none')
      const app = new Nearside(page)
      await app.open(backend())
      await app.importFile(manyNotes(400))
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
})
