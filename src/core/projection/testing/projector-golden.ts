import { matrixFrom } from '../../math/matrix.ts'
import { createRng } from '../../math/rng.ts'
import { dropoutStream } from '../dropout.ts'
import type { NetworkWeights } from '../network.ts'
import type { LossName } from '../presets.ts'
import type { StepSettings, Trainer, TrainingRun } from '../trainer.ts'

/**
 * Compares a trainer with PyTorch's numbers (src/core/fixtures/golden/projector_*.json, float64 results on float32-exact
 * inputs). The unit tests run it on the cpu backend, the browser tests on wasm and webgpu.
 */

interface GoldenWeights {
  readonly W1: readonly (readonly number[])[]
  readonly b1: readonly number[]
  readonly W2: readonly (readonly number[])[]
  readonly b2: readonly number[]
}

interface GoldenSettings {
  readonly name: string
  readonly loss_type: string
  readonly T: number
  readonly lr: number
}

export interface GoldenStepCase extends GoldenSettings {
  readonly weight_decay: number
  readonly X: readonly (readonly number[])[]
  readonly y: readonly number[]
  readonly init: GoldenWeights
  readonly loss: number
  readonly grads: GoldenWeights
  readonly losses_step_1_to_10: readonly number[]
  readonly weights_after: { readonly [steps: string]: GoldenWeights }
}

export interface GoldenRun extends GoldenSettings {
  readonly batch_size: number
  readonly X: readonly (readonly number[])[]
  readonly y: readonly number[]
  readonly X_test: readonly (readonly number[])[]
  readonly init: GoldenWeights
  readonly batch_order: readonly (readonly number[])[]
  readonly loss_per_epoch: readonly number[]
  readonly final_weights: {
    readonly [name in keyof GoldenWeights]: Summary & { readonly first10: readonly number[] }
  }
  readonly Z_test_first3: readonly (readonly number[])[]
  readonly Z_test_mean: number
  readonly Z_test_std: number
}

interface Summary {
  readonly mean: number
  readonly std: number
}

/** One number or tensor compared. */
export interface Deviation {
  readonly what: string
  /** Largest absolute difference divided by the expected tensor's largest magnitude (by 1 where that is 0). */
  readonly relative: number
}

/**
 * Float32 against float64 differs by some 1e-7 of a tensor's largest entry, whatever the size of the entry looked at: sums
 * of large terms cancel to small ones. So a tensor is measured as a whole, and no single entry near zero decides. That also
 * holds for Adam, whose first steps move a weight by the full learning rate whatever the size of its gradient: in these
 * cases a gradient is either exactly zero or a hundred times above the rounding noise, so no sign is left to chance.
 */
export const goldenTolerance = 1e-5

/** Loss, gradient, ten losses and the weights after 1, 2 and 10 steps of one case of projector_step.json. */
export async function compareStep(golden: GoldenStepCase, trainer: Trainer): Promise<Deviation[]> {
  const rows = Int32Array.from(golden.y, (_, i) => i)
  const run = await start(golden, { batchSize: rows.length, weightDecay: golden.weight_decay }, trainer)
  try {
    const { loss, gradient } = await run.gradient(rows)
    const deviations = [
      deviation('loss', [loss], [golden.loss]),
      ...compareWeights('gradient', gradient, golden.grads),
    ]
    const losses: number[] = []
    for (let step = 1; step <= golden.losses_step_1_to_10.length; step++) {
      losses.push((await run.epoch(rows, noDropout, {})).train)
      const expected = golden.weights_after[step]
      if (expected) deviations.push(...compareWeights(`weights after ${step}`, await run.weights(), expected))
    }
    return [...deviations, deviation('losses', losses, golden.losses_step_1_to_10)]
  } finally {
    run.dispose()
  }
}

/** Loss per epoch, final weights and projected test rows of one run of projector_run.json. */
export async function compareRun(golden: GoldenRun, trainer: Trainer): Promise<Deviation[]> {
  const run = await start(golden, { batchSize: golden.batch_size, weightDecay: 0 }, trainer)
  try {
    const losses: number[] = []
    for (const order of golden.batch_order)
      losses.push((await run.epoch(Int32Array.from(order), noDropout, {})).train)
    const weights = await run.weights()
    const Z = await trainer.project(weights, matrixFrom(golden.X_test))
    const first3 = golden.Z_test_first3.flat()
    return [
      deviation('loss per epoch', losses, golden.loss_per_epoch),
      ...weightNames.flatMap((name) => {
        const { first10, ...summary } = golden.final_weights[name]
        const values = tensorOf(weights, name)
        return [
          deviation(`final ${name}`, values.slice(0, 10), first10),
          ...compareSummary(name, values, summary),
        ]
      }),
      deviation('first projected rows', Z.data.slice(0, first3.length), first3),
      ...compareSummary('projected rows', Z.data, { mean: golden.Z_test_mean, std: golden.Z_test_std }),
    ]
  } finally {
    run.dispose()
  }
}

const weightNames = ['W1', 'b1', 'W2', 'b2'] as const
const lossNames: Readonly<Record<string, LossName>> = { bce: 'pair', supcon: 'supcon' }
const noDropout = dropoutStream(createRng(0))

function start(
  golden: GoldenSettings & Pick<GoldenStepCase, 'X' | 'y' | 'init'>,
  settings: Pick<StepSettings, 'batchSize' | 'weightDecay'>,
  trainer: Trainer,
): Promise<TrainingRun> {
  const { W1, b1, W2, b2 } = golden.init
  return trainer.start({
    train: { X: matrixFrom(golden.X), y: Int32Array.from(golden.y) },
    validation: null,
    initial: [
      { W: matrixFrom(W1), b: Float32Array.from(b1) },
      { W: matrixFrom(W2), b: Float32Array.from(b2) },
    ],
    settings: {
      ...settings,
      loss: lossNames[golden.loss_type]!,
      temperature: golden.T,
      learningRate: golden.lr,
      dropout: 0,
      optimiser: 'adam',
    },
  })
}

function compareWeights(what: string, actual: NetworkWeights, expected: GoldenWeights): Deviation[] {
  return weightNames.map((name) =>
    deviation(`${what}: ${name}`, tensorOf(actual, name), expected[name].flat()),
  )
}

/** Mean and standard deviation, both on the scale of the latter: a mean near zero says nothing by itself. */
function compareSummary(what: string, values: ArrayLike<number>, expected: Summary): Deviation[] {
  const all = Array.from(values)
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length
  const std = Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length)
  return [
    { what: `${what}: mean`, relative: Math.abs(mean - expected.mean) / expected.std },
    { what: `${what}: deviation`, relative: Math.abs(std - expected.std) / expected.std },
  ]
}

function deviation(what: string, actual: ArrayLike<number>, expected: readonly number[]): Deviation {
  const scale = Math.max(...expected.map(Math.abs)) || 1
  // Written so that NaN, or a tensor of another length, counts as infinitely far off.
  const differences = expected.map((value, i) => Math.abs((actual[i] ?? NaN) - value))
  const worst = actual.length === expected.length ? Math.max(...differences) : Infinity
  return { what, relative: Number.isNaN(worst) ? Infinity : worst / scale }
}

/** A tensor of the network by PyTorch's name for it, row-major. */
function tensorOf(weights: NetworkWeights, name: keyof GoldenWeights): Float32Array {
  const layer = weights[Number(name[1]) - 1]!
  return name.startsWith('W') ? layer.W.data : layer.b
}
