import { matrix, type Matrix } from '../math/matrix.ts'
import { throwIfAborted, type Signal } from '../signal.ts'
import { binColumns } from './binned-columns.ts'
import { createBoostTreeGrower, type BoostTreeOptions } from './boost-tree.ts'
import { leafNumber, type LeafTree } from './leaf-tree.ts'
import { softmaxInPlace } from './logistic.ts'

/** Trees whose values add up to the scores of classes: log odds of two, softmax of more. */
export interface BoostedModel {
  readonly classes: number
  /** The classes of the training rows, ascending; the others get probability 0. */
  readonly present: readonly number[]
  readonly cols: number
  /** Scores before the first tree: the log odds or logarithms of the class shares, [outputs]. */
  readonly start: readonly number[]
  /** In turn one for every output, times the learning rate already. */
  readonly trees: readonly LeafTree[]
}

/** What one way of boosting makes of the log loss. */
export interface BoostingRule {
  readonly rounds: number
  readonly learningRate: number
  readonly tree: BoostTreeOptions
  /** What a row weighs in the search for splits, times its class's weight, from p (1 - p). */
  weightOf(curvature: number, outputs: number): number
  /** What a leaf says before the learning rate, from its weighted sums of y - p and p (1 - p). */
  leafValue(residual: number, curvature: number, outputs: number): number
}

export interface BoostingData {
  readonly X: Matrix
  readonly y: Int32Array
  readonly classes: number
  /** What a row of each class counts, [classes]; 1 each where absent. */
  readonly weights?: Float64Array
}

/** Scores that k classes need: none of one, the log odds of two, one each of more. */
export const outputsOf = (present: number): number => (present < 3 ? present - 1 : present)

/**
 * Gradient boosting of the log loss (Friedman 2001): a round grows a regression tree for every output on the residuals
 * y - p of the scores so far. Deterministic.
 * @throws Failure 'cancelled' between nodes
 */
export function fitBoosting(
  { X, y, classes, weights: classWeights = new Float64Array(classes).fill(1) }: BoostingData,
  rule: BoostingRule,
  signal?: Signal,
): BoostedModel {
  throwIfAborted(signal)
  const n = X.rows
  const present = [...new Set(y)].sort((a, b) => a - b)
  const outputs = outputsOf(present.length)
  const start = startScores(y, present, classWeights)
  const trees: LeafTree[] = []
  const model: BoostedModel = { classes, present, cols: X.cols, start, trees }
  if (outputs === 0) return model

  const grow = createBoostTreeGrower(binColumns(X), rule.tree, signal)
  const scores = new Float64Array(n * outputs)
  for (let i = 0; i < n; i++) scores.set(start, i * outputs)
  const proba = new Float64Array(n * outputs)
  const gradients = new Float64Array(n)
  const curvatures = new Float64Array(n)
  const weights = new Float64Array(n)

  for (let round = 0; round < rule.rounds; round++) {
    proba.set(scores)
    for (let i = 0; i < n; i++) toProba(proba, i * outputs, outputs)
    for (let k = 0; k < outputs; k++) {
      const own = outputs === 1 ? present[1]! : present[k]!
      for (let i = 0; i < n; i++) {
        const p = proba[i * outputs + k]!
        const counts = classWeights[y[i]!]!
        const curvature = p * (1 - p)
        gradients[i] = counts * (Number(y[i] === own) - p)
        curvatures[i] = counts * curvature
        weights[i] = counts * rule.weightOf(curvature, outputs)
      }
      const leafValue = (rows: Int32Array): number => {
        let residual = 0
        let curvature = 0
        for (const row of rows) {
          residual += gradients[row]!
          curvature += curvatures[row]!
        }
        const value = rule.learningRate * rule.leafValue(residual, curvature, outputs)
        for (const row of rows) scores[row * outputs + k]! += value
        return value
      }
      trees.push(grow({ gradients, weights, leafValue }))
    }
  }
  return model
}

/** Probabilities of all classes, [m, classes]. */
export function boostedProba({ classes, present, cols, start, trees }: BoostedModel, X: Matrix): Matrix {
  const outputs = start.length
  const scores = new Float64Array(X.rows * outputs)
  for (let i = 0; i < X.rows; i++) scores.set(start, i * outputs)
  trees.forEach((tree, t) => {
    const k = t % outputs
    for (let i = 0; i < X.rows; i++)
      scores[i * outputs + k]! += tree.values[leafNumber(tree, X.data, i, cols)]!
  })
  const out = matrix(X.rows, classes)
  for (let i = 0; i < X.rows; i++) {
    toProba(scores, i * outputs, outputs)
    const row = i * classes
    if (outputs > 1) present.forEach((c, k) => (out.data[row + c] = scores[i * outputs + k]!))
    else {
      const second = outputs === 1 ? scores[i]! : 0
      out.data[row + present[0]!] = 1 - second
      if (outputs === 1) out.data[row + present[1]!] = second
    }
  }
  return out
}

function startScores(y: Int32Array, present: readonly number[], classWeights: Float64Array): number[] {
  const counts = present.map((c) => classWeights[c]! * y.reduce((sum, of) => sum + Number(of === c), 0))
  const all = counts.reduce((sum, count) => sum + count, 0)
  const shares = counts.map((count) => count / all)
  if (shares.length > 2) return shares.map(Math.log)
  return shares.length === 2 ? [Math.log(shares[1]! / shares[0]!)] : []
}

/** Replaces the scores at a place by probabilities: of the second of two classes, or of each of more. */
function toProba(scores: Float64Array, at: number, outputs: number): void {
  if (outputs === 1) scores[at] = 1 / (1 + Math.exp(-scores[at]!))
  else if (outputs > 1) softmaxInPlace(scores, at, outputs)
}
