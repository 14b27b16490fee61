import { matrix, type Matrix } from '../math/matrix.ts'
import type { ClassWeight } from '../projection/presets.ts'
import type { Signal } from '../signal.ts'
import { classWeights } from './class-weight.ts'
import { blockRows, blockScores, forEachBlock, paddedOutputs } from './linear-scores.ts'
import { prepareLogistic, softmaxInPlace, type LinearModel } from './logistic.ts'

/** A fitted logistic regression over `classes` classes, of which only `present` occurred in the training rows. */
export interface LrModel extends LinearModel {
  readonly classes: number
  /** Ascending; two of them have one output, which scores the second; one needs none. */
  readonly present: readonly number[]
  readonly cols: number
  readonly C: number
  readonly classWeight: ClassWeight
  readonly iterations: number
  /** false: the iterations, or float64's digits, ran out before the tolerance was met. */
  readonly converged: boolean
}

export interface LrTraining {
  readonly X: Matrix
  readonly y: Int32Array
  readonly classes: number
  /** null where absent. */
  readonly classWeight?: ClassWeight
}

export interface LrOptions {
  readonly tolerance: number
  readonly start?: LrModel | undefined
  readonly signal?: Signal | undefined
}

/**
 * Makes rows ready for fits with any C, over the classes that occur in y, as scikit-learn does; the others will get probability 0.
 */
export function prepareLr({
  X,
  y,
  classes,
  classWeight = null,
}: LrTraining): (C: number, options: LrOptions) => LrModel {
  const present = [...new Set(y)].sort((a, b) => a - b)
  const shapeOf = (C: number) => ({ classes, present, cols: X.cols, C, classWeight })
  if (present.length === 1) {
    const nothing = { weights: new Float64Array(0), intercepts: new Float64Array(0) }
    return (C) => ({ ...shapeOf(C), ...nothing, iterations: 0, converged: true })
  }
  const dense = y.map((c) => present.indexOf(c))
  const weights = classWeights(dense, present.length, classWeight)
  const fit = prepareLogistic({ X, y: dense, classes: present.length, weights })
  return (C, options) => ({ ...shapeOf(C), ...fit(C, options) })
}

/** Probabilities in float64, [m * classes], row-major; rows sum to 1. */
export function lrProbabilities(model: LrModel, X: Matrix): Float64Array {
  const { classes, present, intercepts } = model
  const out = new Float64Array(X.rows * classes)
  const outputs = intercepts.length
  if (outputs === 0) {
    for (let i = 0; i < X.rows; i++) out[i * classes + present[0]!] = 1
    return out
  }
  const padded = paddedOutputs(outputs)
  const weights = new Float64Array(padded * X.cols)
  weights.set(model.weights)
  const scores = new Float64Array(blockRows * padded)
  // One output scores the second of two classes against a score of 0 for the first.
  const pair = new Float64Array(2)
  forEachBlock(X, (data, at, first, rows) => {
    blockScores(data, at, X.cols, weights, padded, scores)
    for (let r = 0; r < rows; r++) {
      const row = r * padded
      for (let k = 0; k < outputs; k++) scores[row + k]! += intercepts[k]!
      let proba = scores.subarray(row, row + outputs)
      if (outputs === 1) {
        pair[0] = 0
        pair[1] = scores[row]!
        proba = pair
      }
      softmaxInPlace(proba, 0, proba.length)
      present.forEach((c, k) => (out[(first + r) * classes + c] = proba[k]!))
    }
  })
  return out
}

/** As predictProba wants them, [m, classes]. */
export function lrProba(model: LrModel, X: Matrix): Matrix {
  return matrix(X.rows, model.classes, Float32Array.from(lrProbabilities(model, X)))
}
