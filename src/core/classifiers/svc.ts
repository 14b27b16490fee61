import { array, boolean, integer, maxLength, minLength, minValue, number, object, pipe } from 'valibot'
import { Failure } from '../failure.ts'
import { shortestFloat32 } from '../math/float32.ts'
import { matrix, type Matrix } from '../math/matrix.ts'
import type { ClassWeight, SvcSettings } from '../projection/presets.ts'
import { throwIfAborted } from '../signal.ts'
import { classWeights } from './class-weight.ts'
import { checkColumns, checkTraining, parametersOf } from './checks.ts'
import type { Classifier, ClassifierJson, FittedClassifier } from './classifier.ts'
import { fitSvcModel, pairCount, svcProba, type SvcModel } from './svc-model.ts'

const name = 'svc'

/** scikit-learn's and libsvm's default. */
const tolerance = 1e-3

const count = pipe(number(), integer(), minValue(0))
const schema = object({
  classes: count,
  present: pipe(array(count), minLength(1), maxLength(1000)),
  cols: count,
  gamma: number(),
  supports: array(count),
  /** The support vectors one after the other. */
  vectors: array(number()),
  coefficients: array(number()),
  intercepts: array(number()),
  sigmoids: array(object({ slope: number(), offset: number() })),
  converged: boolean(),
})

/**
 * C-support vector classifier with an rbf kernel: scikit-learn's SVC(probability=True). Several classes are decided pair by
 * pair. Probabilities are Platt's, from decisions of an inner cross-validation whose folds the generator draws; the class
 * decided for is the most probable one, so that labels and probabilities agree (SVC.predict's votes may not).
 * Class weights multiply C, in the folds too; Platt's scaling counts every decision once, so that the probabilities follow the classes'
 * shares. details: `gamma`, `supports`, `converged`.
 */
export function svc(settings: SvcSettings, classWeight: ClassWeight = null): Classifier {
  return {
    name,
    async fit(X, y, { classes, rng, signal }) {
      checkTraining(name, X, y)
      throwIfAborted(signal)
      const gamma = settings.gamma === 'scale' ? scaleOf(X) : settings.gamma
      const weights = classWeights(y, classes, classWeight)
      return fitted(fitSvcModel({ X, y, classes, C: settings.C, weights, gamma, tolerance, rng, signal }))
    },
  }
}

/** @throws Failure 'classifier-unreadable' */
export const svcFromJson = (json: ClassifierJson): FittedClassifier => fitted(svcModelOf(json))

/** What was fitted, from its JSON. @throws Failure 'classifier-unreadable' */
export function svcModelOf(json: ClassifierJson): SvcModel {
  const { cols, vectors, ...parameters } = parametersOf(name, schema, json)
  const { classes, present, supports, coefficients, intercepts, sigmoids } = parameters
  const rows = supports.reduce((sum, of) => sum + of, 0)
  const pairs = pairCount(present.length)
  if (
    vectors.length !== rows * cols ||
    supports.length !== present.length ||
    coefficients.length !== rows * (present.length - 1) ||
    intercepts.length !== pairs ||
    sigmoids.length !== pairs ||
    present.some((c, k) => c >= classes || (k > 0 && c <= present[k - 1]!))
  )
    throw new Failure('classifier-unreadable', { classifier: name })
  return {
    ...parameters,
    vectors: matrix(rows, cols, Float32Array.from(vectors)),
    coefficients: Float64Array.from(coefficients),
    intercepts: Float64Array.from(intercepts),
  }
}

function fitted(model: SvcModel): FittedClassifier {
  const { vectors, gamma, converged } = model
  return {
    details: { gamma, supports: vectors.rows, converged: Number(converged) },
    predictProba(X) {
      checkColumns(name, X, vectors.cols)
      return svcProba(model, X)
    },
    toJSON: () => ({
      name,
      version: 1,
      parameters: {
        ...model,
        cols: vectors.cols,
        vectors: Array.from(vectors.data, shortestFloat32),
        coefficients: [...model.coefficients],
        intercepts: [...model.intercepts],
      },
    }),
  }
}

/** 1 where nothing varies, as in scikit-learn. */
function scaleOf({ cols, data }: Matrix): number {
  let mean = 0
  for (const value of data) mean += value
  mean /= data.length
  let variance = 0
  for (const value of data) variance += (value - mean) ** 2 / data.length
  return variance > 0 ? 1 / (cols * variance) : 1
}
