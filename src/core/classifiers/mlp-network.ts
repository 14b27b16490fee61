import { adamLengths, createAdam, type AdamStep } from './adam.ts'
import { createSimdMemory, padCols, padRows } from '../math/simd-product.ts'

export interface MlpShape {
  readonly inputs: number
  readonly hidden: number
  readonly outputs: number
}

/**
 * A network of one hidden layer of rectified linear units over batches of rows. Every array has room for whole tiles of the
 * products (the strides); what lies beyond the shape is 0 and stays 0.
 */
export interface MlpNetwork {
  /** Rows to be passed forward, [batch, inputStride]. */
  readonly inputs: Float32Array
  readonly inputStride: number
  /** Scores after forward(); for backward(), the loss's derivatives by them, [batch, outputStride]. */
  readonly outputs: Float32Array
  readonly outputStride: number
  readonly hiddenStride: number
  /** First weights [inputStride, hiddenStride], their biases [hiddenStride], then those of the outputs. */
  readonly parameters: readonly Float32Array[]
  /** Summed over the rows, in the order of the parameters. */
  readonly gradients: readonly Float32Array[]
  /** Computes the outputs of the first `rows` rows. */
  forward(rows: number): void
  /** Computes the gradients of the first `rows` rows, after their forward(). */
  backward(rows: number): void
  /** One step of Adam along the gradients; returns the sum of the squared values before it of each array of parameters. */
  step(step: AdamStep): number[]
}

/** @param batch most rows at a time */
export function createMlpNetwork({ inputs, hidden, outputs }: MlpShape, batch: number): MlpNetwork {
  const rows = padRows(batch)
  const x = Math.max(padRows(inputs), padRows(1))
  const h = padCols(hidden)
  const o = padCols(outputs)
  const sizes = [x * h, h, h * o, o]
  const lengths = [rows * x, rows * h, rows * h, rows * o, outputs * h, ...sizes, ...sizes]
  const memory = createSimdMemory([...lengths, ...adamLengths(sizes)])
  const [X, H, dH, O, W2transposed, W1, b1, W2, b2, gW1, gb1, gW2, gb2] = lengths.map((length) =>
    memory.allocate(length),
  ) as [Float32Array, ...Float32Array[]] & Record<number, Float32Array>

  const parameters = [W1!, b1!, W2!, b2!]
  const gradients = [gW1!, gb1!, gW2!, gb2!]
  const adam = createAdam(memory, parameters, gradients)

  return {
    inputs: X,
    inputStride: x,
    outputs: O!,
    outputStride: o,
    hiddenStride: h,
    parameters,
    gradients,
    step: adam.step,
    forward(count) {
      const m = padRows(count)
      const first = { data: X, row: x, step: 1 }
      memory.multiply(H!, h, first, { data: W1!, panel: 8, step: h }, { rows: m, cols: h, inner: x })
      memory.rectify(H!.subarray(0, count * h), b1!)
      const second = { data: H!, row: h, step: 1 }
      memory.multiply(O!, o, second, { data: W2!, panel: 8, step: o }, { rows: m, cols: o, inner: h })
      for (let i = 0; i < count; i++) for (let k = 0; k < outputs; k++) O![i * o + k]! += b2![k]!
    },
    backward(count) {
      const m = padRows(count)
      // rows that only fill a tile have no share in the gradients
      O!.fill(0, count * o, m * o)
      for (let j = 0; j < h; j++) for (let k = 0; k < outputs; k++) W2transposed![k * h + j] = W2![j * o + k]!
      const derivatives = { data: O!, row: o, step: 1 }
      const back = { data: W2transposed!, panel: 8, step: h }
      memory.multiply(dH!, h, derivatives, back, {
        rows: m,
        cols: h,
        inner: outputs,
      })
      memory.passBack(dH!.subarray(0, count * h), H!, gb1!)

      const byRow = { data: X, row: 1, step: x }
      memory.multiply(gW1!, h, byRow, { data: dH!, panel: 8, step: h }, { rows: x, cols: h, inner: count })
      const byUnit = { data: H!, row: 1, step: h }
      memory.multiply(gW2!, o, byUnit, { data: O!, panel: 8, step: o }, { rows: h, cols: o, inner: count })
      sumRows(O!, count, o, gb2!)
    },
  }
}

function sumRows(values: Float32Array, rows: number, stride: number, out: Float32Array): void {
  out.fill(0)
  for (let i = 0; i < rows; i++) for (let j = 0; j < stride; j++) out[j]! += values[i * stride + j]!
}
