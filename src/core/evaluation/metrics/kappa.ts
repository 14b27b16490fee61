import { onConfusion, predictedCount, total, totalHits, trueCount, type Confusion } from './confusion.ts'
import type { Metric } from './metric.ts'

/** Cohen's kappa; null when only one class occurs among true and predicted ones (agreement by chance is certain). */
export function kappaOf(confusion: Confusion): number | null {
  const n = total(confusion)
  let chance = 0
  for (let c = 0; c < confusion.classes; c++) chance += trueCount(confusion, c) * predictedCount(confusion, c)
  const left = n * n - chance
  return left === 0 ? null : (totalHits(confusion) * n - chance) / left
}

export const kappa: Metric = {
  name: 'kappa',
  title: "Cohen's kappa",
  noun: "Cohen's kappa",
  explanation: 'Agreement of predicted and true classes beyond what their frequencies give by chance.',
  higherIsBetter: true,
  range: [-1, 1],
  ...onConfusion(kappaOf),
}
