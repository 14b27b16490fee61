import * as tf from '@tensorflow/tfjs-core'
import type { Matrix } from '../../math/matrix.ts'
import { matrix } from '../../math/matrix.ts'
import { widthsOf, type NetworkWeights } from '../network.ts'
import { forward } from './gradient.ts'
import { flatten, layersOf } from './parameters.ts'

/** Rows that pass at once: bounds the memory of the hidden layer. */
const chunk = 4096

/** The network's outputs without dropout, X [m, d] -> [m, k]. */
export async function project(weights: NetworkWeights, X: Matrix): Promise<Matrix> {
  const widths = widthsOf(weights)
  const out = matrix(X.rows, widths.at(-1)!)
  const parameters = tf.tensor1d(flatten(weights), 'float32')
  try {
    for (let start = 0; start < X.rows; start += chunk) {
      const end = Math.min(X.rows, start + chunk)
      const Z = tf.tidy(() => {
        const part = tf.tensor2d(
          X.data.subarray(start * X.cols, end * X.cols),
          [end - start, X.cols],
          'float32',
        )
        return forward(part, layersOf(parameters, widths))
      })
      try {
        out.data.set(await Z.data(), start * out.cols)
      } finally {
        Z.dispose()
      }
    }
    return out
  } finally {
    parameters.dispose()
  }
}
