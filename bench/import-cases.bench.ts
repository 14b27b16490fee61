import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright'
import { launchOptions } from '../tools/browser.ts'
import { buildIfStale } from '../tools/build.ts'
import { ensureBrowser } from '../tools/ensure-browser.ts'
import { pickerGives } from '../tools/folder-picker.ts'
import { startServer } from '../tools/serve.ts'
import { writeZip } from '../tools/write-zip.ts'
import type { Bench } from './bench.ts'
import { writeCases, type CaseShape } from './case-files.ts'
import { watchPage, type Watched } from './watch-page.ts'

const PICTURES: CaseShape = { rows: 10_000, columns: 15, vector: 0, wordsPerNote: 100, pictures: 2_000 }
const INPUTS = [
  { title: 'folder', shape: PICTURES, packed: false },
  { title: 'ZIP, deflated', shape: PICTURES, packed: true },
  {
    title: 'table, 768 numbers of a vector',
    shape: { ...PICTURES, columns: 0, vector: 768, wordsPerNote: 20, pictures: 0 },
    packed: true,
  },
  {
    title: 'table, notes of 200 words',
    shape: { ...PICTURES, columns: 15, wordsPerNote: 200, pictures: 0 },
    packed: true,
  },
]
/** As many files as PICTURES has, for the picker: how they are picked does not depend on what they hold. */
const emptyPictures = Array.from(
  { length: PICTURES.pictures },
  (_, i) => [`images/${i}.png`, new Uint8Array(1)] as const,
)
const smallTable = new TextEncoder().encode('picture,outcome\nimages/0.png,yes\nimages/1.png,no\n')
/** The slowest step on a busy machine. */
const SLOWEST_MS = 120_000
const SETTLE_MS = 1000

/** How long the app is busy from choosing the files to the data screen, and how long it keeps the page waiting at most. */
export const bench: Bench = {
  name: 'import-cases',
  title: 'Import in the app: 10,000 rows, 2,000 pictures; opening the project again; a change of a role',
  async run({ log }) {
    await buildIfStale(log)
    const server = await startServer({ port: 0 })
    const temporary = mkdtempSync(join(tmpdir(), 'nearside-import-'))
    const rows: (string | number)[][] = []
    try {
      for (const [i, { title, shape, packed }] of INPUTS.entries()) {
        log(`import-cases: ${title}`)
        const folder = join(temporary, `cases-${i}`)
        const paths = await writeCases(folder, shape)
        const opened = packed ? `${folder}.zip` : folder
        if (packed)
          await writeZip(
            opened,
            folder,
            paths,
            (path) => path,
            () => false,
          )
        rows.push(
          ...(await measure(server.url, join(temporary, `profile-${i}`), opened)).map((row) => [
            title,
            ...row,
          ]),
        )
      }
    } finally {
      await server.close()
      rmSync(temporary, { recursive: true, force: true, maxRetries: 5 })
    }
    return {
      columns: ['opened', 'step', 's', 'longest task, ms', 'tab, MB at most'],
      rows,
      notes: [
        'The longest task is of the main thread; 50: none was above 50 ms. Memory is what the process of the tab, workers included, had at most up to then.',
        'Pictures are PNG files of 256 x 256 grey noise, 66 kB each.',
      ],
    }
  },
}

async function measure(url: string, profile: string, opened: string): Promise<(string | number)[][]> {
  // a profile on disk: in a private window nothing is stored there
  const browser = await chromium.launchPersistentContext(profile, {
    ...launchOptions(await ensureBrowser(), 'none'),
    serviceWorkers: 'block',
  })
  try {
    browser.setDefaultTimeout(SLOWEST_MS)
    const page = browser.pages()[0] ?? (await browser.newPage())
    const read = await watchPage(page)
    const rows: (string | number)[][] = []
    const add = async (name: string, from: number, to: number): Promise<void> => {
      const { tasks } = await read()
      const during = tasks.filter(({ at, ms }) => at + ms > from && at < to).map(({ ms }) => ms)
      rows.push([
        name,
        ((to - from) / 1000).toFixed(1),
        Math.round(Math.max(50, ...during)),
        await peakMegabytes(browser),
      ])
    }

    await page.goto(`${url}/?backend=wasm`)
    if (!opened.endsWith('.zip')) {
      await pickerGives(page, { ...Object.fromEntries(emptyPictures), 'cases.csv': smallTable })
      const picked = await settled(page)
      await page.getByRole('button', { name: 'Open a folder' }).click()
      await page.getByTestId('import-matched').waitFor()
      await add('preview, by the folder picker', picked, await now(page))
      await page.goto('about:blank')
      await page.goto(`${url}/?backend=wasm`)
    }
    const chosen = await settled(page)
    await page.getByTestId(opened.endsWith('.zip') ? 'open-table' : 'open-folder').setInputFiles(opened)
    await page.getByTestId('import').and(page.locator(':enabled')).waitFor()
    await add('preview', chosen, await now(page))
    const confirmed = await settled(page)
    await page.getByTestId('import').click()
    const sentence = page.getByTestId('data-sentence')
    await sentence.waitFor()
    const shown = await now(page)
    await settled(page)
    for (const [i, { at, name }] of partsOf(await read(), confirmed, shown).entries())
      await add(name, at, partsOf(await read(), confirmed, shown)[i + 1]?.at ?? shown)
    await add('showing it', shown, await now(page))

    await page.reload()
    await sentence.waitFor()
    const reopened = await now(page)
    await settled(page)
    await add('opening it again', 0, reopened)
    await add('showing it', reopened, await now(page))

    for (const use of ['Not used', 'Text (notes)']) {
      const before = await sentence.textContent()
      const changed = await settled(page)
      await page.getByLabel('Use of note', { exact: true }).selectOption({ label: use })
      await page.waitForFunction(
        (words) => document.querySelector('[data-testid=data-sentence]')?.textContent !== words,
        before,
      )
      const done = await now(page)
      await settled(page)
      await add(`notes used as: ${use}`, changed, done)
    }
    return rows
  } finally {
    await browser.close()
  }
}

/** The steps of an import, by the titles of its jobs; what follows the last job is opening the project. */
function partsOf({ steps }: Watched, from: number, to: number): Watched['steps'] {
  const during = steps.filter(({ at }) => at >= from && at < to)
  return during.map(({ at, name }) => ({ at, name: /^(?:Reading|Storing)/.test(name) ? name : 'opening it' }))
}

const now = (page: Page): Promise<number> => page.evaluate(() => performance.now())

/** Lets what was begun come to rest; long tasks are reported after they ended. */
async function settled(page: Page): Promise<number> {
  await page.waitForTimeout(SETTLE_MS)
  return now(page)
}

/** The most that any process of pages had; '-' where the system does not say (only Linux has /proc). */
async function peakMegabytes(context: BrowserContext): Promise<number | string> {
  const session = await context.browser()!.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const peaks = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => `/proc/${id}/status`)
    .filter((file) => existsSync(file))
    .map((file) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1]) / 1024)
  return peaks.length === 0 ? '-' : Math.round(Math.max(...peaks))
}
