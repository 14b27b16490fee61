import { resamplesOfCurves } from '../resamples.ts'
import { bandOf } from './bands.ts'
import type { DecisionCurve } from './performance.ts'
import { rounded } from './rounding.ts'
import { countOnce, type Tally } from './tally.ts'

/** 0.01, 0.02, ..., 0.99. */
export const decisionThresholds = Float64Array.from({ length: 99 }, (_, k) => (k + 1) / 100)

/**
 * Net benefit at every threshold (Vickers and Elkin 2006): TP/n - FP/n * t / (1 - t), of treating whoever's probability is at least
 * t, over all held-out predictions.
 * @param p predicted probability of the class, [n]; NaN where a row is left out
 * @param isClass 1 where it is true, [n]
 */
export function decisionTally(p: Float64Array, isClass: Uint8Array): Tally<DecisionCurve> {
  const points = decisionThresholds.length
  const size = 2 * (points + 1)
  const cells = Int32Array.from(p, (value, i) =>
    Number.isNaN(value) ? -1 : 2 * thresholdsReached(value) + isClass[i]!,
  )
  const band = bandOf(points, resamplesOfCurves)
  return {
    cells,
    size,
    resamples: resamplesOfCurves,
    add: (counts, b) => netBenefit(counts, band.of(b)),
    result() {
      const model = new Float64Array(points)
      const counts = countOnce({ cells, size })
      netBenefit(counts, model)
      const share = sumOf(counts.filter((_, cell) => cell % 2 === 1)) / sumOf(counts)
      return {
        model: band.around(decisionThresholds, model),
        treat_all: Array.from(decisionThresholds, (t) => rounded(share - ((1 - share) * t) / (1 - t))!),
      }
    },
  }
}

/** How many of the thresholds a probability is at least. */
function thresholdsReached(p: number): number {
  let reached = Math.min(Math.max(Math.floor(p * 100), 0), decisionThresholds.length)
  while (reached > 0 && p < decisionThresholds[reached - 1]!) reached--
  while (reached < decisionThresholds.length && p >= decisionThresholds[reached]!) reached++
  return reached
}

/** @param counts of rows without and with the class that reach 0, 1, ... of the thresholds */
function netBenefit(counts: Float64Array, out: Float64Array): void {
  const n = sumOf(counts)
  let truePositives = 0
  let falsePositives = 0
  for (let k = out.length - 1; k >= 0; k--) {
    falsePositives += counts[2 * (k + 1)]!
    truePositives += counts[2 * (k + 1) + 1]!
    const t = decisionThresholds[k]!
    out[k] = (truePositives - (falsePositives * t) / (1 - t)) / n
  }
}

const sumOf = (counts: Float64Array): number => counts.reduce((sum, count) => sum + count, 0)
