import * as tf from '@tensorflow/tfjs-core'
import type { ContrastiveLoss } from '../losses/loss.ts'
import type { Layers } from './parameters.ts'
import type { Rows } from './rows.ts'

/** Z = relu(X V1 + b1) V2 + b2 without dropout, [n, d] -> [n, k]. */
export function forward(X: tf.Tensor2D, { V1, b1, V2, b2 }: Layers): tf.Tensor2D {
  return layer(layer(X, V1, b1, 'relu'), V2, b2, 'linear')
}

/**
 * Loss of a batch and its derivative with respect to the layers. The network's part is written by hand: tfjs's own
 * derivative of a product multiplies with transpose flags, ten times as slow on wasm (docs/decisions/0004-training-on-tfjs.md).
 * @param mask what each hidden activation is multiplied by, [n, h] (dropout); null: nothing
 */
export function lossAndGradient(
  { X, y }: Rows,
  { V1, b1, V2, b2 }: Layers,
  mask: tf.Tensor2D | null,
  loss: ContrastiveLoss,
  temperature: number,
): { loss: tf.Scalar; gradient: Layers } {
  const active = layer(X, V1, b1, 'relu')
  const H = mask ? tf.mul<tf.Tensor2D>(active, mask) : active
  const Z = layer(H, V2, b2, 'linear')

  const { value, grad: dZ } = tf.valueAndGrad<tf.Tensor2D, tf.Scalar>((Z) => loss.compute(Z, y, temperature))(
    Z,
  )

  /** What a unit passes on: its mask where relu let it through, 0 elsewhere. */
  const passed = mask ? tf.mul(mask, tf.step(active)) : tf.step(active)
  const dA = tf.mul<tf.Tensor2D>(tf.matMul(dZ, tf.transpose(V2)), passed)
  return {
    loss: value,
    gradient: {
      V1: tf.matMul(tf.transpose(X), dA),
      b1: tf.sum(dA, 0),
      V2: tf.matMul(tf.transpose(H), dZ),
      b2: tf.sum(dZ, 0),
    },
  }
}

function layer(X: tf.Tensor2D, V: tf.Tensor2D, b: tf.Tensor1D, activation: 'relu' | 'linear'): tf.Tensor2D {
  return tf.fused.matMul({ a: X, b: V, bias: b, activation }) as tf.Tensor2D
}
