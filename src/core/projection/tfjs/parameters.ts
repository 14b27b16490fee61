import * as tf from '@tensorflow/tfjs-core'
import { matrix } from '../../math/matrix.ts'
import type { NetworkWeights } from '../network.ts'

/**
 * A layer on the device. All parameters of the network lie in one tensor, so that an optimiser step is a dozen ops instead of a
 * dozen per layer, and the layers lie in it transposed, [in, out]: the forward product then needs no transpose flag, which
 * the wasm backend would multiply without XNNPACK, at a tenth of the speed.
 */
export interface DeviceLayer {
  /** W^T, [in, out] */
  readonly V: tf.Tensor2D
  /** [out] */
  readonly b: tf.Tensor1D
}

/** The network's weights as one flat array: V and b of each layer in turn. */
export function flatten(weights: NetworkWeights): Float32Array<ArrayBuffer> {
  const parts = weights.flatMap(({ W, b }) => [transposed(W.data, W.rows, W.cols), b])
  const flat = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    flat.set(part, offset)
    offset += part.length
  }
  return flat
}

/** The inverse of `flatten`; copies. */
export function unflatten(flat: Float32Array, widths: readonly number[]): NetworkWeights {
  return places(widths).map(({ inputs, outputs, V, b }) => ({
    W: matrix(outputs, inputs, transposed(flat.subarray(V, b), inputs, outputs)),
    b: flat.slice(b, b + outputs),
  }))
}

/** The layers of the flat parameters, on the device. */
export function layersOf(parameters: tf.Tensor1D, widths: readonly number[]): DeviceLayer[] {
  return places(widths).map(({ inputs, outputs, V, b }) => ({
    V: tf.reshape(tf.slice(parameters, V, b - V), [inputs, outputs]),
    b: tf.slice(parameters, b, outputs),
  }))
}

/** The inverse of `layersOf`. */
export function joined(layers: readonly DeviceLayer[]): tf.Tensor1D {
  return tf.concat1d(layers.flatMap(({ V, b }) => [tf.reshape(V, [-1]), b]))
}

/** Where each layer's V and b begin in the flat parameters. */
function places(widths: readonly number[]) {
  let offset = 0
  return widths.slice(1).map((outputs, l) => {
    const inputs = widths[l]!
    const V = offset
    const b = V + inputs * outputs
    offset = b + outputs
    return { inputs, outputs, V, b }
  })
}

/** [rows, cols] row-major -> [cols, rows]. */
function transposed(data: Float32Array, rows: number, cols: number): Float32Array<ArrayBuffer> {
  const out = new Float32Array(data.length)
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) out[j * rows + i] = data[i * cols + j]!
  return out
}
