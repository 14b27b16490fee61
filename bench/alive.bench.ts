import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { classifierNames } from '../src/core/classifiers/registry.ts'
import { row } from '../src/core/math/matrix.ts'
import { launchOptions } from '../tools/browser.ts'
import { buildIfStale } from '../tools/build.ts'
import { ensureBrowser } from '../tools/ensure-browser.ts'
import { startServer } from '../tools/serve.ts'
import type { Bench } from './bench.ts'
import { madeCases } from './made-cases.ts'
import { watchPage, type Watched } from './watch-page.ts'

const cases = 2000
const dimensions = 768
const study = {
  version: 1,
  name: 'Alive',
  files: ['cases.csv'],
  projections: ['none', 'contrastive'],
  fusion: ['single'],
  preset: 'robust',
  classifiers: classifierNames,
  validation: { folds: 5, repeats: 1, seed: 42 },
  primary: { metric: 'auroc', classifier: 'lr', compare: ['contrastive', 'none'] },
}
/** The jobs that a study is, by their titles: none of them may pass unseen. */
const jobs = ['Reading the file', 'Storing the table', 'Comparing', 'Summing up']
/** The goals: the longest task of the main thread, and what may pass from a click on Cancel until no job is shown. */
const mostTaskMs = 200
const mostCancelMs = 1000
/** Before the first heading: the browser reads the app's code once, and there is nothing to click yet. */
const beginning = 'the page begins'
/** A whole study on two slow cores. */
const slowestMs = 3_600_000

/** How long a click has to wait while a study runs in the app, and how soon a study is over that is cancelled. */
export const bench: Bench = {
  name: 'alive',
  title: `The interface during a study: ${cases} x ${dimensions}, five folds, ${classifierNames.length} classifiers, on WebAssembly`,
  async run({ log }) {
    await buildIfStale(log)
    const server = await startServer({ port: 0 })
    const temporary = mkdtempSync(join(tmpdir(), 'nearside-alive-'))
    const files = [join(temporary, 'alive.study.json'), join(temporary, 'cases.csv')] as const
    writeFileSync(files[0], JSON.stringify(study))
    writeFileSync(files[1], madeUpTable())
    // a profile on disk: in a private window nothing is stored there
    const browser = await chromium.launchPersistentContext(join(temporary, 'profile'), {
      ...launchOptions(await ensureBrowser(), 'none'),
      serviceWorkers: 'block',
    })
    try {
      browser.setDefaultTimeout(slowestMs)
      const page = browser.pages()[0] ?? (await browser.newPage())
      const read = await watchPage(page)
      await page.goto(`${server.url}/?backend=wasm`)
      await page.getByTestId('study-files').setInputFiles([...files])
      const cancelled: { what: string; ms: number }[] = []
      const cancelAfter = async (what: string, text: string): Promise<void> => {
        await page.getByTestId('job').getByText(text).waitFor()
        log(`alive: cancelling ${what}`)
        cancelled.push({ what, ms: Math.round(await cancel(page)) })
        await page.getByRole('link', { name: /^Results/ }).click()
        await page.getByRole('button', { name: 'Continue this run' }).click()
      }
      // under Adapt, where the losses are drawn as they come
      await page.getByTestId('loss-curves').waitFor()
      await cancelAfter('networks in training', 'pieces')
      await page.getByRole('link', { name: /^Adapt/ }).click()
      await cancelAfter('classifiers', '6 of 10 pieces')
      await cancelAfter('the tables of figures', 'Summing up')
      await page.getByTestId('verdict').waitFor()
      log('alive: done')
      // long tasks are reported after they ended
      await page.waitForTimeout(1000)
      const watched = await read()
      const steps = titlesOf(watched).map((title) => ({
        step: title || beginning,
        task: longest(watched, title, 'tasks'),
        lag: longest(watched, title, 'lags'),
      }))
      return {
        columns: ['step', 'longest task, ms', 'at most', 'latest turn, ms'],
        rows: steps.map(({ step, task, lag }) => [
          step,
          task ?? 'none over 50',
          step === beginning ? '' : mostTaskMs,
          lag ?? 'none over 20',
        ]),
        notes: [
          'Of the main thread. A turn is late too where workers have all cores.',
          `From the click on Cancel until no job is shown, at most ${mostCancelMs} ms: ${cancelled.map(({ what, ms }) => `${what} ${ms}`).join('; ')}.`,
        ],
        missed: [
          ...jobs.flatMap((job) =>
            steps.some(({ step }) => step === job) ? [] : [`“${job}” was not seen.`],
          ),
          ...steps.flatMap(({ step, task }) =>
            step !== beginning && task !== null && task > mostTaskMs
              ? [`A task of ${task} ms during “${step}”.`]
              : [],
          ),
          ...cancelled.flatMap(({ what, ms }) =>
            ms > mostCancelMs ? [`Cancelling ${what} took ${ms} ms.`] : [],
          ),
        ],
      }
    } finally {
      await browser.close()
      await server.close()
      rmSync(temporary, { recursive: true, force: true, maxRetries: 5 })
    }
  },
}

function madeUpTable(): string {
  const { X, y } = madeCases(cases, dimensions, 2, 42)
  const header = [
    'case_id',
    'patient_id',
    'outcome',
    ...Array.from({ length: dimensions }, (_, j) => `e${j}`),
  ]
  const lines = Array.from(y, (label, i) => [
    `c${i}`,
    `p${i >> 1}`,
    label === 1 ? 'yes' : 'no',
    ...Array.from(row(X, i), (value) => value.toFixed(5)),
  ])
  return `${[header, ...lines].map((line) => line.join(',')).join('\n')}\n`
}

/** Milliseconds from the click until the strip of the job is gone. */
const cancel = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((done) => {
        const strip = document.querySelector('[data-testid=job]')!
        const buttons = [...strip.querySelectorAll('button')]
        const clicked = performance.now()
        new MutationObserver((_, observer) => {
          if (document.querySelector('[data-testid=job]')) return
          observer.disconnect()
          done(performance.now() - clicked)
        }).observe(document, { subtree: true, childList: true })
        buttons.find((button) => button.textContent === 'Cancel')!.click()
      }),
  )

/** The steps by their titles, in the order in which they first came. */
const titlesOf = ({ steps }: Watched): string[] => [...new Set(steps.map(({ name }) => name))]

/** The longest of a step, however often it was begun, in milliseconds; null where none was long enough to be recorded. */
function longest({ steps, ...watched }: Watched, title: string, what: 'tasks' | 'lags'): number | null {
  const during = watched[what].filter(({ at }) => steps.findLast((step) => step.at <= at)?.name === title)
  return during.length === 0 ? null : Math.round(Math.max(...during.map(({ ms }) => ms)))
}
