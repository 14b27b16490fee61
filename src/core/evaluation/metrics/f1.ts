import { onConfusion } from './confusion.ts'
import { f1MacroOf, f1OfClass } from './f1-macro.ts'
import type { Metric } from './metric.ts'

/** The paper's metric (rule R9): F1 of the positive class; macro where there are more than two classes. */
export const f1: Metric = {
  name: 'f1',
  title: 'F1',
  noun: 'F1',
  explanation:
    'Harmonic mean of precision and recall of the positive class; mean over the classes where there are several.',
  higherIsBetter: true,
  range: [0, 1],
  ...onConfusion((confusion, positive) =>
    positive === null ? f1MacroOf(confusion) : f1OfClass(confusion, positive),
  ),
}
