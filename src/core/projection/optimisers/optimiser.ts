import * as tf from '@tensorflow/tfjs-core'
import type { Arithmetic } from '../../math/arithmetic.ts'
import type { OptimiserName } from '../presets.ts'

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

/** A step of one parameter, as a formula from which kernels of any kind are made. */
export interface UpdateFormula {
  /** How many numbers are the same for all parameters of a step. */
  readonly count: number
  /** The parameter and its moments after the step. */
  update<Value>(
    m: Arithmetic<Value>,
    before: { readonly parameter: Value; readonly gradient: Value; readonly moments: readonly Value[] },
    numbers: readonly Value[],
  ): { readonly parameter: Value; readonly moments: readonly Value[] }
}

export interface StepFormula extends UpdateFormula {
  /** The numbers, [count]. @param step from 1 */
  numbers(step: number, sizes: StepSizes): readonly number[]
}

/**
 * One way of following a gradient, as the reference takes it in tensors and as a formula; the contract's test holds both to the
 * definition. One file each; the registry lists them, src/strings/words.ts titles them.
 */
export interface Optimiser {
  readonly name: OptimiserName
  /** How many moments it keeps; they start at zero. */
  readonly moments: number
  /** One step against the gradient, as long as the parameters. Gives a new state; the old one is the caller's to free. */
  step(state: OptimiserState, gradient: tf.Tensor1D, sizes: StepSizes): OptimiserState
  readonly formula: StepFormula
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

/** What a parameter is multiplied by before the step: decoupled weight decay. */
export const decay = ({ learningRate, weightDecay }: StepSizes): number => 1 - learningRate * weightDecay

/** Decoupled weight decay (Loshchilov and Hutter 2019): apart from the gradient, biases too. */
export function decayed(parameters: tf.Tensor1D, sizes: StepSizes): tf.Tensor1D {
  return sizes.weightDecay === 0 ? parameters : tf.mul(parameters, decay(sizes))
}
