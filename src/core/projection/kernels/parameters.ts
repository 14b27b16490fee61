import { matrix } from '../../math/matrix.ts'
import { padded, panelIndex, panelsIn, type Panels } from '../../math/panels.ts'
import type { NetworkWeights } from '../network.ts'

/** A layer in the kernels' memory. */
export interface PanelLayer {
  /** W^T, [in, out], both padded. */
  readonly V: Panels
  /** [out], padded. */
  readonly b: Float32Array
}

/** Where each layer's V and b begin in the flat parameters, and how many numbers these are, padding and all. */
function places(widths: readonly number[]) {
  let used = 0
  const take = (length: number): number => {
    const at = used
    // whole blocks of 8 x 8 keep every V where products want it
    used += Math.ceil(length / 64) * 64
    return at
  }
  const layers = widths.slice(1).map((outputs, l) => {
    const [inputs, width] = [padded(widths[l]!), padded(outputs)]
    return { inputs, width, V: take(inputs * width), b: take(width) }
  })
  return { layers, length: used }
}

/** How long the flat parameters are. */
export const parametersLength = (widths: readonly number[]): number => places(widths).length

/** The layers as views on the flat parameters (or on their gradient). */
export function layersIn(flat: Float32Array, widths: readonly number[]): PanelLayer[] {
  return places(widths).layers.map(({ inputs, width, V, b }) => ({
    V: panelsIn(flat.subarray(V), inputs, width),
    b: flat.subarray(b, b + width),
  }))
}

export function writeWeights(layers: readonly PanelLayer[], weights: NetworkWeights): void {
  weights.forEach(({ W, b }, l) => {
    const { V, b: to } = layers[l]!
    for (let o = 0; o < W.rows; o++)
      for (let i = 0; i < W.cols; i++) V.data[panelIndex(V.rows, i, o)] = W.data[o * W.cols + i]!
    to.set(b)
  })
}

/** A copy, without the padding. */
export function readWeights(layers: readonly PanelLayer[], widths: readonly number[]): NetworkWeights {
  return layers.map(({ V, b }, l) => {
    const W = matrix(widths[l + 1]!, widths[l]!)
    for (let o = 0; o < W.rows; o++)
      for (let i = 0; i < W.cols; i++) W.data[o * W.cols + i] = V.data[panelIndex(V.rows, i, o)]!
    return { W, b: b.slice(0, W.rows) }
  })
}
