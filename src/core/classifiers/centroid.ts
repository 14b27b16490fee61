import { array, integer, maxLength, minLength, minValue, number, object, pipe } from 'valibot'
import { Failure } from '../failure.ts'
import { matrix, row, type Matrix } from '../math/matrix.ts'
import { throwIfAborted } from '../signal.ts'
import { checkColumns, checkTraining, parametersOf } from './checks.ts'
import type { Classifier, ClassifierJson, FittedClassifier } from './classifier.ts'
import { softmaxInPlace } from './logistic.ts'

const name = 'centroid'

/** Stands for a variance of 0: the nearest centroid gets everything, equally near ones the same. */
export const leastVariance = 1e-300

const count = pipe(number(), integer(), minValue(0))
const schema = object({
  classes: count,
  present: pipe(array(count), minLength(1), maxLength(1000)),
  cols: count,
  centroids: array(number()),
  variance: pipe(number(), minValue(0)),
})

export interface CentroidModel {
  readonly classes: number
  /** Ascending. */
  readonly present: readonly number[]
  readonly cols: number
  /** Means of the present classes' rows, [present, d]. */
  readonly centroids: Float64Array
  readonly variance: number
}

/**
 * Nearest centroid by Euclidean distance: scikit-learn's NearestCentroid, with probabilities. With m_c the mean of class c,
 * and s^2 = sum over the training rows of |x - m_y|^2 / (d (n - present classes)) the pooled variance within classes,
 *
 *     p_c(x) = softmax over c of -|x - m_c|^2 / (2 s^2)
 *
 * which is linear discriminant analysis with a spherical covariance s^2 I and equal priors. Features that go together count
 * several times, so that the probabilities are too sure there; the decided class is always the nearest centroid's.
 */
export function centroid(): Classifier {
  return {
    name,
    async fit(X, y, { classes, signal }) {
      throwIfAborted(signal)
      checkTraining(name, X, y)
      return fitted(fitCentroids(X, y, classes))
    },
  }
}

/** @throws Failure 'classifier-unreadable' */
export const centroidFromJson = (json: ClassifierJson): FittedClassifier => fitted(centroidModelOf(json))

/** What was fitted, from its JSON. @throws Failure 'classifier-unreadable' */
export function centroidModelOf(json: ClassifierJson): CentroidModel {
  const parameters = parametersOf(name, schema, json)
  const { classes, present, cols, centroids } = parameters
  if (
    centroids.length !== present.length * cols ||
    present.some((c, k) => c >= classes || (k > 0 && c <= present[k - 1]!))
  )
    throw new Failure('classifier-unreadable', { classifier: name })
  return { ...parameters, centroids: Float64Array.from(centroids) }
}

function fitCentroids(X: Matrix, y: Int32Array, classes: number): CentroidModel {
  const d = X.cols
  const present = [...new Set(y)].sort((a, b) => a - b)
  const place = y.map((c) => present.indexOf(c))
  const centroids = new Float64Array(present.length * d)
  const rows = new Int32Array(present.length)
  for (let i = 0; i < X.rows; i++) {
    const k = place[i]!
    rows[k]!++
    for (let j = 0; j < d; j++) centroids[k * d + j]! += X.data[i * d + j]!
  }
  for (let at = 0; at < centroids.length; at++) centroids[at]! /= rows[Math.floor(at / d)]!
  let sum = 0
  for (let i = 0; i < X.rows; i++) sum += squaredDistance(X, i, centroids, place[i]!)
  return { classes, present, cols: d, centroids, variance: sum / Math.max(1, d * (X.rows - present.length)) }
}

function fitted(parameters: CentroidModel): FittedClassifier {
  const { classes, present, cols, centroids, variance } = parameters
  const scale = 1 / (2 * Math.max(variance, leastVariance))
  return {
    predictProba(X) {
      checkColumns(name, X, cols)
      const proba = matrix(X.rows, classes)
      const scores = new Float64Array(present.length)
      for (let i = 0; i < X.rows; i++) {
        for (let k = 0; k < present.length; k++) scores[k] = squaredDistance(X, i, centroids, k)
        const nearest = Math.min(...scores)
        for (let k = 0; k < present.length; k++) scores[k] = -scale * (scores[k]! - nearest)
        softmaxInPlace(scores, 0, present.length)
        present.forEach((c, k) => (row(proba, i)[c] = scores[k]!))
      }
      return proba
    },
    toJSON: () => ({ name, version: 1, parameters: { ...parameters, centroids: [...centroids] } }),
  }
}

function squaredDistance({ cols, data }: Matrix, i: number, centroids: Float64Array, k: number): number {
  let sum = 0
  for (let j = 0; j < cols; j++) {
    const difference = data[i * cols + j]! - centroids[k * cols + j]!
    sum += difference * difference
  }
  return sum
}
