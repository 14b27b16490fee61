import type { Page } from 'playwright'
import { projectionNames } from '../src/core/projection/projection.ts'
import type { Bench, BenchContext } from './bench.ts'
import type { Grid, GridFigures, runGrid } from './grid/lab.ts'
import { madeCases } from './made-cases.ts'
import { findPython, fitCases, ownFigures, peerFigures, withoutPython } from './peers/fits.ts'

const classifiers = ['lr', 'svc', 'cart', 'rf', 'gbm', 'xgb', 'mlp', 'knn']
const grid: Grid = {
  cases: 4000,
  columns: 768,
  classes: 2,
  classifiers,
  projections: projectionNames,
  folds: 5,
  workers: 2,
  seed: 1,
}
/** Single fits beside scikit-learn's. */
const fits = { rows: 4000, testRows: 1000, columns: [128, 768], repeats: 3 }

type Lab = { readonly runGrid: typeof runGrid }

/** CPU seconds of all of a browser's processes since each began: on a busy machine the clock on the wall says little. */
async function cpuSecondsOf(page: Page): Promise<number> {
  const session = await page.context().browser()!.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0)
}

async function inBrowser({ openPage, log }: BenchContext): Promise<GridFigures & { readonly cpu: number }> {
  log('grid: the whole grid in the browser, two workers')
  const page = await openPage('bench/grid/lab.ts', 'wasm')
  const before = await cpuSecondsOf(page)
  const figures = await page.evaluate(
    (asked) => (globalThis as unknown as { lab: Lab }).lab.runGrid(asked),
    grid,
  )
  return { ...figures, cpu: (await cpuSecondsOf(page)) - before }
}

/** classifier -> for each number of columns: ours, the inner fit, scikit-learn's, and the ratio. */
async function besideScikitLearn(
  python: string | null,
  log: (line: string) => void,
): Promise<Map<string, string[]>> {
  const rows = new Map<string, string[]>(classifiers.map((name) => [name, []]))
  for (const columns of fits.columns) {
    const all = madeCases(fits.rows + fits.testRows, columns, grid.classes, grid.seed)
    const cases = fitCases(all, fits.testRows, grid.classes)
    try {
      for (const [name, cells] of rows) {
        log(`grid: ${name}, ${fits.rows} x ${columns}`)
        const own = await ownFigures(name, cases, { seed: grid.seed, repeats: fits.repeats })
        const other = python === null ? null : await peerFigures(python, name, cases)
        const seconds = own.fit + own.predict
        const theirs = other ? other.fit + other.predict : null
        cells.push(
          seconds.toFixed(2),
          theirs?.toFixed(2) ?? '',
          theirs === null ? '' : (seconds / theirs).toFixed(2),
          own.inner.toFixed(2),
        )
      }
    } finally {
      cases.remove()
    }
  }
  return rows
}

export const bench: Bench = {
  name: 'grid',
  title: `A study of ${grid.cases} cases of ${grid.columns} columns: ${grid.projections.length} projections, ${classifiers.length} classifiers, ${grid.folds} folds`,
  async run(context) {
    const { total, cpu, summary, projecting, classifying, auroc } = await inBrowser(context)
    const python = await findPython()
    const single = await besideScikitLearn(python, context.log)
    const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
    const projections = grid.projections.map((name) => projecting[name]!)
    const blank = fits.columns.flatMap(() => ['', '', '', ''])
    const line = (name: string, seconds: readonly number[]): string[] => [
      name,
      ...seconds.map((value) => value.toFixed(1)),
      sum(seconds).toFixed(1),
    ]
    const range = (name: string): string =>
      grid.projections.map((projection) => auroc[projection]![name]!.toFixed(3)).join(', ')
    return {
      columns: [
        'seconds of 5 folds',
        ...grid.projections,
        'all',
        ...fits.columns.flatMap((d) => [`${d}: ours, s`, 'scikit-learn, s', 'ratio', 'inner fit, s']),
      ],
      rows: [
        [...line('projecting', projections), ...blank],
        ...classifiers.map((name) => {
          const seconds = grid.projections.map((projection) => classifying[projection]![name]!)
          return [...line(name, seconds), ...single.get(name)!]
        }),
      ],
      notes: [
        `the whole grid: ${total.toFixed(0)} s on the wall with ${grid.workers} workers, the summary's ${summary.toFixed(1)} s among them; ${cpu.toFixed(0)} CPU seconds of the browser`,
        `left: seconds on the wall in the workers, in Chromium on wasm, each classifier fitted twice a fold: on all training rows and on the inner fit part`,
        `right: CPU seconds in Node of one fit on ${fits.rows} rows and of predicting ${fits.testRows}, ours the median of ${fits.repeats}, scikit-learn's (xgb: XGBoost's) once`,
        `AUROC (${grid.projections.join(', ')}): ${classifiers.map((name) => `${name} ${range(name)}`).join('; ')}`,
        ...(python === null ? [withoutPython] : []),
      ],
    }
  },
}
