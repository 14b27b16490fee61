import { portableKind } from '../math/kernel-kind.ts'
import { matrix, type Matrix } from '../math/matrix.ts'
import { allocateOnce, type Take } from '../math/panel-kernels.ts'
import { padded, panelsIn, type Panels } from '../math/panels.ts'
import { rowsLength, storeRows, takeBatch, takeParameters } from '../projection/kernels/batch-memory.ts'
import { BatchNetwork, stepKernel } from '../projection/kernels/batch-network.ts'
import { layersIn, readWeights, writeWeights } from '../projection/kernels/parameters.ts'
import { projectByKernels } from '../projection/kernels/project.ts'
import type { NetworkWeights } from '../projection/network.ts'
import { mlpStep, mlpStepNumbers, type MlpStep } from './mlp-step.ts'

export interface MlpShape {
  readonly inputs: number
  readonly hidden: number
  readonly outputs: number
}

/** In the layout of scikit-learn: [inputs, hidden], [hidden], [hidden, outputs], [outputs]. */
export interface MlpWeights {
  readonly shape: MlpShape
  readonly arrays: readonly Float32Array[]
}

/** Sizes of the four arrays of weights, [rows, columns] each. */
export const weightSizes = ({
  inputs,
  hidden,
  outputs,
}: MlpShape): readonly (readonly [number, number])[] => [
  [inputs, hidden],
  [1, hidden],
  [hidden, outputs],
  [1, outputs],
]

/** A network of one hidden layer of rectified linear units, over batches of the rows that it was made for. */
export interface MlpNetwork {
  /** Scores of these rows, [rows, outputs] padded. */
  forward(rows: Int32Array): Panels
  /** Where the derivatives of the loss by the scores of so many rows are to be put; zeros in the padding. */
  derivatives(rows: number): Panels
  /** Computes the gradients, summed over the rows, from the derivatives. */
  backward(rows: number): void
  /** A step against the gradients; only weights are penalised, not biases. */
  step(step: MlpStep): void
  /** The sum of the squared weights, without biases. */
  squares(): number
  weights(): MlpWeights
  /** As the weights are. */
  gradients(): MlpWeights
}

/** @param batch most rows at a time. @throws Failure 'computing-out-of-memory' */
export function createMlpNetwork(X: Matrix, initial: MlpWeights, batch: number): MlpNetwork {
  const { shape } = initial
  const widths = [shape.inputs, shape.hidden, shape.outputs]
  const memory = allocateOnce(portableKind(), (take: Take) => ({
    rows: take(rowsLength(X)),
    batch: takeBatch(take, widths, batch),
    ...takeParameters(take, widths, 2),
    scratch: take(1),
    stepNumbers: take(mlpStep.count),
  }))
  const { arrays } = memory
  const store = storeRows(arrays.rows, { X, y: new Int32Array(0) })
  const network = new BatchNetwork(memory, widths)
  writeWeights(network.layers, layersOf(initial))
  const gradient = layersIn(arrays.gradient, widths)
  const moments = arrays.moments.map((moment) => layersIn(moment, widths))
  const move = stepKernel(memory, { name: 'mlp', formula: mlpStep, moments: 2 }, arrays.stepNumbers)

  return {
    forward: (rows) => network.forward({ store, rows }, null),
    derivatives(rows) {
      const out = panelsIn(arrays.batch.dOutputs, padded(rows), padded(shape.outputs))
      out.data.fill(0)
      return out
    },
    backward: (rows) => network.backward(gradient, rows, null),
    step(step) {
      network.layers.forEach(({ V, b }, l) => {
        const parts = moments.map((layers) => layers[l]!)
        const weights = {
          parameters: V.data,
          gradient: gradient[l]!.V.data,
          moments: parts.map((p) => p.V.data),
        }
        const biases = { parameters: b, gradient: gradient[l]!.b, moments: parts.map((p) => p.b) }
        move(weights, mlpStepNumbers(step))
        move(biases, mlpStepNumbers({ ...step, penalty: 0 }))
      })
    },
    squares: () => network.layers.reduce((sum, { V }) => sum + sumOfSquares(V.data), 0),
    weights: () => ({ shape, arrays: arraysOf(readWeights(network.layers, widths)) }),
    gradients: () => ({ shape, arrays: arraysOf(readWeights(gradient, widths)) }),
  }
}

/** Scores of the rows of X [m, inputs], [m, outputs]. @throws Failure 'computing-out-of-memory' */
export const mlpScores = (weights: MlpWeights, X: Matrix): Matrix =>
  projectByKernels(portableKind(), layersOf(weights), X)

/** As networks have them: W [outputs, inputs]. */
function layersOf({ shape, arrays }: MlpWeights): NetworkWeights {
  const [W1, b1, W2, b2] = arrays as readonly [Float32Array, Float32Array, Float32Array, Float32Array]
  return [
    { W: transposed(W1, shape.inputs, shape.hidden), b: b1 },
    { W: transposed(W2, shape.hidden, shape.outputs), b: b2 },
  ]
}

const arraysOf = (layers: NetworkWeights): Float32Array[] =>
  layers.flatMap(({ W, b }) => [transposed(W.data, W.rows, W.cols).data, b])

/** A^T [cols, rows] of the row-major A [rows, cols]. */
function transposed(data: Float32Array, rows: number, cols: number): Matrix {
  const out = matrix(cols, rows)
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) out.data[j * rows + i] = data[i * cols + j]!
  return out
}

/** In float64, in four sums, none of which waits for the others; so many values are a multiple of four. */
function sumOfSquares(values: Float32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0]
  for (let p = 0; p < values.length; p += 4) {
    a += values[p]! * values[p]!
    b += values[p + 1]! * values[p + 1]!
    c += values[p + 2]! * values[p + 2]!
    d += values[p + 3]! * values[p + 3]!
  }
  return a + b + c + d
}
