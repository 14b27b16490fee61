import type { Matrix } from '../math/matrix.ts'
import { matrix } from '../math/matrix.ts'
import type { Rng } from '../math/rng.ts'
import type { ContrastiveSettings } from './presets.ts'

/**
 * The projection network Z = relu(X W1^T + b1) W2^T + b2, in PyTorch's layout: a layer's weights are [out, in].
 * Plain arrays, so that every trainer, the storage and the exports speak the same format.
 */
export interface NetworkWeights {
  /** [h, d] */
  readonly W1: Matrix
  /** [h] */
  readonly b1: Float32Array
  /** [k, h] */
  readonly W2: Matrix
  /** [k] */
  readonly b2: Float32Array
}

/** Hidden units for d inputs; the paper's rule is min(floor(d / 2), 16), here at least 1. */
export function hiddenUnits(hidden: ContrastiveSettings['hidden'], d: number): number {
  return hidden === 'paper' ? Math.max(1, Math.min(Math.floor(d / 2), 16)) : hidden
}

/** PyTorch's default for Linear layers: weights and biases uniform in +-1 / sqrt(inputs of the layer). */
export function initialWeights(d: number, hidden: number, output: number, rng: Rng): NetworkWeights {
  const W1 = uniform(hidden * d, d, rng)
  const b1 = uniform(hidden, d, rng)
  const W2 = uniform(output * hidden, hidden, rng)
  const b2 = uniform(output, hidden, rng)
  return { W1: matrix(hidden, d, W1), b1, W2: matrix(output, hidden, W2), b2 }
}

function uniform(length: number, inputs: number, rng: Rng): Float32Array<ArrayBuffer> {
  const bound = 1 / Math.sqrt(inputs)
  return Float32Array.from({ length }, () => rng.uniform(-bound, bound))
}
