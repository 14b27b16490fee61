import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { Deviation, GoldenRun, GoldenStepCase } from '../src/core/projection/testing/projector-golden.ts'
import { goldenTolerance } from '../src/core/projection/testing/projector-golden.ts'
import { trainerContract } from '../src/core/projection/testing/trainer-contract.ts'
import { buildLab } from '../tools/lab.ts'
import { startServer } from '../tools/serve.ts'
import type { TrainerName } from '../src/core/projection/trainer.ts'
import type { parity } from './backends/lab.ts'
import { expect, test as base } from './support/test.ts'

/** The lab page instead of the app: the trainer's worker, under the app's own headers. */
const test = base.extend<object, { labUrl: string }>({
  labUrl: [
    async ({}, provide, { project }) => {
      const folder = await buildLab('e2e/backends/lab.ts', project.name)
      const server = await startServer({ port: 0, folder })
      await provide(server.url)
      await server.close()
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ labUrl }, provide) => provide(labUrl),
})

/** The page's own globalThis, inside evaluate. */
type Lab = { readonly lab: { readonly parity: typeof parity } }

const golden = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../src/core/fixtures/golden/${name}`, import.meta.url), 'utf8'))

const beyondTolerance = (deviations: readonly Deviation[]): Deviation[] =>
  deviations.filter(({ relative }) => !(relative <= goldenTolerance))

/** Opens the page and starts the backend that the project is named for; the trainers that compute on it. */
async function start(page: Page): Promise<TrainerName[]> {
  await page.goto('/')
  await page.waitForFunction(() => 'lab' in globalThis)
  const backend = test.info().project.name as 'wasm' | 'webgpu'
  const started = await page.evaluate(
    (backend) => (globalThis as unknown as Lab).lab.parity().start(backend),
    backend,
  )
  expect(started.backend).toBe(backend)
  const names = await page.evaluate(() => (globalThis as unknown as Lab).lab.parity().trainers())
  // Chromium has SIMD everywhere; which processor rounds once is its own affair
  expect(names).toEqual(
    expect.arrayContaining(backend === 'wasm' ? ['tfjs', 'simd', 'scalar'] : ['tfjs', 'webgpu']),
  )
  return names
}

test('every trainer agrees with PyTorch on this backend: every case of projector_step', async ({ page }) => {
  const { cases } = golden('projector_step.json') as { cases: GoldenStepCase[] }
  for (const name of await start(page))
    for (const step of cases)
      await test.step(`${step.name}, ${name}`, async () => {
        const deviations = await page.evaluate(
          ({ step, name }) => (globalThis as unknown as Lab).lab.parity().compareStep(step, name),
          { step, name },
        )
        expect(deviations.length).toBeGreaterThanOrEqual(18)
        expect(beyondTolerance(deviations)).toEqual([])
      })
})

test('kernels hold the contract of every trainer where they run', async ({ page }) => {
  await start(page)
  const { held, broken } = await page.evaluate(() =>
    (globalThis as unknown as Lab).lab.parity().brokenRules(),
  )
  expect(broken).toEqual([])
  // those of a graphics processor in both ways, with one thread a tile and with several
  expect(held).toBeGreaterThanOrEqual(2 * (trainerContract.length + 1))
})

for (const [configurations, deep] of [
  [4, ''],
  [200, ' @deep'],
] as const)
  test(`R12: kernels follow the trajectory of those in JavaScript: ${configurations} random configurations${deep}`, async ({
    page,
  }) => {
    if (deep) test.setTimeout(1_800_000)
    await start(page)
    const differences: number[] = []
    for (let seed = 0; seed < configurations; seed++) {
      const worst = await page.evaluate(
        (seed) => (globalThis as unknown as Lab).lab.parity().worstDisagreement(seed, 50),
        seed,
      )
      expect(worst, `configuration ${seed}`).toBeLessThan(1e-4)
      differences.push(worst)
    }
    const largest = Math.max(...differences).toExponential(1)
    test.info().annotations.push({ type: 'largest difference', description: largest })
    const wide = await page.evaluate(() => (globalThis as unknown as Lab).lab.parity().worstOfWide(0, 3))
    expect(wide, 'a wide network').toBeLessThan(1e-4)
  })

test('every trainer agrees with PyTorch on this backend: projector_run @deep', async ({ page }) => {
  const { runs } = golden('projector_run.json') as { runs: GoldenRun[] }
  for (const name of await start(page))
    for (const run of runs)
      await test.step(`${run.name}, ${name}`, async () => {
        const deviations = await page.evaluate(
          ({ run, name }) => (globalThis as unknown as Lab).lab.parity().compareRun(run, name),
          { run, name },
        )
        expect(deviations.length).toBeGreaterThanOrEqual(16)
        expect(beyondTolerance(deviations)).toEqual([])
      })
})
