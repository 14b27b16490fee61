import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { Encoders } from './pages/encoders.ts'
import { expect, test } from './support/test.ts'

const cycles = 20
/** Until then code is compiled and caches fill. */
const warmUp = 5
const most = 1.05

/** Megabytes of the tab, after what can be freed was freed. */
interface Memory {
  /** Of the page's objects. */
  readonly heap: number
  /** Of the process, workers included, as the system counts it; null where it does not say (only Linux has /proc). */
  readonly resident: number | null
}

test('[P13] twenty times loading, running and unloading an encoder: memory grows by at most 5 % @deep', async ({
  page,
}) => {
  test.setTimeout(400_000)
  const encoders = await Encoders.open(page, 'wasm')
  await encoders.choose('Starter text encoder (texts)')
  const meter = await openMeter(page)
  let early: Memory | undefined
  for (let cycle = 1; cycle <= cycles; cycle++) {
    // a worker of its own loads the encoder, encodes, and is ended; the number of texts tells this result from the last
    const texts = Array.from(
      { length: 2 + (cycle % 2) },
      (_, i) => `heart failure, cycle ${cycle}, note ${i}`,
    )
    await encoders.compareTexts(texts)
    if (cycle === warmUp) early = await meter()
  }
  const late = await meter()
  expect(late.heap / early!.heap).toBeLessThanOrEqual(most)
  if (late.resident !== null) expect(late.resident / early!.resident!).toBeLessThanOrEqual(most)
})

/** What measures this page's process. */
async function openMeter(page: Page): Promise<() => Promise<Memory>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const id = await rendererOf(page)

  async function heap(): Promise<number> {
    await session.send('HeapProfiler.collectGarbage')
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'JSHeapUsedSize')!.value / 2 ** 20
  }

  return async () => {
    // Chromium ends the threads of an ended worker, and frees their memory, within half a minute
    await expect.poll(() => workerThreads(id), { intervals: [500], timeout: 90_000 }).toBe(0)
    return { heap: await heap(), resident: residentMegabytes(id) }
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

const hasProc = existsSync('/proc/self/status')

function residentMegabytes(id: number): number | null {
  if (!hasProc) return null
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))![1]) / 1024
}

function workerThreads(id: number): number {
  if (!hasProc) return 0
  const names = readdirSync(`/proc/${id}/task`).map((task) =>
    readFileSync(`/proc/${id}/task/${task}/comm`, 'utf8'),
  )
  return names.filter((name) => name.startsWith('DedicatedWorker')).length
}
