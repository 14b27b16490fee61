import { expect, test } from './support/test.ts'
import { manyLongNotes } from './support/long-notes.ts'
import { Nearside } from './pages/nearside.ts'

const backend = (): string => test.info().project.name

test.describe('in the middle of encoding', () => {
  test('[P4] the page crashes: what was stored stays, and the rest is done on resuming', async ({
    page,
    context,
  }) => {
    test.skip(backend() === 'webgpu', 'the same on every backend')
    const app = new Nearside(page)
    await app.open(backend())
    await app.importFile(manyLongNotes(8000))
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
    const done = await after.watchDone('texts')
    await after.encode()
    // resumed where it stopped: nothing that was stored is counted anew
    const counted = (await done()).filter((n) => n > 0)
    expect(Math.min(...counted)).toBeGreaterThanOrEqual(kept)
    await expect(after.page.getByTestId('coverage-text')).toContainText('8,000 of 8,000')
  })
})
