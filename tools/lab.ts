import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { chromium, type Page } from 'playwright'
import { build } from 'vite'
import { type Backend, launchOptions, testGraphics } from './browser.ts'
import { ensureBrowser } from './ensure-browser.ts'
import { fromRoot } from './paths.ts'
import { startServer } from './serve.ts'

const PAGE = `<!doctype html>
<html lang="en">
  <title>Lab</title>
  <link rel="icon" href="/icon.svg" />
  <script type="module" src="./main.ts"></script>
</html>
`

const mainModule = (entry: string): string => `
import { installTrustedTypes } from ${JSON.stringify(fromRoot('src', 'engine', 'trusted-types.ts'))}
import * as lab from ${JSON.stringify(fromRoot(entry))}
installTrustedTypes()
Object.assign(globalThis, { lab })
`

/**
 * Builds a page of its own around one module, apart from the app, so that its exports can be called in a real browser
 * as `globalThis.lab`: for benchmarks, and for tests of what only runs there.
 * @param entry path from the repository's root.
 * @param copy keeps builds of one entry apart that are made at the same time.
 * @returns the folder to serve; it holds public/ too.
 */
export async function buildLab(entry: string, copy = ''): Promise<string> {
  const name = `${entry}-${copy}`.replace(/[^\w]+/g, '-')
  const root = fromRoot('.cache', 'lab', `${name}-source`)
  const outDir = fromRoot('.cache', 'lab', name)
  rmSync(root, { recursive: true, force: true })
  mkdirSync(root, { recursive: true })
  writeFileSync(`${root}/index.html`, PAGE)
  writeFileSync(`${root}/main.ts`, mainModule(entry))
  await build({
    mode: 'lab',
    root,
    configFile: fromRoot('vite.config.ts'),
    publicDir: fromRoot('public'),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  })
  return outDir
}

export interface Lab {
  readonly page: Page
  close(): Promise<void>
}

/**
 * The lab page of `entry`, open in a headless Chromium; what goes wrong on the page is said through `log`.
 * @param files a folder whose content is served beside the page
 */
export async function openLab(
  entry: string,
  backend: Backend,
  log: (line: string) => void,
  files?: string,
): Promise<Lab> {
  const folder = await buildLab(entry)
  if (files !== undefined) cpSync(files, folder, { recursive: true })
  const server = await startServer({ port: 0, folder })
  const browser = await chromium.launch(launchOptions(await ensureBrowser(log), testGraphics(backend)))
  const page = await browser.newPage()
  page.on('pageerror', (error) => log(`page error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') log(`console error: ${message.text()}`)
  })
  await page.goto(server.url)
  await page.waitForFunction(() => 'lab' in globalThis)
  return {
    page,
    async close() {
      await browser.close()
      await server.close()
    },
  }
}
