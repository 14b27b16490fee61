import type { ClassWeight } from '../projection/presets.ts'
import { boostedClassifier, boostedFromJson } from './boosted-classifier.ts'
import type { BoostingRule } from './boosting.ts'
import type { Classifier, ClassifierJson, FittedClassifier } from './classifier.ts'

export interface GbmSettings {
  readonly rounds: number
  readonly maxDepth: number
  readonly learningRate: number
}

/**
 * Gradient boosting: scikit-learn's GradientBoostingClassifier (Friedman 2001), on columns in at most 256 bins. Splits
 * have the least squared error of the residuals; a leaf says one Newton step of the log loss.
 */
export const gbm = (settings: GbmSettings, classWeight: ClassWeight = null): Classifier =>
  boostedClassifier('gbm', gbmRule(settings), classWeight)

/** @throws Failure 'classifier-unreadable' */
export const gbmFromJson = (json: ClassifierJson): FittedClassifier => boostedFromJson('gbm', json)

export function gbmRule({ rounds, maxDepth, learningRate }: GbmSettings): BoostingRule {
  return {
    rounds,
    learningRate,
    // One row on each side is enough, whatever it weighs; a split without gain may lead to one with (XOR).
    tree: { maxDepth, lambda: 0, minChildWeight: 0, minGain: -Infinity },
    weightOf: () => 1,
    leafValue(residual, curvature, outputs) {
      if (curvature < 1e-150) return 0
      const share = outputs > 1 ? (outputs - 1) / outputs : 1
      return (share * residual) / curvature
    },
  }
}
