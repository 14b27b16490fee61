import * as tf from '@tensorflow/tfjs-core'
import type { OptimiserName } from '../../presets.ts'

/** Parameters with what an optimiser remembers of the steps before. */
export type OptimiserState = {
  readonly parameters: tf.Tensor1D
  /** Running means, each as long as the parameters. */
  readonly moments: tf.Tensor1D[]
  /** Steps taken. */
  readonly steps: number
}

export interface StepSizes {
  readonly learningRate: number
  readonly weightDecay: number
}

/** One way of following a gradient. One file each; the registry lists them, src/strings/words.ts titles them. */
export interface Optimiser {
  readonly name: OptimiserName
  /** How many moments it keeps; they start at zero. */
  readonly moments: number
  /** One step against the gradient, as long as the parameters. Gives a new state; the old one is the caller's to free. */
  step(state: OptimiserState, gradient: tf.Tensor1D, sizes: StepSizes): OptimiserState
}

export function startOptimiser({ moments }: Optimiser, parameters: Float32Array): OptimiserState {
  return {
    parameters: tf.tensor1d(parameters, 'float32'),
    moments: Array.from({ length: moments }, () => tf.zeros<tf.Rank.R1>([parameters.length])),
    steps: 0,
  }
}

export function disposeState({ parameters, moments }: OptimiserState): void {
  tf.dispose([parameters, ...moments])
}

/** Decoupled weight decay (Loshchilov and Hutter 2019): apart from the gradient, biases too. */
export function decayed(parameters: tf.Tensor1D, { learningRate, weightDecay }: StepSizes): tf.Tensor1D {
  return weightDecay === 0 ? parameters : tf.mul(parameters, 1 - learningRate * weightDecay)
}
