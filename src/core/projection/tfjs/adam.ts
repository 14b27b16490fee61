import * as tf from '@tensorflow/tfjs-core'

const beta1 = 0.9
const beta2 = 0.999
const epsilon = 1e-8

/** Parameters with Adam's running moments, all of one length. */
export type AdamState = {
  readonly parameters: tf.Tensor1D
  readonly mean: tf.Tensor1D
  readonly variance: tf.Tensor1D
  /** Steps taken. */
  readonly steps: number
}

export function adamStart(parameters: Float32Array): AdamState {
  return {
    parameters: tf.tensor1d(parameters, 'float32'),
    mean: tf.zeros([parameters.length]),
    variance: tf.zeros([parameters.length]),
    steps: 0,
  }
}

/**
 * One step of Adam (Kingma and Ba 2015) with decoupled weight decay (AdamW, Loshchilov and Hutter 2019), in the order of
 * operations of torch.optim.AdamW. Gives a new state; the old one is the caller's to free.
 */
export function adamStep(
  { parameters, mean, variance, steps }: AdamState,
  gradient: tf.Tensor1D,
  { learningRate, weightDecay }: { readonly learningRate: number; readonly weightDecay: number },
): AdamState {
  const t = steps + 1
  const nextMean = tf.add<tf.Tensor1D>(tf.mul(mean, beta1), tf.mul(gradient, 1 - beta1))
  const nextVariance = tf.add<tf.Tensor1D>(tf.mul(variance, beta2), tf.mul(tf.square(gradient), 1 - beta2))
  const deviation = tf.add(tf.div(tf.sqrt(nextVariance), Math.sqrt(1 - beta2 ** t)), epsilon)
  const move = tf.mul(tf.div(nextMean, deviation), learningRate / (1 - beta1 ** t))
  const decayed = weightDecay === 0 ? parameters : tf.mul(parameters, 1 - learningRate * weightDecay)
  return { parameters: tf.sub(decayed, move), mean: nextMean, variance: nextVariance, steps: t }
}

export function adamDispose(state: AdamState): void {
  tf.dispose([state.parameters, state.mean, state.variance])
}
