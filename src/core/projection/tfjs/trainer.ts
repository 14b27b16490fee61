import * as tf from '@tensorflow/tfjs-core'
import { Failure } from '../../failure.ts'
import { throwIfAborted } from '../../signal.ts'
import type { DropoutStream } from '../dropout.ts'
import { dropoutMask } from '../dropout.ts'
import { evenChunks } from '../even-chunks.ts'
import { losses } from '../losses/registry.ts'
import { widthsOf, type NetworkWeights } from '../network.ts'
import type {
  EpochContext,
  EpochLosses,
  LossGradient,
  Trainer,
  TrainingJob,
  TrainingRun,
} from '../trainer.ts'
import { forward, lossAndGradient } from './gradient.ts'
import { disposeState, startOptimiser, type OptimiserState } from '../optimisers/optimiser.ts'
import { optimisers } from '../optimisers/registry.ts'
import { flatten, joined, layersOf, unflatten, type DeviceLayer } from './parameters.ts'
import { project } from './project.ts'
import type { Rows } from './rows.ts'
import { sliceRows, takeRows, upload } from './rows.ts'

/**
 * The reference implementation, in ops of TensorFlow.js on whatever backend is set: the readable one that others are
 * checked against. It registers no backend; that is the worker's part (engine/backend.ts).
 */
export const tfjsTrainer: Trainer = {
  name: 'tfjs',
  start: async (job) => new TfjsRun(job),
  project,
}

class TfjsRun implements TrainingRun {
  readonly #settings: TrainingJob['settings']
  readonly #widths: readonly number[]
  readonly #train: Rows
  readonly #validation: Rows | null
  #state: OptimiserState
  #epochs = 0

  constructor(job: TrainingJob) {
    this.#settings = job.settings
    this.#widths = widthsOf(job.initial)
    this.#train = upload(job.train)
    this.#validation = job.validation && upload(job.validation)
    this.#state = startOptimiser(optimisers[job.settings.optimiser], flatten(job.initial))
  }

  async epoch(order: Int32Array, dropout: DropoutStream, context: EpochContext): Promise<EpochLosses> {
    const { batchSize } = this.#settings
    this.#epochs++
    let sum = tf.scalar(0)
    let watched = tf.scalar(0)
    try {
      for (let start = 0; start < order.length; start += batchSize) {
        throwIfAborted(context.signal)
        sum = added(sum, this.#step(order.subarray(start, start + batchSize), dropout))
        await context.yieldToLoop?.()
      }
      const chunks = this.#validation ? evenChunks(this.#validation.X.shape[0], batchSize) : []
      for (const [start, end] of chunks) {
        throwIfAborted(context.signal)
        watched = added(watched, this.#validationLoss(start, end))
        await context.yieldToLoop?.()
      }
      const [train, validation] = await this.#readFinite(sum, watched)
      return {
        train: train / Math.ceil(order.length / batchSize),
        validation: this.#validation ? validation / chunks.length : null,
      }
    } finally {
      tf.dispose([sum, watched])
    }
  }

  async gradient(rows: Int32Array): Promise<LossGradient> {
    const read = tf.tidy(() => {
      const { loss, gradient } = this.#lossAndGradient(rows, null)
      return { loss, gradient: joined(gradient) }
    })
    try {
      const [loss] = await read.loss.data()
      return { loss: loss!, gradient: unflatten(await read.gradient.data<'float32'>(), this.#widths) }
    } finally {
      tf.dispose(read)
    }
  }

  async weights(): Promise<NetworkWeights> {
    return unflatten(await this.#state.parameters.data<'float32'>(), this.#widths)
  }

  dispose(): void {
    tf.dispose([this.#train, this.#validation ?? []])
    disposeState(this.#state)
  }

  /** One optimiser step on the given training rows; gives the batch's loss before it. */
  #step(rows: Int32Array, dropout: DropoutStream): tf.Scalar {
    const optimiser = optimisers[this.#settings.optimiser]
    const next = tf.tidy(() => {
      const { loss, gradient } = this.#lossAndGradient(rows, this.#masks(rows.length, dropout))
      return { loss, state: optimiser.step(this.#state, joined(gradient), this.#settings) }
    })
    disposeState(this.#state)
    this.#state = next.state
    return next.loss
  }

  /** A mask for every hidden layer, each with a key of its own, from the input on. */
  #masks(rows: number, dropout: DropoutStream): tf.Tensor2D[] | null {
    const rate = this.#settings.dropout
    if (rate === 0) return null
    return this.#widths
      .slice(1, -1)
      .map((units) => tf.tensor2d(dropoutMask(dropout.nextKey(), rows * units, rate), [rows, units]))
  }

  #lossAndGradient(
    rows: Int32Array,
    masks: readonly tf.Tensor2D[] | null,
  ): { loss: tf.Scalar; gradient: DeviceLayer[] } {
    const { loss, temperature } = this.#settings
    return lossAndGradient(takeRows(this.#train, rows), this.#layers(), masks, losses[loss], temperature)
  }

  #validationLoss(start: number, end: number): tf.Scalar {
    const { loss, temperature } = this.#settings
    return tf.tidy(() => {
      const { X, y } = sliceRows(this.#validation!, start, end)
      return losses[loss].compute(forward(X, this.#layers()), y, temperature)
    })
  }

  #layers(): DeviceLayer[] {
    return layersOf(this.#state.parameters, this.#widths)
  }

  /**
   * The one read of an epoch. The parameters' sum is read along with the losses: a comparison inside a shader may turn a
   * NaN activation into an ordinary number, so a finite loss alone does not prove that the weights are finite.
   */
  async #readFinite(sum: tf.Scalar, watched: tf.Scalar): Promise<[number, number]> {
    const read = tf.tidy(() => tf.stack([sum, watched, tf.sum(this.#state.parameters)]))
    try {
      const values = await read.data<'float32'>()
      if (!values.every(Number.isFinite))
        throw new Failure('training-diverged', { loss: this.#settings.loss, epoch: this.#epochs })
      return [values[0]!, values[1]!]
    } finally {
      read.dispose()
    }
  }
}

function added(sum: tf.Scalar, loss: tf.Scalar): tf.Scalar {
  const next = tf.add<tf.Scalar>(sum, loss)
  tf.dispose([sum, loss])
  return next
}
