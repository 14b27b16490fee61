import type { Page } from 'playwright'
import type { Backend } from '../tools/browser.ts'

/** One table of figures: a heading for each column, and rows of the same length. Put units into the headings. */
export interface BenchTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
  /** What a reader must know to trust the figures: sizes, seeds, what was left out. */
  readonly notes?: readonly string[]
  /** Goals that were not reached, a sentence each: the command then ends as failed. */
  readonly missed?: readonly string[]
}

export interface BenchContext {
  /** One line on standard error: what is being measured now. */
  log(line: string): void
  /**
   * A headless Chromium page, built by Vite and served with the app's headers, models and samples. The exports of the
   * module at `entry` (a path from the repository's root) are `globalThis.lab` there:
   * `page.evaluate(() => lab.run(...))`. The browser is closed after the benchmark.
   * @param files a folder whose content is served beside the page
   */
  openPage(entry: string, backend: Backend, files?: string): Promise<Page>
}

/** bench/NAME.bench.ts exports one of these as `bench`. */
export interface Bench {
  readonly name: string
  readonly title: string
  run(context: BenchContext): Promise<BenchTable>
}
