import type { Dataset } from '../dataset/dataset.ts'
import { predictedClasses } from '../evaluation/metrics/confusion.ts'
import { usesAll } from '../evaluation/modality-sets.ts'
import type { Cell, Prediction, Results } from '../evaluation/types.ts'
import type { HeldOutPlace } from './held-out-places.ts'

/** What a procedure predicted of the held-out cases of one place. */
export interface FoldPredictions {
  /** Class of each case, [cases.length]; -1 where there is no prediction. */
  readonly predicted: Int32Array
  /** Probability of that class; NaN where there is none. */
  readonly confidence: Float64Array
}

/** @param cases indices into the data set, [m] */
export function foldPredictions(
  results: Pick<Results, 'predictions' | 'locked_test'>,
  procedure: Pick<Cell, 'projection' | 'fusion' | 'classifier'> & { readonly place: HeldOutPlace },
  cases: Int32Array,
  { caseIds, classes, positive, y }: Pick<Dataset, 'caseIds' | 'classes' | 'positive' | 'y'>,
): FoldPredictions {
  const mine = new Map(
    predictionsAt(results, procedure.place)
      .filter(
        (one) =>
          usesAll(one) &&
          one.projection === procedure.projection &&
          one.fusion === procedure.fusion &&
          one.classifier === procedure.classifier,
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

function predictionsAt(
  { predictions, locked_test: locked }: Pick<Results, 'predictions' | 'locked_test'>,
  place: HeldOutPlace,
): readonly Omit<Prediction, 'repeat' | 'fold'>[] {
  if (place.kind === 'locked-test') return locked?.predictions ?? []
  return predictions.filter(({ repeat, fold }) => repeat === place.repeat && fold === place.fold)
}
