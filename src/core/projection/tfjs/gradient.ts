import * as tf from '@tensorflow/tfjs-core'
import type { ContrastiveLoss } from '../losses/loss.ts'
import type { DeviceLayer } from './parameters.ts'
import type { Rows } from './rows.ts'

/** The network's outputs without dropout, relu between the layers, [n, d] -> [n, k]. */
export function forward(X: tf.Tensor2D, layers: readonly DeviceLayer[]): tf.Tensor2D {
  return layers.reduce((H, layer, l) => apply(H, layer, l < layers.length - 1 ? 'relu' : 'linear'), X)
}

/**
 * Loss of a batch and its derivative with respect to the layers. The network's part is written by hand: tfjs's own
 * derivative of a product multiplies with transpose flags, ten times as slow on wasm (docs/decisions/0004-training-on-tfjs.md).
 * @param masks what each activation of each hidden layer is multiplied by, [n, h] each (dropout); null: nothing
 */
export function lossAndGradient(
  { X, y }: Rows,
  layers: readonly DeviceLayer[],
  masks: readonly tf.Tensor2D[] | null,
  loss: ContrastiveLoss,
  temperature: number,
): { loss: tf.Scalar; gradient: DeviceLayer[] } {
  /** What each layer gets, and what each hidden unit passes back: its mask where relu let it through, 0 elsewhere. */
  const inputs = [X]
  const passed: tf.Tensor2D[] = []
  layers.slice(0, -1).forEach((layer, l) => {
    const active = apply(inputs[l]!, layer, 'relu')
    const mask = masks?.[l]
    inputs.push(mask ? tf.mul(active, mask) : active)
    passed.push(mask ? tf.mul(mask, tf.step(active)) : tf.step(active))
  })
  const Z = apply(inputs.at(-1)!, layers.at(-1)!, 'linear')

  const { value, grad: dZ } = tf.valueAndGrad<tf.Tensor2D, tf.Scalar>((Z) => loss.compute(Z, y, temperature))(
    Z,
  )

  const gradient: DeviceLayer[] = []
  let dA = dZ
  for (let l = layers.length - 1; l >= 0; l--) {
    gradient.unshift({ V: tf.matMul(tf.transpose(inputs[l]!), dA), b: tf.sum(dA, 0) })
    if (l > 0) dA = tf.mul(tf.matMul(dA, tf.transpose(layers[l]!.V)), passed[l - 1]!)
  }
  return { loss: value, gradient }
}

function apply(H: tf.Tensor2D, { V, b }: DeviceLayer, activation: 'relu' | 'linear'): tf.Tensor2D {
  return tf.fused.matMul({ a: H, b: V, bias: b, activation }) as tf.Tensor2D
}
