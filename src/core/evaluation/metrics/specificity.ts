import { hits, onConfusion, trueCount } from './confusion.ts'
import type { Metric } from './metric.ts'

/** Recall of the other class than the positive one; null without negative cases, and where there are several classes. */
export const specificity: Metric = {
  name: 'specificity',
  title: 'Specificity',
  noun: 'specificity',
  explanation:
    'Share of the negative cases that are called negative, below a probability of 0.5; two classes only.',
  higherIsBetter: true,
  range: [0, 1],
  ...onConfusion((confusion, positive) => {
    if (positive === null || trueCount(confusion, 1 - positive) === 0) return null
    return hits(confusion, 1 - positive) / trueCount(confusion, 1 - positive)
  }),
}
