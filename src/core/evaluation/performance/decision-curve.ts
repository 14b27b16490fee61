import { resamplesOfCurves, type Resamples } from '../resamples.ts'
import { bandOf } from './bands.ts'
import type { DecisionCurve } from './performance.ts'
import { rounded } from './rounding.ts'
import { countOnce, countResamples } from './tally.ts'

/** 0.01, 0.02, ..., 0.99. */
export const decisionThresholds = Float64Array.from({ length: 99 }, (_, k) => (k + 1) / 100)

/**
 * Net benefit at every threshold (Vickers and Elkin 2006): TP/n - FP/n * t / (1 - t), of treating whoever's probability is at least
 * t, over all held-out predictions.
 * @param p predicted probability of the class, [n]
 * @param y 1 where it is true, [n]
 * @param patients of each row, [n]
 */
export function decisionCurve(
  p: Float64Array,
  y: Uint8Array,
  patients: Int32Array,
  resamples: Resamples,
): DecisionCurve {
  const size = decisionThresholds.length
  const reached = Int32Array.from(p, thresholdsReached)
  const tally = { cells: reached.map((t, i) => 2 * t + y[i]!), patients, size: 2 * (size + 1) }
  const model = new Float64Array(size)
  netBenefit(countOnce(tally), model)
  const count = Math.min(resamples.count, resamplesOfCurves)
  const band = bandOf(size, count)
  countResamples(tally, resamples, count, (counts, b) => netBenefit(counts, band.of(b)))
  const share = y.reduce((sum, value) => sum + value, 0) / y.length
  return {
    model: band.around(decisionThresholds, model),
    treat_all: Array.from(decisionThresholds, (t) => rounded(share - ((1 - share) * t) / (1 - t))!),
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
  const n = counts.reduce((sum, count) => sum + count, 0)
  let truePositives = 0
  let falsePositives = 0
  for (let k = out.length - 1; k >= 0; k--) {
    falsePositives += counts[2 * (k + 1)]!
    truePositives += counts[2 * (k + 1) + 1]!
    const t = decisionThresholds[k]!
    out[k] = (truePositives - (falsePositives * t) / (1 - t)) / n
  }
}
