import { predictedClasses } from './confusion.ts'
import type { Metric } from './metric.ts'

const bins = 15

/** The bin of a confidence in 0..1: k for (k/15, (k+1)/15], 0 for 0. */
export const calibrationBin = (p: number): number => Math.min(Math.max(Math.ceil(p * bins) - 1, 0), bins - 1)

/**
 * Expected calibration error: sum over 15 bins ((k/15, (k+1)/15], 0 in the first) of n_k/N |mean confidence - hit rate|.
 * @param confidence in 0..1, [n]
 * @param hit 1 where what the confidence speaks of came true, [n]
 */
export function expectedCalibrationError(
  confidence: Float64Array,
  hit: Uint8Array,
): (weights: Float64Array) => number | null {
  const bin = Int32Array.from(confidence, calibrationBin)
  return (weights) => {
    const gaps = new Float64Array(bins)
    let total = 0
    for (let i = 0; i < bin.length; i++) {
      gaps[bin[i]!]! += weights[i]! * (confidence[i]! - hit[i]!)
      total += weights[i]!
    }
    return total > 0 ? gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / total : null
  }
}

export const ece: Metric = {
  name: 'ece',
  title: 'Calibration error',
  noun: 'calibration error',
  explanation:
    'Mean gap between the confidence in the predicted class and how often it is right (15 bins); lower is better.',
  higherIsBetter: false,
  range: [0, 1],
  prepare(scored) {
    const { y, proba, positive } = scored
    const predicted = predictedClasses(scored)
    const confidence = Float64Array.from(predicted, (c, i) => {
      if (positive === null) return proba.data[i * proba.cols + c]!
      const p = proba.data[i * proba.cols + positive]!
      return Math.max(p, 1 - p)
    })
    return expectedCalibrationError(
      confidence,
      Uint8Array.from(predicted, (c, i) => (c === y[i] ? 1 : 0)),
    )
  },
}
