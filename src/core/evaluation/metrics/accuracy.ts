import { onConfusion, total, totalHits, type Confusion } from './confusion.ts'
import type { Metric } from './metric.ts'

export const accuracyOf = (confusion: Confusion): number => totalHits(confusion) / total(confusion)

export const accuracy: Metric = {
  name: 'accuracy',
  title: 'Accuracy',
  noun: 'accuracy',
  explanation: 'Share of cases whose predicted class is the true one; misleading when one class is rare.',
  higherIsBetter: true,
  range: [0, 1],
  ...onConfusion(accuracyOf),
}
