import type { Matrix } from '../math/matrix.ts'
import { matrix } from '../math/matrix.ts'
import type { Rng } from '../math/rng.ts'
import type { ContrastiveSettings } from './presets.ts'

/** One layer, A = H W^T + b, in PyTorch's layout. */
export interface Layer {
  /** [outputs, inputs] */
  readonly W: Matrix
  /** [outputs] */
  readonly b: Float32Array
}

/**
 * The projection network: its layers from the input on, relu between them; with one hidden layer
 * Z = relu(X W1^T + b1) W2^T + b2. Plain arrays, so that every trainer, the storage and the exports speak the same format.
 */
export type NetworkWeights = readonly Layer[]

/** Widths from the inputs to the outputs, [d, h, .., k]. */
export const widthsOf = (weights: NetworkWeights): number[] => [
  weights[0]!.W.cols,
  ...weights.map(({ W }) => W.rows),
]

/** Hidden units for d inputs; the paper's rule is min(floor(d / 2), 16), here at least 1. */
export function hiddenUnits(hidden: ContrastiveSettings['hidden'], d: number): number {
  return hidden === 'paper' ? Math.max(1, Math.min(Math.floor(d / 2), 16)) : hidden
}

/** Widths of the settings' network on d inputs: hidden layers are all of the same width. */
export function networkWidths(
  { hidden, hiddenLayers, output }: Pick<ContrastiveSettings, 'hidden' | 'hiddenLayers' | 'output'>,
  d: number,
): number[] {
  const h = hiddenUnits(hidden, d)
  return [d, ...Array.from({ length: hiddenLayers }, () => h), output]
}

/** PyTorch's default for Linear layers: weights and biases uniform in +-1 / sqrt(inputs of the layer). */
export function initialWeights(widths: readonly number[], rng: Rng): NetworkWeights {
  return widths.slice(1).map((outputs, l) => {
    const inputs = widths[l]!
    const W = uniform(outputs * inputs, inputs, rng)
    return { W: matrix(outputs, inputs, W), b: uniform(outputs, inputs, rng) }
  })
}

function uniform(length: number, inputs: number, rng: Rng): Float32Array<ArrayBuffer> {
  const bound = 1 / Math.sqrt(inputs)
  return Float32Array.from({ length }, () => rng.uniform(-bound, bound))
}
