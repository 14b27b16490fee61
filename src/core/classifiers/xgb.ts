import type { ClassWeight, XgbSettings } from '../projection/presets.ts'
import { boostedClassifier, boostedFromJson } from './boosted-classifier.ts'
import type { BoostingRule } from './boosting.ts'
import type { Classifier, ClassifierJson, FittedClassifier } from './classifier.ts'

/**
 * Boosting as XGBoost does it (Chen and Guestrin 2016; tree method hist, 256 bins): the second derivative weighs rows in
 * the search for splits, lambda shrinks scores and leaves. It starts at the class shares.
 */
export const xgb = (settings: XgbSettings, classWeight: ClassWeight = null): Classifier =>
  boostedClassifier('xgb', xgbRule(settings), classWeight)

/** @throws Failure 'classifier-unreadable' */
export const xgbFromJson = (json: ClassifierJson): FittedClassifier => boostedFromJson('xgb', json)

export function xgbRule({ rounds, learningRate, lambda, gamma, ...tree }: XgbSettings): BoostingRule {
  // XGBoost's softmax takes twice the diagonal of the second derivative, which bounds it.
  const weightOf = (curvature: number, outputs: number): number =>
    Math.max(smallestWeight, outputs > 1 ? 2 * curvature : curvature)
  return {
    rounds,
    learningRate,
    tree: { ...tree, lambda, minGain: Math.max(gamma, leastGain) },
    weightOf,
    leafValue: (residual, curvature, outputs) => residual / (weightOf(curvature, outputs) + lambda),
  }
}

/** XGBoost's own bounds, against rounding. */
const smallestWeight = 1e-16
const leastGain = 1e-6
