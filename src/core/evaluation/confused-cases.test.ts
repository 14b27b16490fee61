import { expect, test } from 'vitest'
import { confusedCases } from './confused-cases.ts'
import type { Prediction } from './types.ts'

const procedure = { projection: 'none', fusion: 'single', classifier: 'lr' } as const
const predicted = (id: string, ill: number, changes: Partial<Prediction> = {}): Prediction => ({
  case: id,
  repeat: 0,
  fold: 0,
  ...procedure,
  proba: { well: 1 - ill, ill },
  ...changes,
})
const dataset = {
  caseIds: ['a', 'b', 'c', 'd'],
  y: Int32Array.from([0, 0, 1, 0]),
  classes: ['well', 'ill'],
  positive: 1,
}
const predictions = [
  predicted('a', 0.6),
  predicted('b', 0.9),
  predicted('c', 0.9),
  predicted('d', 0.2),
  predicted('a', 0.3, { repeat: 1 }),
  predicted('b', 0.7, { repeat: 1 }),
  predicted('d', 0.9, { classifier: 'knn' }),
  predicted('d', 0.9, { projection: 'pca' }),
  predicted('d', 0.9, { modalities: ['note'] }),
  predicted('gone', 0.9),
]

test('the cases of a cell, each once, the surest first, with its probability in every repeat that put it there', () => {
  expect(confusedCases(predictions, procedure, { truth: 0, predicted: 1 }, dataset)).toEqual([
    { caseIndex: 1, probabilities: [0.9, 0.7] },
    { caseIndex: 0, probabilities: [0.6] },
  ])
  const right = confusedCases(predictions, procedure, { truth: 0, predicted: 0 }, dataset)
  expect(right.map(({ caseIndex }) => caseIndex)).toEqual([3, 0])
})

test('of two classes the positive one is predicted from 0.5, as in the confusion matrix', () => {
  const even = [predicted('a', 0.5)]
  expect(confusedCases(even, procedure, { truth: 0, predicted: 1 }, dataset)).toHaveLength(1)
  const negative = { ...dataset, positive: 0 }
  expect(confusedCases(even, procedure, { truth: 0, predicted: 0 }, negative)).toHaveLength(1)
})
