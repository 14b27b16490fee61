import type { Dataset } from '../dataset/dataset.ts'
import { predictedClasses } from '../evaluation/metrics/confusion.ts'
import { usesAll } from '../evaluation/modality-sets.ts'
import type { Cell, Prediction } from '../evaluation/types.ts'

/** What a procedure predicted of the held-out cases of one fold. */
export interface FoldPredictions {
  /** Class of each case, [cases.length]; -1 where there is no prediction. */
  readonly predicted: Int32Array
  /** Probability of that class; NaN where there is none. */
  readonly confidence: Float64Array
}

/** @param cases indices into the data set, [m] */
export function foldPredictions(
  predictions: readonly Prediction[],
  place: Pick<Cell, 'projection' | 'fusion' | 'repeat' | 'fold' | 'classifier'>,
  cases: Int32Array,
  { caseIds, classes, positive, y }: Pick<Dataset, 'caseIds' | 'classes' | 'positive' | 'y'>,
): FoldPredictions {
  const mine = new Map(
    predictions
      .filter(
        (one) =>
          usesAll(one) &&
          one.projection === place.projection &&
          one.fusion === place.fusion &&
          one.repeat === place.repeat &&
          one.fold === place.fold &&
          one.classifier === place.classifier,
      )
      .map((one) => [one.case, one.proba]),
  )
  const rows = Array.from(cases, (i) => mine.get(caseIds[i]!))
  const data = Float64Array.from(rows.flatMap((proba) => classes.map((name) => proba?.[name] ?? 0)))
  const found = predictedClasses({
    y: cases.map((i) => y[i]!),
    proba: { rows: cases.length, cols: classes.length, data },
    positive,
  })
  return {
    predicted: found.map((c, i) => (rows[i] ? c : -1)),
    confidence: Float64Array.from(found, (c, i) => rows[i]?.[classes[c]!] ?? NaN),
  }
}

/** A case of another fold, and the fold of the same repeat that held it out. */
export interface CaseElsewhere {
  readonly id: string
  readonly place: Pick<Cell, 'repeat' | 'fold'>
}

/** The case that has this ID, in whatever case it is written, where another fold than this one held it out. */
export function caseElsewhere(
  predictions: readonly Prediction[],
  { repeat, fold }: Pick<Cell, 'repeat' | 'fold'>,
  written: string,
): CaseElsewhere | null {
  const id = written.toLowerCase()
  const found = predictions.find(
    (one) => one.repeat === repeat && one.fold !== fold && one.case.toLowerCase() === id,
  )
  return found ? { id: found.case, place: { repeat: found.repeat, fold: found.fold } } : null
}
