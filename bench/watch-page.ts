import type { Page } from 'playwright'

/** What happened on a page; times are milliseconds since it was opened. */
export interface Watched {
  /** Tasks of the main thread above 50 ms. */
  readonly tasks: readonly { readonly at: number; readonly ms: number }[]
  /** How late the turns came that were asked for every 20 ms, where more than 20 ms late: what a click then waits. */
  readonly lags: readonly { readonly at: number; readonly ms: number }[]
  /** What the page was busy with: the title of the running job, or the heading; from when on. */
  readonly steps: readonly { readonly at: number; readonly name: string }[]
}

declare global {
  // what the script below leaves on the page
  var watched: {
    tasks: { at: number; ms: number }[]
    lags: { at: number; ms: number }[]
    steps: { at: number; name: string }[]
  }
}

/** Records from the next navigation on; the result reads what was recorded since then. */
export async function watchPage(page: Page): Promise<() => Promise<Watched>> {
  await page.addInitScript(() => {
    const found: Watched = { tasks: [], lags: [], steps: [] }
    const { tasks, lags, steps } = (globalThis.watched = found as typeof globalThis.watched)
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) tasks.push({ at: startTime, ms: duration })
    }).observe({ type: 'longtask', buffered: true })
    const every = 20
    let due = performance.now() + every
    setInterval(() => {
      const late = performance.now() - due
      if (late > every) lags.push({ at: due, ms: late })
      due = performance.now() + every
    }, every)
    new MutationObserver(() => {
      const job = document.querySelector('[data-testid=job] strong') ?? document.querySelector('main h1')
      const name = job?.textContent ?? ''
      if (name !== steps.at(-1)?.name) steps.push({ at: performance.now(), name })
    }).observe(document, { subtree: true, childList: true, characterData: true })
  })
  return () => page.evaluate(() => globalThis.watched)
}
