import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { DIST } from '../tools/build.ts'
import { precacheList, withPrecacheList } from '../tools/precache-list.ts'
import { startServer } from '../tools/serve.ts'
import { Nearside } from './pages/nearside.ts'
import { expectAccessible } from './support/accessibility.ts'
import { openOwnBrowser } from './support/own-browser.ts'
import { shot } from './support/screenshots.ts'
import { fewCases } from './support/small-journey.ts'

/** A served copy of the app that can be turned into another version while it is served. */
function serveCopy() {
  const folder = mkdtempSync(join(tmpdir(), 'nearside-version-'))
  cpSync(DIST, folder, { recursive: true })
  const change = (file: string, edit: (text: string) => string): void =>
    writeFileSync(join(folder, file), edit(readFileSync(join(folder, file), 'utf8')))
  const relist = (): void => change('sw.js', (text) => withPrecacheList(text, precacheList(folder)))
  return { folder, change, relist }
}

const versionOf = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.querySelector('meta[name=version]')?.getAttribute('content') ?? null)

test('[P24] a new version waits, says so, never meets a job, and is loaded by a click', async () => {
  const copy = serveCopy()
  const server = await startServer({ port: 0, folder: copy.folder })
  const browser = await openOwnBrowser(server.url)
  const { page } = browser
  const app = new Nearside(page)
  const bar = page.getByTestId('new-version')
  const load = page.getByTestId('load-version')
  try {
    await app.open('wasm')
    await expect(page.getByTestId('offline')).toHaveText('Works offline')

    // half a deployment: the list is there, the page that belongs to it is not
    const before = readFileSync(join(copy.folder, 'index.html'), 'utf8')
    copy.change('index.html', (html) => html.replace('<title>', '<meta name="version" content="2"><title>'))
    copy.relist()
    writeFileSync(join(copy.folder, 'index.html'), before)
    await app.reload()
    await expect(page.getByTestId('not-saved')).toContainText(
      'A new version of Nearside could not be saved on this computer: the server sent another file',
    )
    await expect(page.getByTestId('offline')).toHaveText('Works offline')

    copy.change('index.html', (html) => html.replace('<title>', '<meta name="version" content="2"><title>'))
    await app.reload()
    await expect(bar).toHaveAttribute('data-state', 'waiting')
    await expect(bar).toContainText('A new version is ready')
    await expectAccessible(page)
    await shot(page, 'new-version')

    await app.importFile(fewCases(120))
    await page.getByTestId('to-encode').click()
    await app.encode()
    await page.getByRole('link', { name: 'Continue to Adapt' }).click()
    await app.smallRun()
    await app.setNumber('Epochs, at most', 200)
    await app.setNumber('Patience', 0)
    await app.run()
    await expect(load).toBeDisabled()
    await expect(bar).toContainText('It waits until the running job is done.')

    // another tab cannot pull the files away from under the job either
    const other = await browser.context.newPage()
    await new Nearside(other).open('wasm')
    await other.getByTestId('load-version').click()
    await expect(other.getByTestId('new-version')).toHaveAttribute('data-state', 'other-tabs')
    await expect(app.job).toBeVisible()
    await other.close()

    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(load).toBeEnabled()
    // two idle tabs: the waiting version itself refuses
    const idle = await browser.context.newPage()
    await new Nearside(idle).open('wasm')
    await load.click()
    await expect(bar).toHaveAttribute('data-state', 'other-tabs')
    await idle.close()

    expect(await versionOf(page)).toBeNull()
    await load.click()
    await expect.poll(() => versionOf(page).catch(() => null)).toBe('2')
    await expect(bar).toBeHidden()
    await expect(page.getByTestId('offline')).toHaveText('Works offline')
    await expect(page.getByTestId('project-name')).toHaveText(/^synthetic-few/)
    const { arrived, foreign } = await browser.findings()
    expect({ arrived, foreign }).toEqual({ arrived: [], foreign: [] })
  } finally {
    await browser.close()
    await server.close()
    rmSync(copy.folder, { recursive: true, force: true })
  }
})
