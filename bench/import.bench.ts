import type { Bench } from './bench.ts'
import { median } from './figures.ts'
import type * as Lab from './import.page.ts'

declare const lab: typeof Lab

const SHAPES = [
  { title: 'short notes', rows: 50_000, words: 12 },
  { title: 'long notes', rows: 10_000, words: 250 },
]
const REPEATS = 5

/** How fast a CSV becomes a table, in the worker that the app uses. */
export const bench: Bench = {
  name: 'import',
  title: 'Import: CSV to table, in a worker, streamed',
  async run({ log, openPage }) {
    const page = await openPage('bench/import.page.ts', 'wasm')
    const rows: (string | number)[][] = []
    for (const { title, rows: count, words } of SHAPES) {
      log(`import: ${title}`)
      const timing = await page.evaluate(([n, w, repeats]) => lab.timeImport(n, w, repeats), [
        count,
        words,
        REPEATS,
      ] as const)
      const [worker, papaparse] = [median(timing.worker), median(timing.papaparse)]
      const megabytes = timing.bytes / 1e6
      rows.push([
        title,
        count,
        megabytes.toFixed(1),
        Math.round((1000 * count) / worker),
        ((1000 * megabytes) / worker).toFixed(1),
        Math.round((1000 * count) / papaparse),
        (worker / papaparse).toFixed(2),
      ])
    }
    return {
      columns: ['table', 'rows', 'MB', 'rows/s', 'MB/s', 'PapaParse alone, rows/s', 'time ratio'],
      rows,
      notes: [
        `Median of ${REPEATS}. The app's figure holds the start of the worker, decoding, checks and the copy to the page.`,
        'PapaParse alone parses the whole text on the page, without checks.',
      ],
    }
  },
}
