import { createRng } from '../math/rng.ts'
import { batchRules } from './batches/registry.ts'
import { dropoutStream } from './dropout.ts'
import type { MethodContext } from './method.ts'
import { initialWeights, networkWidths, type NetworkWeights } from './network.ts'
import type { ContrastiveSettings } from './presets.ts'
import type { EpochReport } from './projection.ts'
import type { Labelled, Trainer } from './trainer.ts'

/** `phase`, `network` and `networks` as every epoch's report has them. */
export interface TrainPlan extends Pick<EpochReport, 'phase' | 'network' | 'networks'> {
  readonly train: Labelled
  /** Watched after every epoch; null: nothing is. */
  readonly validation: Labelled | null
  /** At most this many epochs. */
  readonly epochs: number
  /** Stop after this many epochs without a lower validation loss and keep the best epoch's weights; null: never, keep the last. */
  readonly patience: number | null
}

export interface TrainedNetwork {
  readonly weights: NetworkWeights
  /** The epoch these weights are from, and how many were run. */
  readonly epoch: number
  readonly epochsRun: number
  readonly validationLoss: number | null
}

/**
 * Trains a network from fresh weights. Initial weights, order of the rows and dropout draw from streams of their own, named
 * by seed and phase, so that they are the same whatever the trainer or backend (R12).
 * @throws Failure 'training-diverged', 'cancelled'
 */
export async function trainNetwork(
  { train, validation, patience, ...reported }: TrainPlan,
  settings: ContrastiveSettings,
  trainer: Trainer,
  context: MethodContext,
): Promise<TrainedNetwork> {
  const stream = (purpose: string) => createRng(context.seed, reported.phase, purpose)
  const order = stream('order')
  const nextOrder = batchRules[settings.batches](train.y, settings.batchSize)
  const dropout = dropoutStream(stream('dropout'))
  const initial = initialWeights(networkWidths(settings, train.X.cols), stream('initial'))

  const run = await trainer.start({ train, validation, initial, settings })
  try {
    let best = { weights: initial, epoch: 0, validationLoss: Infinity }
    let last: { epoch: number; validationLoss: number | null } = { epoch: 0, validationLoss: null }
    for (let epoch = 1; epoch <= reported.epochs; epoch++) {
      const losses = await run.epoch(nextOrder(order), dropout, context)
      last = { epoch, validationLoss: losses.validation }
      await context.onEpoch?.({
        ...reported,
        epoch,
        trainLoss: losses.train,
        validationLoss: losses.validation,
      })
      if (patience === null || losses.validation === null) continue
      if (losses.validation < best.validationLoss)
        best = { weights: await run.weights(), epoch, validationLoss: losses.validation }
      else if (epoch - best.epoch >= patience) break
    }
    if (best.epoch > 0) return { ...best, epochsRun: last.epoch }
    return { weights: await run.weights(), ...last, epochsRun: last.epoch }
  } finally {
    run.dispose()
  }
}
