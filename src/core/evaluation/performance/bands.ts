import { percentileInterval } from '../resamples.ts'
import type { Curve } from './performance.ts'
import { rounded } from './rounding.ts'

/** Values of a curve in every resample. */
export interface Band {
  /** Those of resample b, [points], to be written; NaN where it has none. */
  of(b: number): Float64Array
  /** The curve with its pointwise 95 % band (R8), rounded. */
  around(x: Float64Array, y: Float64Array): Curve
}

export function bandOf(points: number, resamples: number): Band {
  const values = new Float64Array(resamples * points)
  const valuesAt = (k: number): Float64Array => {
    const out = new Float64Array(resamples)
    for (let b = 0; b < resamples; b++) out[b] = values[b * points + k]!
    return out
  }
  return {
    of: (b) => values.subarray(b * points, (b + 1) * points),
    around(x, y) {
      const ends = Array.from(x, (_, k) => percentileInterval(valuesAt(k)))
      return {
        x: Array.from(x, (value) => rounded(value)!),
        y: Array.from(y, rounded),
        low: ends.map((end) => end && rounded(end[0])),
        high: ends.map((end) => end && rounded(end[1])),
      }
    },
  }
}
