import type { Dataset } from '../dataset/dataset.ts'
import { predictedClasses } from './metrics/confusion.ts'
import { usesAll } from './modality-sets.ts'
import type { Cell, Prediction } from './types.ts'

/** A case in one cell of a confusion matrix. */
export interface ConfusedCase {
  readonly caseIndex: number
  /** Of the predicted class, once for each repeat that predicted it. */
  readonly probabilities: readonly number[]
}

/**
 * The cases of class `truth` that a procedure predicted to be of class `predicted` when they were held out, the surest first.
 * Predictions of cases that the data set does not hold are passed over: it has changed since, and the caller says so.
 *
 * @param cell indices into the data set's classes
 */
export function confusedCases(
  predictions: readonly Prediction[],
  { projection, fusion, classifier }: Pick<Cell, 'projection' | 'fusion' | 'classifier'>,
  cell: { readonly truth: number; readonly predicted: number },
  { caseIds, y, classes, positive }: Pick<Dataset, 'caseIds' | 'y' | 'classes' | 'positive'>,
): ConfusedCase[] {
  const indexOf = new Map(caseIds.map((id, i) => [id, i]))
  const rows = predictions.flatMap((prediction) => {
    const { case: id, proba } = prediction
    const caseIndex = indexOf.get(id)
    const isMine =
      usesAll(prediction) &&
      prediction.projection === projection &&
      prediction.fusion === fusion &&
      prediction.classifier === classifier
    return isMine && caseIndex !== undefined && y[caseIndex] === cell.truth ? [{ caseIndex, proba }] : []
  })
  const proba = {
    rows: rows.length,
    cols: classes.length,
    data: Float64Array.from(rows.flatMap((row) => classes.map((name) => row.proba[name] ?? 0))),
  }
  const predicted = predictedClasses({
    y: Int32Array.from(rows, (row) => y[row.caseIndex]!),
    proba,
    positive,
  })
  const found = new Map<number, number[]>()
  for (const [i, { caseIndex, proba: ofCase }] of rows.entries()) {
    if (predicted[i] !== cell.predicted) continue
    const probabilities = found.get(caseIndex) ?? []
    found.set(caseIndex, [...probabilities, ofCase[classes[cell.predicted]!] ?? 0])
  }
  return [...found]
    .map(([caseIndex, probabilities]) => ({ caseIndex, probabilities }))
    .toSorted((a, b) => Math.max(...b.probabilities) - Math.max(...a.probabilities))
}
