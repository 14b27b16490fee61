import { Failure } from '../failure.ts'
import type { Matrix } from '../math/matrix.ts'
import type { Rng } from '../math/rng.ts'
import type { MlpSettings } from '../projection/presets.ts'
import { throwIfAborted, type Signal } from '../signal.ts'
import { binaryResidual, softmaxResidual } from './logistic.ts'
import { createMlpNetwork, type MlpNetwork, type MlpShape } from './mlp-network.ts'

export interface MlpTraining {
  readonly X: Matrix
  /** 0..classes-1, each of which occurs, [n]. */
  readonly y: Int32Array
  /** At least 2. */
  readonly classes: number
  /** What a row of each class counts, [classes]; 1 each where absent. */
  readonly weights?: Float64Array
  readonly rng: Rng
  readonly signal?: Signal | undefined
}

/** Weights without the network's padding: [inputs, hidden], [hidden], [hidden, outputs], [outputs]. */
export interface MlpWeights {
  readonly shape: MlpShape
  readonly arrays: readonly Float32Array[]
}

export interface MlpFit extends MlpWeights {
  readonly epochs: number
  /** Mean loss of the last epoch's rows by their weights, penalty included. */
  readonly loss: number
  /** false: the epochs ran out while the loss still fell. */
  readonly converged: boolean
}

/**
 * scikit-learn's MLPClassifier with a hidden layer of rectified linear units, trained by Adam on shuffled batches of the log
 * loss. Two classes have one output, the logit of the second. Deterministic for a generator: float32 throughout.
 * @throws Failure 'cancelled' between batches, 'training-diverged' after an epoch whose loss is no number
 */
export function trainMlp(
  { X, y, classes, weights = new Float64Array(classes).fill(1), rng, signal }: MlpTraining,
  settings: MlpSettings,
): MlpFit {
  const shape = { inputs: X.cols, hidden: settings.hidden, outputs: outputsOf(classes) }
  const batch = Math.min(settings.batchSize, X.rows)
  const network = createMlpNetwork(shape, batch)
  initialise(network, shape, rng)
  // biases are not penalised
  const penalties = [settings.alpha, 0, settings.alpha, 0]

  const weightOf = (rows: Int32Array): number => rows.reduce((sum, i) => sum + weights[y[i]!]!, 0)
  const weightOfAll = weightOf(Int32Array.from(y.keys()))
  let best = Infinity
  let waited = 0
  let epochs = 0
  let loss = 0
  while (epochs < settings.epochs && waited <= settings.patience) {
    const order = rng.permutation(X.rows)
    loss = 0
    for (let from = 0; from < X.rows; from += batch) {
      throwIfAborted(signal)
      const rows = order.subarray(from, from + batch)
      loadRows(network, X, rows)
      network.forward(rows.length)
      loss += derive(network, shape.outputs, y, weights, rows)
      network.backward(rows.length)
      const { learningRate } = settings
      const squares = network.step({ share: 1 / weightOf(rows), penalties, learningRate })
      loss += squares.reduce((sum, square, a) => sum + (penalties[a]! / 2) * square, 0)
    }
    loss /= weightOfAll
    epochs++
    if (!Number.isFinite(loss)) throw new Failure('training-diverged', { loss: 'log loss', epoch: epochs })
    waited = loss > best - settings.tolerance ? waited + 1 : 0
    best = Math.min(best, loss)
  }
  const arrays = network.parameters.map((values, a) => crop(values, network, shape, a))
  return { shape, arrays, epochs, loss, converged: waited > settings.patience }
}

export const outputsOf = (classes: number): number => (classes === 2 ? 1 : classes)

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

/** Rows passed forward at a time when predicting. */
const blockRows = 256

/** @param visit gets a row's number and its scores [outputs], which the next call overwrites */
export function forEachScores(
  { shape, arrays }: MlpWeights,
  X: Matrix,
  visit: (i: number, scores: Float64Array) => void,
): void {
  const network = createMlpNetwork(shape, Math.min(blockRows, X.rows))
  arrays.forEach((values, a) => {
    const [rows, cols] = weightSizes(shape)[a]!
    const stride = a < 2 ? network.hiddenStride : network.outputStride
    for (let i = 0; i < rows; i++)
      network.parameters[a]!.set(values.subarray(i * cols, (i + 1) * cols), i * stride)
  })
  const scores = new Float64Array(shape.outputs)
  for (let first = 0; first < X.rows; first += blockRows) {
    const rows = Int32Array.from({ length: Math.min(blockRows, X.rows - first) }, (_, r) => first + r)
    loadRows(network, X, rows)
    network.forward(rows.length)
    rows.forEach((i, r) => {
      for (let k = 0; k < scores.length; k++) scores[k] = network.outputs[r * network.outputStride + k]!
      visit(i, scores)
    })
  }
}

/** Uniform within sqrt(6 / (inputs + outputs)) of a layer (Glorot and Bengio 2010), biases too, as in scikit-learn. */
function initialise(network: MlpNetwork, { inputs, hidden, outputs }: MlpShape, rng: Rng): void {
  weightSizes({ inputs, hidden, outputs }).forEach(([rows, cols], a) => {
    const bound = Math.sqrt(6 / (a < 2 ? inputs + hidden : hidden + outputs))
    const stride = a < 2 ? network.hiddenStride : network.outputStride
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < cols; j++) network.parameters[a]![i * stride + j] = rng.uniform(-bound, bound)
  })
}

function loadRows({ inputs, inputStride }: MlpNetwork, { cols, data }: Matrix, rows: Int32Array): void {
  rows.forEach((i, r) => inputs.set(data.subarray(i * cols, (i + 1) * cols), r * inputStride))
}

/** Replaces scores by the weighted log loss's derivatives; returns the weighted sum of the losses. */
function derive(
  network: MlpNetwork,
  outputs: number,
  y: Int32Array,
  weights: Float64Array,
  rows: Int32Array,
): number {
  const scores = new Float64Array(outputs)
  let loss = 0
  rows.forEach((i, r) => {
    const at = r * network.outputStride
    for (let k = 0; k < outputs; k++) scores[k] = network.outputs[at + k]!
    const own = outputs === 1 ? binaryResidual(scores, 0, y[i]!) : softmaxResidual(scores, 0, outputs, y[i]!)
    const counts = weights[y[i]!]!
    loss += counts * own
    for (let k = 0; k < outputs; k++) scores[k]! *= counts
    network.outputs.set(scores, at)
    network.outputs.fill(0, at + outputs, at + network.outputStride)
  })
  return loss
}

function crop(values: Float32Array, network: MlpNetwork, shape: MlpShape, a: number): Float32Array {
  const [rows, cols] = weightSizes(shape)[a]!
  const stride = a < 2 ? network.hiddenStride : network.outputStride
  const out = new Float32Array(rows * cols)
  for (let i = 0; i < rows; i++) out.set(values.subarray(i * stride, i * stride + cols), i * cols)
  return out
}
