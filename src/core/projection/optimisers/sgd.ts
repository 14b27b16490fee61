import * as tf from '@tensorflow/tfjs-core'
import { decay, decayed, type Optimiser } from './optimiser.ts'

const momentum = 0.9

/**
 * Stochastic gradient descent with momentum 0.9, torch.optim.SGD's form: the velocity is 0.9 times itself plus the gradient, the
 * step the learning rate times the velocity. Weight decay is decoupled, as for Adam (SGDW, Loshchilov and Hutter 2019).
 */
export const sgd: Optimiser = {
  name: 'sgd',
  moments: 1,
  step({ parameters, moments: [velocity], steps }, gradient, sizes) {
    const next = tf.add<tf.Tensor1D>(tf.mul(velocity!, momentum), gradient)
    return {
      parameters: tf.sub(decayed(parameters, sizes), tf.mul(next, sizes.learningRate)),
      moments: [next],
      steps: steps + 1,
    }
  },
  formula: {
    count: 2,
    numbers: (_, sizes) => [decay(sizes), -sizes.learningRate],
    update(m, { parameter, gradient, moments: [velocity] }, [kept, rate]) {
      const next = m.multiplyAdd(velocity!, m.constant(momentum), gradient)
      return { parameter: m.multiplyAdd(next, rate!, m.multiply(parameter, kept!)), moments: [next] }
    },
  },
}
