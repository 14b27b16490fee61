import { array, integer, minLength, minValue, number, object, pipe, type InferOutput } from 'valibot'
import { shortestFloat32 } from '../math/float32.ts'
import { matrix } from '../math/matrix.ts'
import type { NetworkWeights } from './network.ts'

const count = pipe(number(), integer(), minValue(1))

/** The layers of a network from the input on, as PyTorch lays them out. */
export const networkSchema = pipe(
  array(
    object({
      inputs: count,
      outputs: count,
      /** Rows of W one after the other, [outputs * inputs]. */
      W: array(number()),
      /** [outputs] */
      b: array(number()),
    }),
  ),
  minLength(1),
)

export type NetworkJson = InferOutput<typeof networkSchema>

/** float32 numbers by their fewest digits: they come back as the same bits. */
export function networkToJson(weights: NetworkWeights): NetworkJson {
  return weights.map(({ W, b }) => ({
    inputs: W.cols,
    outputs: W.rows,
    W: Array.from(W.data, shortestFloat32),
    b: Array.from(b, shortestFloat32),
  }))
}

/** null where the sizes do not fit each other. */
export function networkFromJson(layers: NetworkJson): NetworkWeights | null {
  const fits = layers.every(
    ({ inputs, outputs, W, b }, i) =>
      W.length === inputs * outputs && b.length === outputs && (i === 0 || inputs === layers[i - 1]!.outputs),
  )
  if (!fits) return null
  return layers.map(({ inputs, outputs, W, b }) => ({
    W: matrix(outputs, inputs, Float32Array.from(W)),
    b: Float32Array.from(b),
  }))
}
