import { array, boolean, integer, maxLength, minLength, minValue, number, object, pipe } from 'valibot'
import { Failure } from '../failure.ts'
import { shortestFloat32 } from '../math/float32.ts'
import { matrix, row } from '../math/matrix.ts'
import type { ClassWeight, MlpSettings } from '../projection/presets.ts'
import { throwIfAborted } from '../signal.ts'
import { classWeights } from './class-weight.ts'
import { checkColumns, checkTraining, parametersOf } from './checks.ts'
import type { Classifier, ClassifierJson, FittedClassifier } from './classifier.ts'
import { logLossOutputs, softmaxInPlace } from './logistic.ts'
import { mlpScores, weightSizes, type MlpWeights } from './mlp-network.ts'
import { trainMlp } from './mlp-train.ts'

const name = 'mlp'

const count = pipe(number(), integer(), minValue(0))
const schema = object({
  classes: count,
  present: pipe(array(count), minLength(1), maxLength(1000)),
  cols: count,
  hidden: pipe(number(), integer(), minValue(1)),
  /** First weights [cols, hidden], their biases, weights of the outputs [hidden, outputs], their biases; none for one class. */
  weights: array(array(number())),
  epochs: count,
  loss: number(),
  converged: boolean(),
})

export interface MlpModel {
  readonly classes: number
  /** Ascending. */
  readonly present: readonly number[]
  readonly cols: number
  readonly hidden: number
  /** null: one class is present, and there is nothing to weigh. */
  readonly weights: MlpWeights | null
  readonly epochs: number
  readonly loss: number
  readonly converged: boolean
}

/**
 * A multilayer perceptron with one hidden layer of rectified linear units: scikit-learn's MLPClassifier. The generator draws
 * the first weights and the order of the rows in every epoch. Class weights make the mean loss of a batch one by weight. details: `epochs`, the last epoch's `loss`, `converged`.
 */
export function mlp(settings: MlpSettings, classWeight: ClassWeight = null): Classifier {
  return {
    name,
    async fit(X, y, { classes, rng, signal }) {
      throwIfAborted(signal)
      checkTraining(name, X, y)
      const present = [...new Set(y)].sort((a, b) => a - b)
      const model = { classes, present, cols: X.cols, hidden: settings.hidden }
      if (present.length === 1)
        return fitted({ ...model, weights: null, epochs: 0, loss: 0, converged: true })
      const dense = y.map((c) => present.indexOf(c))
      const weights = classWeights(dense, present.length, classWeight)
      const { shape, arrays, epochs, loss, converged } = trainMlp(
        { X, y: dense, classes: present.length, weights, rng, signal },
        settings,
      )
      return fitted({ ...model, weights: { shape, arrays }, epochs, loss, converged })
    },
  }
}

/** @throws Failure 'classifier-unreadable' */
export const mlpFromJson = (json: ClassifierJson): FittedClassifier => fitted(mlpModelOf(json))

/** What was fitted, from its JSON. @throws Failure 'classifier-unreadable' */
export function mlpModelOf(json: ClassifierJson): MlpModel {
  const { weights, ...parameters } = parametersOf(name, schema, json)
  const { classes, present, cols, hidden } = parameters
  const shape = { inputs: cols, hidden, outputs: logLossOutputs(present.length) }
  const sizes = present.length === 1 ? [] : weightSizes(shape)
  if (
    weights.length !== sizes.length ||
    weights.some((values, a) => values.length !== sizes[a]![0] * sizes[a]![1]) ||
    present.some((c, k) => c >= classes || (k > 0 && c <= present[k - 1]!))
  )
    throw new Failure('classifier-unreadable', { classifier: name })
  const arrays = weights.map((values) => Float32Array.from(values))
  return { ...parameters, weights: present.length === 1 ? null : { shape, arrays } }
}

function fitted(model: MlpModel): FittedClassifier {
  const { classes, present, cols, weights, epochs, loss, converged } = model
  return {
    details: { epochs, loss, converged: Number(converged) },
    predictProba(X) {
      checkColumns(name, X, cols)
      const proba = matrix(X.rows, classes)
      if (!weights) {
        for (let i = 0; i < X.rows; i++) row(proba, i)[present[0]!] = 1
        return proba
      }
      const shares = new Float64Array(present.length)
      const scores = mlpScores(weights, X)
      for (let i = 0; i < X.rows; i++) {
        // one output scores the second of two classes against a score of 0 for the first
        shares[0] = 0
        shares.set(row(scores, i), present.length - scores.cols)
        softmaxInPlace(shares, 0, shares.length)
        present.forEach((c, k) => (row(proba, i)[c] = shares[k]!))
      }
      return proba
    },
    toJSON: () => ({
      name,
      version: 1,
      parameters: {
        ...model,
        weights: (weights?.arrays ?? []).map((values) => Array.from(values, shortestFloat32)),
      },
    }),
  }
}
