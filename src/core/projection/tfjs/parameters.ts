import * as tf from '@tensorflow/tfjs-core'
import { matrix } from '../../math/matrix.ts'
import type { NetworkWeights } from '../network.ts'

/**
 * All parameters of the network in one tensor, so that an optimiser step is a dozen ops instead of a dozen per layer. The
 * layers lie in it transposed, [in, out]: the forward product then needs no transpose flag, which the wasm backend would
 * multiply without XNNPACK, at a tenth of the speed.
 */
export interface Shape {
  readonly d: number
  readonly hidden: number
  readonly output: number
}

export interface Layers {
  /** W1^T, [d, h] */
  readonly V1: tf.Tensor2D
  /** [h] */
  readonly b1: tf.Tensor1D
  /** W2^T, [h, k] */
  readonly V2: tf.Tensor2D
  /** [k] */
  readonly b2: tf.Tensor1D
}

export function shapeOf(weights: NetworkWeights): Shape {
  return { d: weights.W1.cols, hidden: weights.W1.rows, output: weights.W2.rows }
}

/** The network's weights as one flat array, the layers transposed. */
export function flatten(weights: NetworkWeights): Float32Array<ArrayBuffer> {
  const { d, hidden, output } = shapeOf(weights)
  const parts = [
    transposed(weights.W1.data, hidden, d),
    weights.b1,
    transposed(weights.W2.data, output, hidden),
    weights.b2,
  ]
  const flat = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    flat.set(part, offset)
    offset += part.length
  }
  return flat
}

/** The inverse of `flatten`; copies. */
export function unflatten(flat: Float32Array, { d, hidden, output }: Shape): NetworkWeights {
  const [endV1, endB1, endV2] = ends({ d, hidden, output })
  return {
    W1: matrix(hidden, d, transposed(flat.subarray(0, endV1), d, hidden)),
    b1: flat.slice(endV1, endB1),
    W2: matrix(output, hidden, transposed(flat.subarray(endB1, endV2), hidden, output)),
    b2: flat.slice(endV2),
  }
}

/** The layers of the flat parameters, on the device. */
export function layersOf(parameters: tf.Tensor1D, { d, hidden, output }: Shape): Layers {
  const [endV1, endB1, endV2] = ends({ d, hidden, output })
  return {
    V1: tf.reshape(tf.slice(parameters, 0, endV1), [d, hidden]),
    b1: tf.slice(parameters, endV1, hidden),
    V2: tf.reshape(tf.slice(parameters, endB1, endV2 - endB1), [hidden, output]),
    b2: tf.slice(parameters, endV2, output),
  }
}

/** The inverse of `layersOf`. */
export function joined({ V1, b1, V2, b2 }: Layers): tf.Tensor1D {
  return tf.concat1d([tf.reshape(V1, [-1]), b1, tf.reshape(V2, [-1]), b2])
}

function ends({ d, hidden, output }: Shape): [number, number, number] {
  const endV1 = d * hidden
  const endB1 = endV1 + hidden
  return [endV1, endB1, endB1 + hidden * output]
}

/** [rows, cols] row-major -> [cols, rows]. */
function transposed(data: Float32Array, rows: number, cols: number): Float32Array<ArrayBuffer> {
  const out = new Float32Array(data.length)
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) out[j * rows + i] = data[i * cols + j]!
  return out
}
