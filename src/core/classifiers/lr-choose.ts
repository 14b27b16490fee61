import type { ClassWeight } from '../projection/presets.ts'
import type { Signal } from '../signal.ts'
import { classWeights } from './class-weight.ts'
import type { TuningSet } from './classifier.ts'
import { lrProbabilities, prepareLr, type LrModel } from './lr-model.ts'

/**
 * Stopping here moved a mean log loss by 0.001 for C up to 1 and 0.02 for C = 10 (2,300 x 256, five classes), where
 * neighbouring candidates were 0.2 or more apart; it takes a quarter of the iterations of the final fit.
 */
const tolerance = 1e-2

export interface ChosenC {
  readonly C: number
  /** false: the inner validation rows hold fewer than two classes, so that no log loss can tell candidates apart. */
  readonly validated: boolean
}

/**
 * The candidate with the lowest log loss on the inner validation rows after a fit on the inner fit rows (R3); of equals
 * the smallest, which regularises most. Fitted in ascending order, each from the solution of the one before. Validation
 * rows of one class would reward whatever predicts that class, and none would choose the smallest: there it is the
 * candidate nearest to 1, scikit-learn's default, by its logarithm. With class weights the validation rows count as the inner fit rows
 * of their class do: what is fitted is what is compared.
 */
export function chooseC(
  candidates: readonly number[],
  { fit, validation }: TuningSet,
  classes: number,
  classWeight: ClassWeight,
  signal: Signal | undefined,
): ChosenC {
  const ascending = [...candidates].sort((a, b) => a - b)
  if (new Set(validation.y).size < 2) return { C: nearestToOne(ascending), validated: false }
  const weights = classWeights(fit.y, classes, classWeight)
  const fitLr = prepareLr({ ...fit, classes, classWeight })
  let start: LrModel | undefined
  let best = { C: ascending[0]!, loss: Infinity }
  for (const C of ascending) {
    start = fitLr(C, { tolerance, start, signal })
    const loss = logLoss(start, validation, weights)
    if (loss < best.loss) best = { C, loss }
  }
  return { C: best.C, validated: true }
}

function nearestToOne(ascending: readonly number[]): number {
  return ascending.reduce((best, C) => (Math.abs(Math.log(C)) < Math.abs(Math.log(best)) ? C : best))
}

/** Weighted sum over rows, natural logarithm, probabilities clipped at 1e-15 as in scikit-learn. */
function logLoss(model: LrModel, { X, y }: TuningSet['validation'], weights: Float64Array): number {
  const proba = lrProbabilities(model, X)
  const { classes } = model
  return y.reduce((sum, c, i) => sum - weights[c]! * Math.log(Math.max(proba[i * classes + c]!, 1e-15)), 0)
}
