import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { launchOptions } from '../../tools/browser.ts'
import { ensureBrowser } from '../../tools/ensure-browser.ts'
import { type Guard, watch } from './guard.ts'
import { settle, startOutside } from './outside.ts'

/** A browser with a profile on disk, which can be closed and started again: service workers run, and nothing is lost. */
export interface OwnBrowser {
  readonly context: BrowserContext
  readonly page: Page
  /** Requests to another origin and errors since the browser was first started, of service workers too. */
  findings(): Promise<Readonly<Record<'arrived' | 'foreign' | 'errors', readonly string[]>>>
  /** Ends the browser and starts it again with the same profile. */
  restart(): Promise<void>
  close(): Promise<void>
}

export async function openOwnBrowser(origin: string): Promise<OwnBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'nearside-profile-'))
  const outside = await startOutside()
  const guards: Guard[] = []

  const start = async (): Promise<{ context: BrowserContext; page: Page }> => {
    const context = await chromium.launchPersistentContext(profile, {
      ...launchOptions(process.env['NEARSIDE_CHROMIUM'] ?? (await ensureBrowser()), 'none'),
      // what stays on this machine is reached directly; all else would have to pass the listener
      proxy: { server: outside.url, bypass: 'localhost,127.0.0.1' },
      viewport: { width: 1280, height: 800 },
      locale: 'en-GB',
      acceptDownloads: true,
      baseURL: origin,
      serviceWorkers: 'allow',
    })
    guards.push(await watch(context, origin))
    return { context, page: context.pages()[0] ?? (await context.newPage()) }
  }

  let now = await start()
  return {
    get context() {
      return now.context
    },
    get page() {
      return now.page
    },
    async restart() {
      await now.context.close()
      now = await start()
    },
    async findings() {
      await settle(outside)
      return {
        arrived: outside.hits,
        foreign: guards.flatMap(({ foreign }) => foreign),
        errors: guards.flatMap(({ errors }) => errors),
      }
    },
    async close() {
      await now.context.close()
      await outside.close()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
