import { rankingOf } from './metrics/ranking.ts'

export interface RocCurve {
  readonly fpr: readonly number[]
  readonly tpr: readonly number[]
  /** Predict positive from this score on; null for the first point, (0, 0), whose threshold is infinite. */
  readonly threshold: readonly (number | null)[]
}

export interface PrCurve {
  readonly precision: readonly number[]
  readonly recall: readonly number[]
  /** Ascending; null for the last point (precision 1, recall 0). */
  readonly threshold: readonly (number | null)[]
}

/** Every distinct score is a threshold, descending; no point is dropped. null without a positive or a negative. */
export function rocCurve(scores: Float64Array, isPositive: (row: number) => boolean): RocCurve | null {
  const steps = cumulate(scores, isPositive)
  const last = steps.at(-1)
  if (!last || last.truePositives === 0 || last.falsePositives === 0) return null
  return {
    fpr: [0, ...steps.map((step) => step.falsePositives / last.falsePositives)],
    tpr: [0, ...steps.map((step) => step.truePositives / last.truePositives)],
    threshold: [null, ...steps.map((step) => step.score)],
  }
}

/** Precision and recall at every distinct score, ascending, closed by (1, 0). null without a positive. */
export function prCurve(scores: Float64Array, isPositive: (row: number) => boolean): PrCurve | null {
  const steps = cumulate(scores, isPositive)
  const positives = steps.at(-1)?.truePositives ?? 0
  if (positives === 0) return null
  const ascending = steps.toReversed()
  return {
    precision: [
      ...ascending.map((step) => step.truePositives / (step.truePositives + step.falsePositives)),
      1,
    ],
    recall: [...ascending.map((step) => step.truePositives / positives), 0],
    threshold: [...ascending.map((step) => step.score), null],
  }
}

interface Step {
  readonly score: number
  readonly truePositives: number
  readonly falsePositives: number
}

/** Counts of positives and negatives at or above every distinct score, from the highest down. */
function cumulate(scores: Float64Array, isPositive: (row: number) => boolean): readonly Step[] {
  const { order, ends, positive } = rankingOf(scores, isPositive)
  let truePositives = 0
  let at = 0
  return Array.from(ends, (end) => {
    for (; at < end; at++) truePositives += positive[at]!
    return { score: scores[order[end - 1]!]!, truePositives, falsePositives: end - truePositives }
  })
}
