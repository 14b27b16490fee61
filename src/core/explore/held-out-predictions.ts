import type { Dataset } from '../dataset/dataset.ts'
import { predictedClasses } from '../evaluation/metrics/confusion.ts'
import type { Cell, Results } from '../evaluation/types.ts'
import type { FoldPredictions } from './fold-predictions.ts'
import { outOfFold } from './suspects.ts'

/**
 * What a procedure predicted of every case of the data set, [n], while it was held out: averaged over the repeats, or of the locked test
 * set. Cases that were held out nowhere have no prediction.
 */
export function heldOutPredictions(
  { predictions, locked_test: locked }: Pick<Results, 'predictions' | 'locked_test'>,
  procedure: Pick<Cell, 'projection' | 'fusion' | 'classifier'>,
  { caseIds, classes, positive, y }: Pick<Dataset, 'caseIds' | 'classes' | 'positive' | 'y'>,
): FoldPredictions {
  const all = [...predictions, ...(locked?.predictions ?? [])]
  const { cases, proba } = outOfFold(all, procedure, { caseIds, classes })
  const found = predictedClasses({
    y: cases.map((i) => y[i]!),
    proba: { rows: cases.length, cols: classes.length, data: proba },
    positive,
  })
  const predicted = new Int32Array(caseIds.length).fill(-1)
  const confidence = new Float64Array(caseIds.length).fill(NaN)
  cases.forEach((i, row) => {
    predicted[i] = found[row]!
    confidence[i] = proba[row * classes.length + found[row]!]!
  })
  return { predicted, confidence }
}
