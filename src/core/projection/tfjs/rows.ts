import * as tf from '@tensorflow/tfjs-core'
import type { Labelled } from '../trainer.ts'

/** Labelled rows on the device: X [n, d], y int32 [n]. */
export type Rows = {
  readonly X: tf.Tensor2D
  readonly y: tf.Tensor1D
}

export function upload({ X, y }: Labelled): Rows {
  return { X: tf.tensor2d(X.data, [X.rows, X.cols], 'float32'), y: tf.tensor1d(y, 'int32') }
}

/** The rows of the given indices. gatherND copies whole rows; gather goes value by value and takes 80 times as long on wasm. */
export function takeRows({ X, y }: Rows, indices: Int32Array): Rows {
  const at = tf.tensor2d(indices, [indices.length, 1], 'int32')
  return { X: tf.gatherND(X, at) as tf.Tensor2D, y: tf.gatherND(y, at) as tf.Tensor1D }
}

export function sliceRows({ X, y }: Rows, start: number, end: number): Rows {
  return { X: tf.slice(X, [start, 0], [end - start, X.shape[1]]), y: tf.slice(y, start, end - start) }
}
