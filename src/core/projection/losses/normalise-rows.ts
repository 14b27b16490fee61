import * as tf from '@tensorflow/tfjs-core'
import { smallestNorm } from './smallest-norm.ts'
import { withGradient } from './with-gradient.ts'

/** Every row divided by its L2 norm, [n, k] -> [n, k], differentiable: dZ = (dU - U (U . dU)) / |Z|, row by row. */
export function normaliseRows(Z: tf.Tensor2D): tf.Tensor2D {
  return withGradient(Z, (Z) => {
    const norms = tf.maximum<tf.Tensor2D>(tf.sqrt(tf.sum(tf.square(Z), 1, true)), smallestNorm)
    const U = tf.div<tf.Tensor2D>(Z, norms)
    return {
      value: U,
      saved: [U, norms],
      gradient: (dU: tf.Tensor2D, U: tf.Tensor2D, norms: tf.Tensor2D): tf.Tensor2D =>
        tf.div(tf.sub(dU, tf.mul(U, tf.sum(tf.mul(dU, U), 1, true))), norms),
    }
  })
}
