import { minimise } from '../math/lbfgs.ts'
import type { Matrix } from '../math/matrix.ts'
import { fitStandardScaler, type StandardScaler } from '../math/standardise.ts'
import { throwIfAborted, type Signal } from '../signal.ts'
import { linearPasses, type Derive, type LinearPasses } from './linear-passes.ts'

/** Linear scores x . w + b: one output for two classes (of the second), else one a class. */
export interface LinearModel {
  /** [outputs, d] */
  readonly weights: Float64Array
  /** [outputs] */
  readonly intercepts: Float64Array
}

/** Outputs of a model of so many classes, two at least: the log loss of two is binary. */
export const logLossOutputs = (classes: number): number => (classes === 2 ? 1 : classes)

export interface LogisticRows {
  readonly X: Matrix
  /** 0..classes-1, each of which occurs, [n]. */
  readonly y: Int32Array
  /** At least 2. */
  readonly classes: number
  /** What the log loss of a row of each class counts, [classes]; 1 each where absent. */
  readonly weights?: Float64Array
}

export interface LogisticOptions {
  /** Largest entry of the gradient at which to stop, in coordinates scaled to a Hessian of about 1. */
  readonly tolerance: number
  /** Where to start, such as the solution for another C; zeros when absent. */
  readonly start?: LinearModel | undefined
  readonly signal?: Signal | undefined
}

export interface LogisticFit extends LinearModel {
  readonly iterations: number
  readonly converged: boolean
}

/** Enough for standardised features many times over; sklearn's default is 100. */
const maxIterations = 2000

/** @param C inverse strength of the regularisation, above 0. @throws Failure 'cancelled' between iterations */
export type FitLogistic = (C: number, options: LogisticOptions) => LogisticFit

/**
 * Makes rows ready for fits with any C: their scaler, and the copy that kernels compute with, are made once.
 *
 * L2-regularised logistic regression, scikit-learn's objective: the minimum of |w|^2 / 2 + C * sum of (weighted) log losses, with
 * free intercepts; the log loss of two classes is binary, of more multinomial.
 * Several classes' intercepts are free up to a common shift; they sum to 0, because every gradient does.
 *
 * The search runs on centred columns, each divided by the square root of its curvature at w = 0. That is a change of
 * coordinates, not of the problem, and keeps the steps few on features that were not standardised.
 * Cost of one iteration: about 2 n d outputs multiply-adds. Memory beside X: 4 n d bytes for the copy.
 */
export function prepareLogistic(rows: LogisticRows): FitLogistic {
  const scaler = fitStandardScaler(rows.X)
  const passes = linearPasses(rows.X, logLossOutputs(rows.classes))
  return (C, options) => fitLogistic(rows, scaler, passes, C, options)
}

