import type { Page } from 'playwright'

/** What happened on a page; times are milliseconds since it was opened. */
export interface Watched {
  /** Tasks of the main thread above 50 ms. */
  readonly tasks: readonly { readonly at: number; readonly ms: number }[]
  /** What the page was busy with: the title of the running job, or the heading; from when on. */
  readonly steps: readonly { readonly at: number; readonly name: string }[]
}

declare global {
  // what the script below leaves on the page
  var watched: { tasks: { at: number; ms: number }[]; steps: { at: number; name: string }[] }
}

/** Records from the next navigation on; the result reads what was recorded since then. */
export async function watchPage(page: Page): Promise<() => Promise<Watched>> {
  await page.addInitScript(() => {
    const found: Watched = { tasks: [], steps: [] }
    const { tasks, steps } = (globalThis.watched = found as typeof globalThis.watched)
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) tasks.push({ at: startTime, ms: duration })
    }).observe({ type: 'longtask', buffered: true })
    new MutationObserver(() => {
      const job = document.querySelector('[data-testid=job] strong') ?? document.querySelector('main h1')
      const name = job?.textContent ?? ''
      if (name !== steps.at(-1)?.name) steps.push({ at: performance.now(), name })
    }).observe(document, { subtree: true, childList: true, characterData: true })
  })
  return () => page.evaluate(() => globalThis.watched)
}
