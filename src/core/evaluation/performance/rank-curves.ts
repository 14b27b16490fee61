import type { Ranking } from '../metrics/ranking.ts'

/** Steps of the grid that ROC and precision-recall curves are read on. */
const steps = 100

/** 0, 0.01, ..., 1. */
export const curveGrid = Float64Array.from({ length: steps + 1 }, (_, k) => k / steps)

/** Sensitivity at every false positive rate of the grid, and precision at every recall; NaN throughout where undefined. */
export interface RankCurves {
  readonly roc: Float64Array
  readonly pr: Float64Array
}

/**
 * Both curves of one ranking, read on the grid by row weights, as vertical averaging over folds needs them (Fawcett 2006). The
 * areas below what is read are those of the metrics but for the grid: the ROC curve is linear between its points and
 * precision is a step function of recall (as in average precision), and where one jumps, half way is read; at a false positive
 * rate of 0 and 1, and a recall of 0 and 1, the value inside.
 * @returns a function of weights [n] in the order of the rows that writes into `out`
 */
export function rankCurves({
  order,
  ends,
  positive,
}: Ranking): (weights: Float64Array, out: RankCurves) => void {
  const tp = new Float64Array(ends.length + 1)
  const fp = new Float64Array(ends.length + 1)
  return (weights, out) => {
    let at = 0
    let truePositives = 0
    let falsePositives = 0
    for (let k = 0; k < ends.length; k++) {
      const end = ends[k]!
      for (; at < end; at++) {
        const weight = weights[order[at]!]!
        if (positive[at] === 1) truePositives += weight
        else falsePositives += weight
      }
      tp[k + 1] = truePositives
      fp[k + 1] = falsePositives
    }
    readRoc(tp, fp, out.roc)
    readPrecision(tp, fp, out.pr)
  }
}

function readRoc(tp: Float64Array, fp: Float64Array, roc: Float64Array): void {
  const last = tp.length - 1
  const positives = tp[last]!
  const negatives = fp[last]!
  if (positives === 0 || negatives === 0) return void roc.fill(NaN)
  let k = 0
  for (let g = 0; g <= steps; g++) {
    const wanted = (g * negatives) / steps
    while (fp[k]! < wanted) k++
    let value = tp[k]!
    if (fp[k]! > wanted)
      value = tp[k - 1]! + ((tp[k]! - tp[k - 1]!) * (wanted - fp[k - 1]!)) / (fp[k]! - fp[k - 1]!)
    else {
      let top = k
      while (top < last && fp[top + 1] === wanted) top++
      value = g === 0 || g === steps ? tp[top]! : (value + tp[top]!) / 2
    }
    roc[g] = value / positives
  }
}

function readPrecision(tp: Float64Array, fp: Float64Array, pr: Float64Array): void {
  const last = tp.length - 1
  const positives = tp[last]!
  if (positives === 0 || fp[last] === 0) return void pr.fill(NaN)
  const precision = (k: number): number => tp[k]! / (tp[k]! + fp[k]!)
  let k = 0
  while (tp[k] === 0) k++
  for (let g = 0; g <= steps; g++) {
    const wanted = (g * positives) / steps
    while (tp[k]! < wanted) k++
    let value = precision(k)
    if (g > 0 && g < steps && tp[k] === wanted) {
      let next = k
      while (tp[next] === wanted) next++
      value = (value + precision(next)) / 2
    }
    pr[g] = value
  }
}