function fitLogistic(
  rows: LogisticRows,
  { mean, scale }: StandardScaler,
  passes: LinearPasses,
  C: number,
  options: LogisticOptions,
): LogisticFit {
  const { X, classes } = rows
  const d = X.cols
  const outputs = logLossOutputs(classes)
  const { weights, gradient, stride } = passes
  // Curvature of one row's log loss at equal probabilities: p (1 - p).
  const curvature = (C * X.rows * (classes - 1)) / classes ** 2
  const unit = scale.map((s) => Math.sqrt(1 + curvature * s * s))
  const unitIntercept = Math.sqrt(curvature)

  const intercepts = new Float64Array(outputs)
  const load = (u: Float64Array): void => {
    for (let k = 0; k < outputs; k++) {
      let offset = u[outputs * d + k]! / unitIntercept
      for (let j = 0; j < d; j++) {
        const w = u[k * d + j]! / unit[j]!
        weights[k * stride + j] = w
        offset -= w * mean[j]!
      }
      intercepts[k] = offset
    }
  }

  const { computeLoss, interceptGradient } = createLoss(rows, passes, intercepts)
  const objective = (u: Float64Array, out: Float64Array): number => {
    throwIfAborted(options.signal)
    load(u)
    const loss = computeLoss()
    let penalty = 0
    for (let k = 0; k < outputs; k++) {
      for (let j = 0; j < d; j++) {
        const w = weights[k * stride + j]!
        penalty += (w * w) / 2
        out[k * d + j] = (w + C * (gradient[k * stride + j]! - mean[j]! * interceptGradient[k]!)) / unit[j]!
      }
      out[outputs * d + k] = (C * interceptGradient[k]!) / unitIntercept
    }
    return penalty + C * loss
  }

  const start = new Float64Array(outputs * (d + 1))
  if (options.start) {
    const { weights: w, intercepts: b } = options.start
    for (let k = 0; k < outputs; k++) {
      let centred = b[k]!
      for (let j = 0; j < d; j++) {
        start[k * d + j] = w[k * d + j]! * unit[j]!
        centred += w[k * d + j]! * mean[j]!
      }
      start[outputs * d + k] = centred * unitIntercept
    }
  }
  const { x, iterations, converged } = minimise(objective, start, {
    gradientTolerance: options.tolerance,
    maxIterations,
  })
  load(x)
  const fitted = new Float64Array(outputs * d)
  for (let k = 0; k < outputs; k++) fitted.set(weights.subarray(k * stride, k * stride + d), k * d)
  return { weights: fitted, intercepts, iterations, converged }
}

/** The sum of log losses at the current weights and intercepts, and its gradient. */
function createLoss(
  { y, weights: classWeights }: LogisticRows,
  passes: LinearPasses,
  intercepts: Float64Array,
) {
  const outputs = intercepts.length
  const interceptGradient = new Float64Array(outputs)
  let loss = 0

  const derive: Derive = (scores, width, first, rows) => {
    for (let r = 0; r < rows; r++) {
      const row = r * width
      for (let k = 0; k < outputs; k++) scores[row + k]! += intercepts[k]!
      const target = y[first + r]!
      const counts = classWeights?.[target] ?? 1
      const own =
        outputs === 1 ? binaryResidual(scores, row, target) : softmaxResidual(scores, row, outputs, target)
      loss += counts * own
      for (let k = 0; k < outputs; k++) {
        scores[row + k]! *= counts
        interceptGradient[k]! += scores[row + k]!
      }
    }
  }
  return {
    interceptGradient,
    /** Leaves the gradient by the weights in the passes'. */
    computeLoss(): number {
      loss = 0
      interceptGradient.fill(0)
      passes.run(derive)
      return loss
    },
  }
}

/** Replaces the score of class 1 by probability minus target, the loss's derivative; returns the log loss. */
export function binaryResidual(scores: Float64Array, at: number, target: number): number {
  const score = scores[at]!
  const small = Math.exp(-Math.abs(score))
  scores[at] = (score >= 0 ? 1 / (1 + small) : small / (1 + small)) - target
  return Math.log1p(small) + Math.max(score, 0) - target * score
}

/** Replaces scores by probabilities minus the one-hot target, the loss's derivative; returns the log loss. */
export function softmaxResidual(scores: Float64Array, at: number, outputs: number, target: number): number {
  const own = scores[at + target]!
  const logSum = softmaxInPlace(scores, at, outputs)
  scores[at + target]! -= 1
  return logSum - own
}

/** Replaces `outputs` scores by their softmax; returns the logarithm of the sum of their exponentials. */
export function softmaxInPlace(scores: Float64Array, at: number, outputs: number): number {
  let most = -Infinity
  for (let k = 0; k < outputs; k++) most = Math.max(most, scores[at + k]!)
  let sum = 0
  for (let k = 0; k < outputs; k++) {
    const weight = Math.exp(scores[at + k]! - most)
    scores[at + k] = weight
    sum += weight
  }
  for (let k = 0; k < outputs; k++) scores[at + k]! /= sum
  return most + Math.log(sum)
}
