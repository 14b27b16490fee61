import type { Confusion } from './confusion.ts'
import type { RankAreas } from './ranking.ts'

/** Class probabilities, [n, classes]: a Matrix, or float64 where a caller has more digits. Every row sums to 1. */
export interface Probabilities {
  readonly rows: number
  readonly cols: number
  readonly data: Float32Array | Float64Array
}

/** What every metric is computed from: true classes y in 0..classes-1, [n], and probabilities [n, classes]. */
export interface Scored {
  readonly y: Int32Array
  readonly proba: Probabilities
  /** Index of the positive class: the binary definitions apply; null: the definitions for several classes. */
  readonly positive: number | null
}

/**
 * A metric on fixed rows, ready to be computed often: weights [n] are how many times each row counts (resampling
 * patients gives multiplicities). null where the metric is undefined for these weights, never NaN.
 */
export type WeightedMetric = (weights: Float64Array) => number | null

/** One entry of the registry. Definitions are scikit-learn 1.2's with zero_division = 0 (docs/METHOD.md). */
export interface Metric {
  readonly name: string
  /** As a heading, and as it reads inside a sentence. */
  readonly title: string
  readonly noun: string
  /** One line, shown on hover and focus. */
  readonly explanation: string
  /** null where neither is, but one number in between: no comparison is decided by such a metric. */
  readonly higherIsBetter: boolean | null
  readonly range: readonly [number, number]
  /** Does once what does not depend on the weights (sorting, counting cells). */
  prepare(scored: Scored): WeightedMetric
  /** The same from the confusion matrix, where that is all it needs: `prepareAll` counts it once for all such metrics. */
  readonly ofConfusion?: (confusion: Confusion, positive: number | null) => number | null
  /** The same from the areas of `rankingsOf`, where those are all it needs. */
  readonly ofRankings?: (areas: readonly RankAreas[]) => number | null
}

/** The metric with every row counted once; null where it is undefined (one class only, no rows). */
export function compute(metric: Metric, scored: Scored): number | null {
  return metric.prepare(scored)(new Float64Array(scored.y.length).fill(1))
}

/** Probability of the class `column` for every row, [n], in float64. */
export function columnOf(proba: Probabilities, column: number): Float64Array {
  return Float64Array.from({ length: proba.rows }, (_, i) => proba.data[i * proba.cols + column]!)
}
