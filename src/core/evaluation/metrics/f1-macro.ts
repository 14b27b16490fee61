import { hits, onConfusion, predictedCount, trueCount, type Confusion } from './confusion.ts'
import type { Metric } from './metric.ts'

/** F1 of class c: 2 TP / (2 TP + FP + FN); 0 where the class is neither true nor predicted. */
export function f1OfClass(confusion: Confusion, c: number): number {
  const cases = trueCount(confusion, c) + predictedCount(confusion, c)
  return cases === 0 ? 0 : (2 * hits(confusion, c)) / cases
}

/** Mean F1 over the classes that are true or predicted at least once. */
export function f1MacroOf(confusion: Confusion): number {
  let sum = 0
  let present = 0
  for (let c = 0; c < confusion.classes; c++) {
    if (trueCount(confusion, c) + predictedCount(confusion, c) === 0) continue
    sum += f1OfClass(confusion, c)
    present++
  }
  return sum / present
}

export const f1Macro: Metric = {
  name: 'f1_macro',
  title: 'Macro F1',
  noun: 'macro F1',
  explanation:
    'Mean over the classes of F1 (the harmonic mean of precision and recall); rare classes count as much.',
  higherIsBetter: true,
  range: [0, 1],
  ...onConfusion(f1MacroOf),
}
