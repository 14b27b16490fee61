import { Failure } from '../failure.ts'
import type { Matrix } from '../math/matrix.ts'
import { panelIndex, type Panels } from '../math/panels.ts'
import type { Rng } from '../math/rng.ts'
import type { MlpSettings } from '../projection/presets.ts'
import { throwIfAborted, type Signal } from '../signal.ts'
import { binaryResidual, logLossOutputs, softmaxResidual } from './logistic.ts'
import { createMlpNetwork, weightSizes, type MlpShape, type MlpWeights } from './mlp-network.ts'

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

export interface MlpFit extends MlpWeights {
  readonly epochs: number
  /** Mean loss of the last epoch's rows by their weights, penalty included. */
  readonly loss: number
  /** false: the epochs ran out while the loss still fell. */
  readonly converged: boolean
}

/**
 * scikit-learn's MLPClassifier with a hidden layer of rectified linear units, trained by Adam on shuffled batches of the log
 * loss. Two classes have one output, the logit of the second. Deterministic for a generator. The network computes in
 * float32, the log loss, its derivatives by the scores and the penalty are float64.
 * @throws Failure 'computing-out-of-memory', 'cancelled' between batches, 'training-diverged' after an epoch whose loss is no number
 */
export function trainMlp(
  { X, y, classes, weights = new Float64Array(classes).fill(1), rng, signal }: MlpTraining,
  settings: MlpSettings,
): MlpFit {
  const { alpha, learningRate } = settings
  const shape = { inputs: X.cols, hidden: settings.hidden, outputs: logLossOutputs(classes) }
  const batch = Math.min(settings.batchSize, X.rows)
  const network = createMlpNetwork(X, initialWeights(shape, rng), batch)

  const weightOf = (rows: Int32Array): number => rows.reduce((sum, i) => sum + weights[y[i]!]!, 0)
  const weightOfAll = weightOf(Int32Array.from(y.keys()))
  let best = Infinity
  let waited = 0
  let epochs = 0
  let loss = 0
  let step = 0
  while (epochs < settings.epochs && waited <= settings.patience) {
    const order = rng.permutation(X.rows)
    loss = 0
    for (let from = 0; from < X.rows; from += batch) {
      throwIfAborted(signal)
      const rows = order.subarray(from, from + batch)
      const scores = network.forward(rows)
      const derivatives = network.derivatives(rows.length)
      loss += derive(scores, derivatives, shape.outputs, y, weights, rows)
      loss += (alpha / 2) * network.squares()
      network.backward(rows.length)
      network.step({ step: ++step, share: 1 / weightOf(rows), penalty: alpha, learningRate })
    }
    loss /= weightOfAll
    epochs++
    if (!Number.isFinite(loss)) throw new Failure('training-diverged', { loss: 'log loss', epoch: epochs })
    waited = loss > best - settings.tolerance ? waited + 1 : 0
    best = Math.min(best, loss)
  }
  return { ...network.weights(), epochs, loss, converged: waited > settings.patience }
}

/** Uniform within sqrt(6 / (inputs + outputs)) of a layer (Glorot and Bengio 2010), biases too, as in scikit-learn. */
function initialWeights(shape: MlpShape, rng: Rng): MlpWeights {
  const { inputs, hidden, outputs } = shape
  const arrays = weightSizes(shape).map(([rows, cols], a) => {
    const bound = Math.sqrt(6 / (a < 2 ? inputs + hidden : hidden + outputs))
    return Float32Array.from({ length: rows * cols }, () => rng.uniform(-bound, bound))
  })
  return { shape, arrays }
}

/** Writes the derivatives of the weighted log loss by the scores; returns the weighted sum of the losses. */
function derive(
  scores: Panels,
  derivatives: Panels,
  outputs: number,
  y: Int32Array,
  weights: Float64Array,
  rows: Int32Array,
): number {
  const own = new Float64Array(outputs)
  let loss = 0
  for (let r = 0; r < rows.length; r++) {
    const target = y[rows[r]!]!
    const counts = weights[target]!
    for (let k = 0; k < outputs; k++) own[k] = scores.data[panelIndex(scores.rows, r, k)]!
    loss +=
      counts * (outputs === 1 ? binaryResidual(own, 0, target) : softmaxResidual(own, 0, outputs, target))
    for (let k = 0; k < outputs; k++) derivatives.data[panelIndex(derivatives.rows, r, k)] = own[k]! * counts
  }
  return loss
}
