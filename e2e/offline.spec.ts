import { cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { DIST } from '../tools/build.ts'
import { startServer } from '../tools/serve.ts'
import { Nearside } from './pages/nearside.ts'
import { openOwnBrowser } from './support/own-browser.ts'
import { smallJourney } from './support/small-journey.ts'

test('[P2] after the first visit everything works without server and network, also after a restart', async () => {
  const server = await startServer({ port: 0 })
  const browser = await openOwnBrowser(server.url)
  let fetched = 0
  browser.context.on('request', (request) => {
    if (request.serviceWorker()) fetched++
  })
  try {
    await new Nearside(browser.page).open('wasm')
    const fact = browser.page.getByTestId('offline')
    await expect(fact).toHaveText(/^Saving for offline use \d+ %$/)
    await expect(fact).toHaveText('Works offline')
    expect(fetched, 'the guard sees what the service worker fetches').toBeGreaterThan(20)
    const devtools = await browser.context.newCDPSession(browser.page)
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors')
    expect(installabilityErrors).toEqual([])

    await server.close()
    await browser.restart()
    await browser.context.setOffline(true)
    const app = new Nearside(browser.page)
    await app.open('wasm')
    await expect(browser.page.getByTestId('offline')).toHaveText('Works offline')
    // the megabytes of the app itself are none of the user's data
    await expect(browser.page.getByText(/^(\d+ B|[\d.]+ kB) stored$/)).toBeVisible()
    expect(await browser.page.evaluate(() => crossOriginIsolated)).toBe(true)
    await smallJourney(app)
    expect(await browser.findings()).toEqual({ arrived: [], foreign: [], errors: [] })
  } finally {
    await browser.close()
    await server.close()
  }
})

test('[P5] where the browser has no room to save the app, it says so, and works with its server', async () => {
  const server = await startServer({ port: 0 })
  const browser = await openOwnBrowser(server.url)
  const { page } = browser
  try {
    const devtools = await browser.context.newCDPSession(page)
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: server.url, quotaSize: 20_000_000 })
    const app = new Nearside(page)
    await app.open('wasm')
    await expect(page.getByTestId('not-saved')).toContainText(
      'the disk space that the browser grants is used up',
    )
    await expect(page.getByTestId('offline')).toHaveText('Not saved for offline use')
    await page.getByRole('button', { name: 'Dismiss' }).click()
    await expect(page.getByTestId('not-saved')).toBeHidden()

    // with room again, the next load goes on
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: server.url })
    await app.reload()
    await expect(page.getByTestId('offline')).toHaveText('Works offline')
  } finally {
    await browser.close()
    await server.close()
  }
})

test('[P5] a server that does not hand out the service worker is not taken for a browser that forbids it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nearside-no-worker-'))
  cpSync(DIST, folder, { recursive: true })
  // the server then answers for sw.js with a page
  renameSync(join(folder, 'sw.js'), join(folder, 'sw.js.html'))
  const server = await startServer({ port: 0, folder })
  const browser = await openOwnBrowser(server.url)
  const app = new Nearside(browser.page)
  const notSaved = browser.page.getByTestId('not-saved')
  const words = 'the server does not hand out sw.js'
  try {
    await app.open('wasm')
    await expect(notSaved).toContainText(words)
    rmSync(join(folder, 'sw.js.html'))
    await app.reload()
    await expect(notSaved).toContainText(words)
  } finally {
    await browser.close()
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
