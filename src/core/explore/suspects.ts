import type { Dataset } from '../dataset/dataset.ts'
import { predictedClasses } from '../evaluation/metrics/confusion.ts'
import { usesAll } from '../evaluation/modality-sets.ts'
import type { Cell, Prediction } from '../evaluation/types.ts'

type Procedure = Pick<Cell, 'projection' | 'fusion' | 'classifier'>

/** Probabilities of cases that were held out, averaged over the repeats. */
export interface OutOfFold {
  /** Case index of each row, [m]. */
  readonly cases: Int32Array
  /** [m, classes], row by row. */
  readonly proba: Float64Array
}

/** A case that the data set does not hold any more is passed over. */
export function outOfFold(
  predictions: readonly Omit<Prediction, 'repeat' | 'fold'>[],
  { projection, fusion, classifier }: Procedure,
  { caseIds, classes }: Pick<Dataset, 'caseIds' | 'classes'>,
): OutOfFold {
  const indexOf = new Map(caseIds.map((id, i) => [id, i]))
  const sums = new Map<number, { readonly sum: Float64Array; count: number }>()
  for (const prediction of predictions) {
    const i = indexOf.get(prediction.case)
    const isMine =
      usesAll(prediction) &&
      prediction.projection === projection &&
      prediction.fusion === fusion &&
      prediction.classifier === classifier
    if (!isMine || i === undefined) continue
    const of = sums.get(i) ?? { sum: new Float64Array(classes.length), count: 0 }
    classes.forEach((name, c) => (of.sum[c]! += prediction.proba[name] ?? 0))
    of.count++
    sums.set(i, of)
  }
  const cases = Int32Array.from(sums.keys()).sort()
  const proba = new Float64Array(cases.length * classes.length)
  cases.forEach((i, at) => {
    const { sum, count } = sums.get(i)!
    proba.set(
      sum.map((value) => value / count),
      at * classes.length,
    )
  })
  return { cases, proba }
}

export interface SuspectLabel {
  readonly caseIndex: number
  /** Class of the label, and the class that the probabilities speak for instead. */
  readonly given: number
  readonly suggested: number
  /** Class that was predicted, which may be that of the label, and its probability. */
  readonly predicted: number
  readonly confidence: number
  /** Probability of the label. */
  readonly selfConfidence: number
  /** Probability of the suggested class. */
  readonly suggestedConfidence: number
  /** How far the label's probability lies above its class's threshold, less the same for the suggested class. */
  readonly margin: number
  /** Off the diagonal of the confident joint: some other class reaches its threshold, and it is the likeliest of those that do. */
  readonly isConfident: boolean
}

/**
 * Every case by how much its label is to be doubted, the most doubtful first: confident learning (Northcutt, Jiang and Chuang 2021).
 * A class's threshold is the mean probability of the class over the cases that are labelled with it, so that classes of which a classifier
 * is less sure are not all suspects. The order is that of the margin above these thresholds (the normalised margin, adjusted
 * for the thresholds as the authors' cleanlab does before it ranks). It is an order for a human to look in: a rare but
 * right case looks the same as a wrong label.
 *
 * A class that no case is labelled with is never suggested.
 * @param y class of each case of the data set, [n]
 * @param positive class, where there are two
 */
export function rankSuspects(
  { cases, proba }: OutOfFold,
  y: Int32Array,
  classes: number,
  positive: number | null,
): SuspectLabel[] {
  const thresholds = classThresholds({ cases, proba }, y, classes)
  const predictions = predictedClasses({
    y: cases.map((i) => y[i]!),
    proba: { rows: cases.length, cols: classes, data: proba },
    positive,
  })
  const suspects = Array.from(cases, (caseIndex, row): SuspectLabel => {
    const given = y[caseIndex]!
    const p = proba.subarray(row * classes, (row + 1) * classes)
    const above = (c: number): number => p[c]! - thresholds[c]!
    const others = thresholds.flatMap((t, c) => (c === given || Number.isNaN(t) ? [] : [c]))
    const suggested = others.reduce((best, c) => (above(c) > above(best) ? c : best), others[0] ?? given)
    const reached = thresholds.flatMap((_, c) => (above(c) >= 0 ? [c] : []))
    const likeliest = reached.reduce((best, c) => (p[c]! > p[best]! ? c : best), reached[0] ?? given)
    return {
      caseIndex,
      given,
      suggested,
      predicted: predictions[row]!,
      confidence: p[predictions[row]!]!,
      selfConfidence: p[given]!,
      suggestedConfidence: p[suggested]!,
      margin: above(given) - above(suggested),
      isConfident: likeliest !== given,
    }
  })
  return suspects.sort((a, b) => a.margin - b.margin || a.caseIndex - b.caseIndex)
}

/** Mean probability of each class over the cases labelled with it; NaN where there are none. */
function classThresholds({ cases, proba }: OutOfFold, y: Int32Array, classes: number): number[] {
  const sums = new Float64Array(classes)
  const counts = new Float64Array(classes)
  cases.forEach((i, row) => {
    sums[y[i]!]! += proba[row * classes + y[i]!]!
    counts[y[i]!]!++
  })
  return Array.from(sums, (sum, c) => sum / counts[c]!)
}
