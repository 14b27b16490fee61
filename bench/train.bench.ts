import type { Page } from 'playwright'
import type { StepSettings } from '../src/core/projection/trainer.ts'
import { BACKENDS, type Backend } from '../tools/browser.ts'
import type { Bench, BenchContext } from './bench.ts'
import type { trainer } from './train/lab.ts'

const batchSize = 128
const output = 128

/** The two presets' steps, with the network's sizes varied. */
const presets = {
  supcon: { loss: 'supcon', dropout: 0.3 },
  pair: { loss: 'pair', dropout: 0 },
} as const

/** A software webgpu adapter takes a hundred times as long: a few steps there are enough. */
const effort: Record<Backend, { stepsPerEpoch: number; epochs: number; warmUp: number }> = {
  wasm: { stepsPerEpoch: 16, epochs: 9, warmUp: 5 },
  webgpu: { stepsPerEpoch: 2, epochs: 3, warmUp: 1 },
}

type Lab = { readonly trainer: typeof trainer }

async function measureSteps(
  page: Page,
  backend: Backend,
  { log }: BenchContext,
): Promise<(string | number)[][]> {
  const rows: (string | number)[][] = []
  for (const { loss, dropout } of Object.values(presets))
    for (const d of [256, 768])
      for (const hidden of [16, 256]) {
        log(`train: ${backend}, ${loss}, d = ${d}, h = ${hidden}`)
        const settings: StepSettings = {
          loss,
          dropout,
          optimiser: 'adam',
          temperature: 0.1,
          weightDecay: 0,
          learningRate: 1e-3,
          batchSize,
        }
        const ms = await page.evaluate(
          (bench) => (globalThis as unknown as { lab: Lab }).lab.trainer().step(bench),
          { d, hidden, output, settings, ...effort[backend] },
        )
        // multiplications and additions: forward and backward of both layers (the input needs no gradient), Gram matrix
        const flop =
          4 * batchSize * d * hidden + 6 * batchSize * hidden * output + 4 * batchSize ** 2 * output
        rows.push([backend, loss, d, hidden, ms.toFixed(2), (flop / ms / 1e6).toFixed(1)])
      }
  return rows
}

export const bench: Bench = {
  name: 'train',
  title: 'Training steps of the projection network (TensorFlow.js in a worker)',
  async run(context) {
    const rows: (string | number)[][] = []
    const notes: string[] = [`batch ${batchSize}, ${output} outputs; supcon with dropout 0.3, pair without`]
    for (const backend of BACKENDS) {
      const page = await context.openPage('bench/train/lab.ts', backend)
      const started = await page.evaluate(
        (backend) => (globalThis as unknown as { lab: Lab }).lab.trainer().start(backend),
        backend,
      )
      notes.push(`${backend}: ${started.adapter || 'SIMD'}, ${started.threads} thread`)
      rows.push(...(await measureSteps(page, backend, context)))
      if (backend === 'wasm') {
        context.log('train: a robust fit of 2,300 x 256 on wasm')
        const fit = await page.evaluate(() =>
          (globalThis as unknown as { lab: Lab }).lab.trainer().robustFit(2300, 256),
        )
        notes.push(
          `a robust fit of 2,300 x 256 on wasm: ${fit.seconds.toFixed(1)} s, ${fit.steps} steps ` +
            `(${fit.epochsSearched} epochs searched, ${fit.epochs} refitted)`,
        )
      }
    }
    return { columns: ['backend', 'loss', 'd', 'h', 'ms/step', 'GFLOP/s'], rows, notes }
  },
}
