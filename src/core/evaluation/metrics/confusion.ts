import type { Metric, Scored } from './metric.ts'

/** Weighted counts, [classes, classes]: rows are true classes, columns predicted ones. */
export interface Confusion {
  readonly classes: number
  readonly counts: Float64Array
}

/** Two classes: the positive one from a probability of 0.5; otherwise the most probable, the first of equals. */
export function predictedClasses({ proba, positive }: Scored): Int32Array {
  const { rows, cols, data } = proba
  if (positive !== null && cols === 2)
    return Int32Array.from({ length: rows }, (_, i) =>
      data[i * 2 + positive]! >= 0.5 ? positive : 1 - positive,
    )
  return Int32Array.from({ length: rows }, (_, i) => {
    let best = 0
    for (let c = 1; c < cols; c++) if (data[i * cols + c]! > data[i * cols + best]!) best = c
    return best
  })
}

/** The confusion matrix of given predictions, each row counted weights[i] times (once where weights are not given). */
export function confusionOf(
  y: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: number,
  weights?: ArrayLike<number>,
): Confusion {
  const counts = new Float64Array(classes * classes)
  for (let i = 0; i < y.length; i++) counts[y[i]! * classes + predicted[i]!]! += weights ? weights[i]! : 1
  return { classes, counts }
}

/** The part of a metric that depends on the predicted classes only; null for no rows at all. */
export function onConfusion(
  score: (confusion: Confusion, positive: number | null) => number | null,
): Required<Pick<Metric, 'prepare' | 'ofConfusion'>> {
  const ofConfusion = (confusion: Confusion, positive: number | null): number | null =>
    total(confusion) > 0 ? score(confusion, positive) : null
  return {
    ofConfusion,
    prepare(scored) {
      const predicted = predictedClasses(scored)
      return (weights) =>
        ofConfusion(confusionOf(scored.y, predicted, scored.proba.cols, weights), scored.positive)
    },
  }
}

export const hits = ({ classes, counts }: Confusion, c: number): number => counts[c * classes + c]!

/** How often class c is true. */
export function trueCount({ classes, counts }: Confusion, c: number): number {
  let sum = 0
  for (let j = 0; j < classes; j++) sum += counts[c * classes + j]!
  return sum
}

/** How often class c is predicted. */
export function predictedCount({ classes, counts }: Confusion, c: number): number {
  let sum = 0
  for (let i = 0; i < classes; i++) sum += counts[i * classes + c]!
  return sum
}

export function total({ counts }: Confusion): number {
  let sum = 0
  for (const count of counts) sum += count
  return sum
}

export function totalHits(confusion: Confusion): number {
  let sum = 0
  for (let c = 0; c < confusion.classes; c++) sum += hits(confusion, c)
  return sum
}
