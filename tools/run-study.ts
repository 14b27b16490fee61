import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type BrowserContext, chromium, type Page } from 'playwright'
import { type Backend, launchOptions } from './browser.ts'
import { buildIfStale } from './build.ts'
import { ensureBrowser } from './ensure-browser.ts'
import { startServer } from './serve.ts'
import { filesToOpen } from './study-archive.ts'
import type { StudyFile } from './study-file.ts'

/** What the app offers for download when a study is done -> the name it gets in the folder. */
const RESULTS = {
  'download-results-json': 'results.json',
  'download-report-html': 'report.html',
  'download-report-csv': 'report.csv',
} as const

const POLL_MS = 250
/** The line of figures changes with every batch; this is often enough for a person and a log. */
const FIGURES_EVERY_MS = 5000
/** A large study's report takes a while to write on a busy machine; the study itself has no limit. */
const SLOWEST_CLICK_MS = 120_000

export interface StudyRun {
  readonly file: StudyFile
  /** Made where it does not exist. */
  readonly out: string
  /** Absent: the app chooses. */
  readonly backend?: Backend
  readonly keepOpen?: boolean
  log(line: string): void
}

interface Progress {
  readonly state: string | null
  readonly text: string
  readonly figures: string
}

/** No named function inside what is evaluated: tsx would call a helper of its own there, which the page lacks. */
const readProgress = (page: Page): Promise<Progress> =>
  page.evaluate(() => {
    const status = document.querySelector('[data-testid="study-status"]')
    const figures = document.querySelector('[data-testid="job-progress"]')
    return {
      state: status?.getAttribute('data-state') ?? null,
      text: status?.textContent?.trim() ?? '',
      figures: figures?.textContent?.trim() ?? '',
    }
  })

/** Says how the study gets on until it is done. @throws Error with the app's own words when it failed. */
async function follow(page: Page, log: (line: string) => void): Promise<void> {
  let text = ''
  let figures = ''
  let nextFigures = 0
  for (;;) {
    const now = await readProgress(page)
    if (now.state === 'failed') throw new Error(now.text)
    if (now.text !== '' && now.text !== text) log(now.text)
    if (now.state === 'done') return
    if (now.figures !== '' && now.figures !== figures && performance.now() >= nextFigures) {
      log(`  ${now.figures}`)
      nextFigures = performance.now() + FIGURES_EVERY_MS
      figures = now.figures
    }
    text = now.text
    await wait(POLL_MS)
  }
}

async function saveResults(page: Page, out: string): Promise<void> {
  mkdirSync(out, { recursive: true })
  for (const [button, name] of Object.entries(RESULTS)) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId(button).click()])
    await download.saveAs(join(out, name))
  }
}

/** Rejects when the page can no longer finish: its process died, the browser was closed, or its script broke. */
function pageEnds(page: Page): Promise<never> {
  return new Promise((_, reject) => {
    page.on('crash', () => reject(new Error('The page crashed: the browser ran out of memory.')))
    page.on('close', () => reject(new Error('The browser was closed before the study was done.')))
    page.on('pageerror', (error) => reject(new Error(`The app broke: ${error.message}`)))
  })
}

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])

/** A profile on disk rather than a private window: that has the storage a real one has. */
async function openBrowser(profile: string, run: StudyRun): Promise<BrowserContext> {
  const options = launchOptions(await ensureBrowser(run.log), run.backend === 'wasm' ? 'none' : 'any')
  return chromium
    .launchPersistentContext(profile, {
      ...options,
      headless: !(run.keepOpen && hasDisplay()),
      acceptDownloads: true,
      // the server runs as long as the study does: nothing needs to be saved
      serviceWorkers: 'block',
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    })
    .catch((cause: Error) => {
      const reason = /FATAL:\S+ (.*)/.exec(cause.message)?.[1] ?? firstLine(cause.message)
      throw new Error(`Chromium did not start: ${reason}`, { cause })
    })
}

/** Playwright's errors go on with its own log. */
const firstLine = (text: string): string => text.split('\n')[0] ?? ''

/** Resolves at Ctrl-C, or when asked to stop; asking twice does not cut the cleaning up short. */
function stopped(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, resolve)
  })
}

/**
 * Runs a study in the real app in a real Chromium, with the app's own entry for study files, and saves what it offers.
 * Browser, server, profile and the packed data are gone afterwards, whatever happened.
 * @throws Error with one line that says what is wrong.
 */
export async function runStudy(run: StudyRun): Promise<void> {
  await buildIfStale(run.log)
  const stop = stopped().then((signal) => {
    throw new Error(`Stopped (${signal}).`)
  })
  stop.catch(() => {})
  const server = await startServer({ port: 0 })
  const temporary = mkdtempSync(join(tmpdir(), 'nearside-study-'))
  let browser: BrowserContext | undefined
  try {
    const files = await filesToOpen(run.file, temporary)
    browser = await openBrowser(join(temporary, 'profile'), run)
    browser.setDefaultTimeout(SLOWEST_CLICK_MS)
    const page = browser.pages()[0] ?? (await browser.newPage())
    const work = async (): Promise<void> => {
      await page.goto(run.backend ? `${server.url}/?backend=${run.backend}` : server.url)
      await page.getByTestId('study-files').setInputFiles([...files])
      await follow(page, run.log)
      await saveResults(page, run.out)
    }
    await Promise.race([work(), pageEnds(page), stop])
    run.log(`Written to ${run.out}: ${Object.values(RESULTS).join(', ')}`)
    if (run.keepOpen) {
      run.log(`Open at ${server.url} until Ctrl-C.`)
      await Promise.race([stop, new Promise((resolve) => page.on('close', resolve))]).catch(() => {})
    }
  } catch (cause) {
    throw cause instanceof Error ? new Error(firstLine(cause.message), { cause }) : cause
  } finally {
    await browser?.close()
    await server.close()
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 })
  }
}
