import { createRng, type Rng } from '../../math/rng.ts'
import { batchRules } from '../batches/registry.ts'
import { dropoutStream } from '../dropout.ts'
import { initialWeights } from '../network.ts'
import { batchRuleNames, lossNames, optimiserNames } from '../presets.ts'
import type { Trainer, TrainingJob } from '../trainer.ts'
import { syntheticRows } from './synthetic.ts'

const among = <T>(rng: Rng, values: readonly T[]): T => values[rng.int(values.length)]!

/**
 * A training job with every choice drawn: sizes that fit no panel, one or two hidden layers, all losses and optimisers. Layers have six
 * units or more: of two or three outputs all may come near zero, where a direction, and so a trajectory, is a matter of rounding.
 */
export function randomJob(seed: number): TrainingJob {
  const rng = createRng(seed, 'random job')
  const d = 1 + rng.int(20)
  const n = 5 + rng.int(40)
  const hidden = Array.from({ length: 1 + rng.int(2) }, () => 6 + rng.int(20))
  const widths = [d, ...hidden, 6 + rng.int(16)]
  return {
    train: syntheticRows(n, d, 2 + rng.int(3), 0.7, seed),
    validation: null,
    initial: initialWeights(widths, rng),
    settings: {
      loss: among(rng, lossNames),
      temperature: among(rng, [0.1, 0.5, 1]),
      dropout: among(rng, [0, 0.3]),
      optimiser: among(rng, optimiserNames),
      weightDecay: among(rng, [0, 0.01]),
      // with longer steps a few trajectories are unstable: they double every difference of rounding within some steps
      learningRate: 1e-3,
      batchSize: 4 + rng.int(40),
    },
  }
}

/** A job in which every kernel takes several turns: rows, inputs and outputs beyond a tile, a panel, a workgroup and its vectors. */
export function wideJob(seed: number): TrainingJob {
  const { settings } = randomJob(seed)
  return {
    train: syntheticRows(300, 290, 3, 0.7, seed),
    validation: null,
    initial: initialWeights([290, 70, 261], createRng(seed, 'wide job')),
    settings: { ...settings, batchSize: 140 },
  }
}

/** The parameters after at least `steps` steps, as one array a tensor; random orders or class-aware ones. */
async function trajectory(trainer: Trainer, job: TrainingJob, seed: number, steps: number) {
  const rng = createRng(seed, 'trajectory')
  const rule = among(rng, batchRuleNames)
  const nextOrder = batchRules[rule](job.train.y, job.settings.batchSize)
  const dropout = dropoutStream(createRng(seed, 'dropout'))
  const run = await trainer.start(job)
  try {
    const stepsAnEpoch = Math.ceil(job.train.X.rows / job.settings.batchSize)
    let loss = 0
    for (let done = 0; done < steps; done += stepsAnEpoch)
      loss = (await run.epoch(nextOrder(rng), dropout, {})).train
    const weights = await run.weights()
    return { loss, tensors: weights.flatMap(({ W, b }) => [W.data, b]) }
  } finally {
    run.dispose()
  }
}

/** The largest difference of a tensor's entries, divided by its largest entry. */
function difference(actual: Float32Array, expected: Float32Array): number {
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1
  return actual.reduce((worst, value, i) => Math.max(worst, Math.abs(value - expected[i]!)), 0) / scale
}

/** How far the other trainers' loss and parameters are from the first one's after so many steps of a job, relative to each tensor. */
export async function worstDisagreement(
  [reference, ...others]: readonly Trainer[],
  job: TrainingJob,
  seed: number,
  steps: number,
): Promise<number> {
  const expected = await trajectory(reference!, job, seed, steps)
  let worst = 0
  for (const trainer of others) {
    const actual = await trajectory(trainer, job, seed, steps)
    const differences = actual.tensors.map((tensor, i) => difference(tensor, expected.tensors[i]!))
    // written so that NaN counts as infinitely far off
    for (const relative of [...differences, Math.abs(actual.loss - expected.loss) / (1 + expected.loss)])
      if (!(relative <= worst)) worst = Number.isNaN(relative) ? Infinity : relative
  }
  return worst
}
