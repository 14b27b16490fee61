import type { KernelKind } from '../math/kernel-kind.ts'
import type { Matrix } from '../math/matrix.ts'
import type { Signal } from '../signal.ts'
import type { DropoutStream } from './dropout.ts'
import type { NetworkWeights } from './network.ts'
import type { ContrastiveSettings } from './presets.ts'

/** Vectors [n, d] with labels [n]. */
export interface Labelled {
  readonly X: Matrix
  readonly y: Int32Array
}

/** The settings that one optimiser step depends on. */
export type StepSettings = Pick<
  ContrastiveSettings,
  'loss' | 'temperature' | 'dropout' | 'optimiser' | 'weightDecay' | 'learningRate' | 'batchSize'
>

export interface TrainingJob {
  readonly train: Labelled
  /**
   * Rows whose loss is reported after every epoch and that are never trained on; null where nothing is watched. Cut into
   * consecutive chunks of about one batch, so that the loss is comparable with the training loss: give them in random order.
   */
  readonly validation: Labelled | null
  readonly initial: NetworkWeights
  readonly settings: StepSettings
}

export interface EpochContext {
  readonly signal?: Signal
  /** See FitContext. */
  readonly yieldToLoop?: () => Promise<void>
}

export interface EpochLosses {
  /** Unweighted mean of the batch losses, each taken before its step. */
  readonly train: number
  readonly validation: number | null
}

export interface LossGradient {
  readonly loss: number
  /** d loss / d weights, in the weights' own layout. */
  readonly gradient: NetworkWeights
}

/** Of the trainers that a study may be computed with: TensorFlow.js, and the kernels by their kind. */
export type TrainerName = 'tfjs' | 'webgpu' | KernelKind

/**
 * An implementation of the network's arithmetic. All of them take the same random streams (initial weights, order of the
 * rows, dropout keys) from outside and so follow one trajectory; which one runs is a matter of speed alone.
 *
 * A step is: gradient of the mean loss of a batch, with a dropout mask for each hidden layer; then the settings' optimiser with decoupled
 * weight decay on all parameters (Loshchilov and Hutter 2019): adam with betas 0.9 and 0.999, eps 1e-8, or sgd with momentum
 * 0.9; all in float32.
 */
export interface Trainer {
  readonly name: string
  /**
   * @throws Failure 'computing-out-of-memory'; on a graphics processor 'training-out-of-memory', 'training-device-lost' (as everything that
   * follows does there)
   */
  start(job: TrainingJob): Promise<TrainingRun>
  /** The network's outputs without dropout, X [m, d] -> [m, k]. */
  project(weights: NetworkWeights, X: Matrix): Promise<Matrix>
}

/** A network in training. Dispose it, whatever happens; a run that threw can only be disposed. */
export interface TrainingRun {
  /**
   * One pass over the rows in `order` ([n], indices into train): consecutive batches of settings.batchSize, the last one as
   * short as it comes. The signal is looked at before every step (a graphics processor is given up to eight at once), and
   * `yieldToLoop` awaited after it.
   * @throws Failure 'training-diverged' when a loss or a weight is no longer finite
   * @throws Failure 'cancelled'
   */
  epoch(order: Int32Array, dropout: DropoutStream, context: EpochContext): Promise<EpochLosses>
  /** Loss and gradient of the given training rows at the present weights, without dropout; nothing moves. For checks. */
  gradient(rows: Int32Array): Promise<LossGradient>
  /** A copy of the present weights. */
  weights(): Promise<NetworkWeights>
  dispose(): void
}
