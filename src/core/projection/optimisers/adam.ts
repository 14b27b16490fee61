import * as tf from '@tensorflow/tfjs-core'
import { decay, decayed, type Optimiser } from './optimiser.ts'

const beta1 = 0.9
const beta2 = 0.999
const epsilon = 1e-8

/** Adam (Kingma and Ba 2015) with decoupled weight decay (AdamW), in the order of operations of torch.optim.AdamW. */
export const adam: Optimiser = {
  name: 'adam',
  moments: 2,
  step({ parameters, moments: [mean, variance], steps }, gradient, sizes) {
    const t = steps + 1
    const nextMean = tf.add<tf.Tensor1D>(tf.mul(mean!, beta1), tf.mul(gradient, 1 - beta1))
    const nextVariance = tf.add<tf.Tensor1D>(tf.mul(variance!, beta2), tf.mul(tf.square(gradient), 1 - beta2))
    const deviation = tf.add(tf.div(tf.sqrt(nextVariance), Math.sqrt(1 - beta2 ** t)), epsilon)
    const move = tf.mul(tf.div(nextMean, deviation), sizes.learningRate / (1 - beta1 ** t))
    return {
      parameters: tf.sub(decayed(parameters, sizes), move),
      moments: [nextMean, nextVariance],
      steps: t,
    }
  },
  formula: {
    count: 3,
    numbers: (t, sizes) => [
      decay(sizes),
      1 / Math.sqrt(1 - beta2 ** t),
      -sizes.learningRate / (1 - beta1 ** t),
    ],
    update(m, { parameter, gradient, moments: [mean, variance] }, [kept, correction, rate]) {
      const nextMean = m.multiplyAdd(mean!, m.constant(beta1), m.multiply(gradient, m.constant(1 - beta1)))
      const square = m.multiply(gradient, gradient)
      const nextVariance = m.multiplyAdd(
        variance!,
        m.constant(beta2),
        m.multiply(square, m.constant(1 - beta2)),
      )
      const deviation = m.multiplyAdd(m.root(nextVariance), correction!, m.constant(epsilon))
      const move = m.divide(nextMean, deviation)
      return {
        parameter: m.multiplyAdd(move, rate!, m.multiply(parameter, kept!)),
        moments: [nextMean, nextVariance],
      }
    },
  },
}
