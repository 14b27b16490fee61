import { hits, onConfusion, trueCount } from './confusion.ts'
import type { Metric } from './metric.ts'

/** Recall of the positive class; null without positive cases, and where there are several classes. */
export const sensitivity: Metric = {
  name: 'sensitivity',
  title: 'Sensitivity',
  noun: 'sensitivity',
  explanation:
    'Share of the positive cases that are called positive, from a probability of 0.5 on; two classes only.',
  higherIsBetter: true,
  range: [0, 1],
  ...onConfusion((confusion, positive) => {
    if (positive === null || trueCount(confusion, positive) === 0) return null
    return hits(confusion, positive) / trueCount(confusion, positive)
  }),
}
