import { hits, onConfusion, trueCount, type Confusion } from './confusion.ts'
import type { Metric } from './metric.ts'

/** Mean recall over the classes that occur among the true ones. */
export function balancedAccuracyOf(confusion: Confusion): number {
  let sum = 0
  let present = 0
  for (let c = 0; c < confusion.classes; c++) {
    const cases = trueCount(confusion, c)
    if (cases === 0) continue
    sum += hits(confusion, c) / cases
    present++
  }
  return sum / present
}

export const balancedAccuracy: Metric = {
  name: 'balanced_accuracy',
  title: 'Balanced accuracy',
  noun: 'balanced accuracy',
  explanation: 'Mean over the classes of the share of their cases that is found; chance is 1 / classes.',
  higherIsBetter: true,
  range: [0, 1],
  ...onConfusion(balancedAccuracyOf),
}
