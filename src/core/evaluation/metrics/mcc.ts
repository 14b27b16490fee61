import { onConfusion, predictedCount, total, totalHits, trueCount, type Confusion } from './confusion.ts'
import type { Metric } from './metric.ts'

/** Matthews' correlation in Gorodkin's form (2004) for any number of classes; 0 where its denominator is 0. */
export function mccOf(confusion: Confusion): number {
  const n = total(confusion)
  let product = 0
  let truths = 0
  let predictions = 0
  for (let c = 0; c < confusion.classes; c++) {
    const t = trueCount(confusion, c)
    const p = predictedCount(confusion, c)
    product += t * p
    truths += t * t
    predictions += p * p
  }
  const denominator = Math.sqrt((n * n - predictions) * (n * n - truths))
  return denominator === 0 ? 0 : (totalHits(confusion) * n - product) / denominator
}

export const mcc: Metric = {
  name: 'mcc',
  title: 'MCC',
  noun: 'MCC',
  explanation:
    "Matthews' correlation between predicted and true classes: 1 is perfect, 0 is chance, robust to imbalance.",
  higherIsBetter: true,
  range: [-1, 1],
  ...onConfusion(mccOf),
}
