import type { StepSettings } from '../src/core/projection/trainer.ts'
import { runCommand } from '../tools/run-command.ts'
import { fromRoot } from '../tools/paths.ts'
import type { Bench, BenchContext } from './bench.ts'
import { findPython } from './peers/fits.ts'
import type * as lab from './train/lab.ts'
import type { StepBench } from './train/train.worker.ts'

type Lab = { readonly lab: typeof lab }

interface Case {
  readonly loss: 'pair' | 'supcon'
  readonly d: number
  readonly h: number
  readonly batch: number
}

const output = 128
const stepsPerEpoch = 8
const rounds = 7
const cases: readonly Case[] = [384, 768, 1536].flatMap((d) =>
  [16, 256].flatMap((h) =>
    [128, 512].flatMap((batch) => (['pair', 'supcon'] as const).map((loss) => ({ loss, d, h, batch }))),
  ),
)
/** A software webgpu adapter takes a thousand times as long as a real one: a step of a few cases shows how much. */
const onSoftware = cases.filter(({ d, batch }) => d === 768 && batch === 128)

/** Multiplications and additions of a step: forward and backward of both layers (the input needs no gradient), products of outputs. */
const flopOf = ({ d, h, batch }: Case): number =>
  4 * batch * d * h + 6 * batch * h * output + 4 * batch ** 2 * output

/** The two presets' losses; sizes are the case's. */
const settingsOf = ({ loss, batch }: Case): StepSettings => ({
  loss,
  dropout: loss === 'supcon' ? 0.3 : 0,
  optimiser: 'adam',
  temperature: 0.1,
  weightDecay: 0,
  learningRate: 1e-3,
  batchSize: batch,
})

const benchOf = (one: Case, stepsPerEpoch: number): StepBench => ({
  d: one.d,
  hidden: one.h,
  output,
  settings: settingsOf(one),
  stepsPerEpoch,
})

/** Milliseconds a step in PyTorch, of every case; null where it is not installed. */
async function measureTorch({ log }: BenchContext): Promise<readonly number[] | null> {
  const python = await findPython('torch')
  if (python === null) return null
  log('train: PyTorch')
  const asked = cases.map(({ loss, d, h, batch }) => ({ loss, d, h, batch, output }))
  const script = fromRoot('bench', 'peers', 'torch_projector.py')
  const { status, output: printed } = await runCommand(python, [script, JSON.stringify(asked)], {
    capture: true,
  })
  if (status !== 0) throw new Error(printed)
  return (JSON.parse(printed) as { ms: number }[]).map(({ ms }) => ms)
}

export const bench: Bench = {
  name: 'train',
  title: `Training steps of the projection network, milliseconds, ${output} outputs`,
  async run(context) {
    const torch = await measureTorch(context)
    const page = await context.openPage('bench/train/lab.ts', 'wasm')
    const { kinds } = await page.evaluate(() => (globalThis as unknown as Lab).lab.trainer().start('wasm'))
    const vectorKinds = kinds.filter((kind) => kind !== 'scalar')
    const fastest = vectorKinds[0]!
    const peaks = await page.evaluate((kinds) => (globalThis as unknown as Lab).lab.peaks(kinds), vectorKinds)
    const rows: (string | number)[][] = []
    for (const [i, one] of cases.entries()) {
      context.log(`train: ${one.loss}, d = ${one.d}, h = ${one.h}, batch ${one.batch}`)
      const bench = benchOf(one, stepsPerEpoch)
      const { alone, two } = await page.evaluate(
        ({ bench, kinds, rounds }) =>
          (globalThis as unknown as Lab).lab.stepTimes(bench, ['tfjs', ...kinds], kinds[0]!, rounds),
        { bench, kinds: vectorKinds, rounds },
      )
      const ours = alone[fastest]!
      const peer = torch?.[i]
      rows.push([
        one.loss, one.d, one.h, one.batch,
        alone['tfjs']!.toFixed(2), alone['simd']!.toFixed(2), ours.toFixed(2), two.toFixed(2),
        (flopOf(one) / ours / 1e6).toFixed(1),
        (alone['tfjs']! / ours).toFixed(1),
        peer?.toFixed(2) ?? '', peer ? (ours / peer).toFixed(2) : '', peer ? (two / peer).toFixed(2) : '',
      ]) // prettier-ignore
    }
    context.log('train: whole robust fits of 4,000 x 768')
    const fit = await page.evaluate(
      (name) => (globalThis as unknown as Lab).lab.trainer().robustFit(name, 4000, 768),
      fastest,
    )

    const graphics = await context.openPage('bench/train/lab.ts', 'webgpu')
    const { adapter } = await graphics.evaluate(() =>
      (globalThis as unknown as Lab).lab.trainer().start('webgpu'),
    )
    const onWebgpu: string[] = []
    for (const one of onSoftware) {
      context.log(`train: webgpu, ${one.loss}, h = ${one.h}`)
      const [tfjs, own] = await graphics.evaluate(
        async (bench) => {
          const worker = (globalThis as unknown as Lab).lab.trainer()
          const times: number[] = []
          for (const name of ['tfjs', 'webgpu'] as const) {
            await worker.open(name, bench)
            await worker.epoch(name)
            times.push(await worker.epoch(name))
          }
          return times
        },
        benchOf(one, 2),
      )
      onWebgpu.push(`${one.loss}, h = ${one.h}: ${tfjs!.toFixed(0)} and ${own!.toFixed(0)}`)
    }
    return {
      columns: [
        'loss', 'd', 'h', 'batch', 'tfjs-wasm', 'simd', fastest, 'two folds', `${fastest}, GFLOP/s`, `tfjs / ${fastest}`, 'PyTorch',
        `${fastest} / PyTorch`, 'two folds / PyTorch',
      ],
      rows,
      notes: [
        `the least of ${rounds} epochs of ${stepsPerEpoch} steps that took turns; two folds: half the time of a step where two workers train at once`,
        'supcon with dropout 0.3, pair without; PyTorch: one thread, the gradient written by hand, CPU milliseconds' +
          (torch ? '' : '; not installed here'),
        `products of 1024^3 in the same kernels, GFLOP/s: ${vectorKinds.map((kind) => `${kind} ${peaks[kind]!.toFixed(1)}`).join(', ')}`,
        `a robust fit of 4,000 x 768, ${fastest}: ${fit.seconds.toFixed(1)} s, ${fit.steps} steps (${fit.epochsSearched} epochs searched, ${fit.epochs} refitted)`,
        `webgpu (${adapter}), d = 768, batch 128, ms/step of TensorFlow.js and of ours: ${onWebgpu.join('; ')}`,
      ],
    } // prettier-ignore
  },
}
