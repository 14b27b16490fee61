import { matrix } from '../../math/matrix.ts'
import type { NetworkWeights } from '../network.ts'

/**
 * A layer among the parameters. W lies there transposed, [inputs, outputs], its bias as one more row below. Inputs and outputs are
 * counted in vectors of four float32 (`in4`, `out4`): what is padded is zero, has a gradient of zero and stays zero.
 */
export interface LayerPlace {
  readonly inputs: number
  readonly outputs: number
  readonly in4: number
  readonly out4: number
  /** Where W^T and b begin, in vectors. */
  readonly W: number
  readonly b: number
}

export interface ParameterLayout {
  readonly layers: readonly LayerPlace[]
  /** All parameters, in vectors. */
  readonly length: number
}

/** Vectors of four that hold `values` numbers. */
export const vectorsFor = (values: number): number => Math.ceil(values / 4)

export function parameterLayout(widths: readonly number[]): ParameterLayout {
  let length = 0
  const layers = widths.slice(1).map((outputs, l) => {
    const inputs = widths[l]!
    const [in4, out4] = [vectorsFor(inputs), vectorsFor(outputs)]
    const W = length
    const b = W + 4 * in4 * out4
    length = b + out4
    return { inputs, outputs, in4, out4, W, b }
  })
  return { layers, length }
}

/** The weights as the device holds them, [4 * layout.length]. */
export function placed(
  weights: NetworkWeights,
  { layers, length }: ParameterLayout,
): Float32Array<ArrayBuffer> {
  const flat = new Float32Array(4 * length)
  layers.forEach((place, l) => {
    const { W, b } = weights[l]!
    for (let o = 0; o < place.outputs; o++)
      for (let i = 0; i < place.inputs; i++) flat[at(place, i, o)] = W.data[o * place.inputs + i]!
    flat.set(b, 4 * place.b)
  })
  return flat
}

/** The inverse of `placed`; copies. */
export function taken(flat: Float32Array, { layers }: ParameterLayout): NetworkWeights {
  return layers.map((place) => {
    const { inputs, outputs, b } = place
    const W = matrix(outputs, inputs)
    for (let o = 0; o < outputs; o++)
      for (let i = 0; i < inputs; i++) W.data[o * inputs + i] = flat[at(place, i, o)]!
    return { W, b: flat.slice(4 * b, 4 * b + outputs) }
  })
}

const at = ({ W, out4 }: LayerPlace, input: number, output: number): number => 4 * (W + input * out4) + output
