import * as tf from '@tensorflow/tfjs-core'

/** Labels [n] -> [n, n], 1 where two rows share a label (the diagonal included), else 0. */
export function sameLabel(y: tf.Tensor1D): tf.Tensor2D {
  return agreement(tf.cast(y, 'float32'))
}

/** [n, n], 1 on the diagonal, else 0. */
export function identity(n: number): tf.Tensor2D {
  return agreement(tf.range(0, n, 1, 'float32'))
}

/**
 * relu(1 - |a - b|) is exactly 1 for equal integers and 0 for others. It needs only ops that every backend vectorises and
 * broadcasts; comparing and casting takes twenty times as long on wasm.
 */
function agreement(values: tf.Tensor1D): tf.Tensor2D {
  const n = values.shape[0]
  const difference = tf.sub(tf.reshape(values, [n, 1]), tf.reshape(values, [1, n]))
  return tf.relu(tf.sub(1, tf.abs(difference)))
}

/** All inner products of the rows, Z Z^T, [n, n]. Not differentiable: the losses carry their own derivatives. */
export function gram(Z: tf.Tensor2D): tf.Tensor2D {
  // An explicit transpose: the wasm backend multiplies through XNNPACK only where no transpose flag is set (7 times as fast).
  return tf.matMul(Z, tf.transpose(Z))
}
