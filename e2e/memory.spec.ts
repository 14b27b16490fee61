import { existsSync, readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { Encoders } from './pages/encoders.ts'
import { expect, test } from './support/test.ts'

const cycles = 20
/** Until then code is compiled and caches fill. */
const warmUp = 5

/** Megabytes of the tab at rest. */
interface Memory {
  /** Of the page's objects. */
  readonly heap: number
  /** Of the process, workers included, as the system counts it; null where it does not say (only Linux has /proc). */
  readonly resident: number | null
}

test('[P13] twenty times loading, running and unloading an encoder: memory grows by at most 5 % @deep', async ({
  page,
}) => {
  test.setTimeout(600_000)
  const encoders = await Encoders.open(page, 'wasm')
  await encoders.choose('Starter text encoder (texts)')
  const atRest = await openMeter(page)
  let early: Memory | undefined
  for (let cycle = 1; cycle <= cycles; cycle++) {
    // a worker of its own loads the encoder, encodes, and is ended; the number of texts tells this result from the last
    const texts = Array.from(
      { length: 2 + (cycle % 2) },
      (_, i) => `heart failure, cycle ${cycle}, note ${i}`,
    )
    await encoders.compareTexts(texts)
    if (cycle === warmUp) early = await atRest()
  }
  const late = await atRest()
  test.info().annotations.push({ type: 'megabytes', description: JSON.stringify({ early, late }) })
  // the request log and the like grow by kilobytes; a model that is held, or its vectors, would be megabytes
  expect(late.heap - early!.heap).toBeLessThan(0.5)
  if (late.resident !== null) expect(late.resident / early!.resident!).toBeLessThanOrEqual(1.05)
})

/** What measures this page's process. */
async function openMeter(page: Page): Promise<() => Promise<Memory>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const id = await rendererOf(page)

  async function measure(): Promise<Memory> {
    await session.send('HeapProfiler.collectGarbage')
    const { metrics } = await session.send('Performance.getMetrics')
    const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')!.value / 2 ** 20
    return { heap, resident: residentMegabytes(id) }
  }

  // Chromium gives an ended worker's memory back in steps, over half a minute: at rest is when no step has come for so long
  return async () => {
    let lowest = await measure()
    let since = Date.now()
    await expect
      .poll(
        async () => {
          const now = await measure()
          if (now.resident !== null && now.resident < 0.99 * lowest.resident!) {
            lowest = now
            since = Date.now()
          }
          return Date.now() - since
        },
        { intervals: [1000], timeout: 180_000 },
      )
      .toBeGreaterThan(30_000)
    return lowest
  }
}

/** Id of the process that runs a page and its workers: of all that run pages, the one that is busy when this page is. */
async function rendererOf(page: Page): Promise<number> {
  const session = await page.context().browser()!.newBrowserCDPSession()
  const times = async (): Promise<Map<number, number>> => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    const pages = processInfo.filter(({ type }) => type === 'renderer')
    return new Map(pages.map(({ id, cpuTime }) => [id, cpuTime]))
  }
  const before = await times()
  await page.evaluate(() => {
    const end = performance.now() + 200
    while (performance.now() < end);
  })
  const after = await times()
  await session.detach()
  const [busiest] = [...after].toSorted(
    ([a, timeOfA], [b, timeOfB]) => timeOfB - (before.get(b) ?? 0) - (timeOfA - (before.get(a) ?? 0)),
  )[0]!
  return busiest
}

function residentMegabytes(id: number): number | null {
  const file = `/proc/${id}/status`
  if (!existsSync(file)) return null
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))![1]) / 1024
}
