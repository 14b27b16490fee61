import { describe, expect, test } from 'vitest'
import type { Scored } from '../metrics/metric.ts'
import { chooseThreshold } from './choose-threshold.ts'

const scored = (p: readonly number[], y: readonly number[]): Scored => ({
  y: Int32Array.from(y),
  proba: { rows: p.length, cols: 2, data: Float64Array.from(p.flatMap((value) => [1 - value, value])) },
  positive: 1,
})

// from the highest down, sensitivity and specificity: 0.9: 1/3, 1; 0.8: 1/3, 2/3; 0.7: 2/3, 2/3; 0.4: 1, 2/3; 0.2: 1, 0
const made = scored([0.9, 0.8, 0.7, 0.4, 0.2, 0.2], [1, 0, 1, 1, 0, 0])

describe('R3: a threshold chosen on inner predictions', () => {
  test('by Youden: the largest sum of sensitivity and specificity, the highest of equals', () => {
    expect(chooseThreshold(made, 1, { rule: 'youden' })).toBe(0.4)
    expect(chooseThreshold(scored([0.9, 0.5, 0.1], [1, 0, 1]), 1, { rule: 'youden' })).toBe(0.9)
  })

  test('by sensitivity: the highest that is sensitive enough', () => {
    expect(chooseThreshold(made, 1, { rule: 'sensitivity', value: 0.6 })).toBe(0.7)
    expect(chooseThreshold(made, 1, { rule: 'sensitivity', value: 0.99 })).toBe(0.4)
  })

  test('by specificity: the most sensitive that is specific enough, and none where none is', () => {
    expect(chooseThreshold(made, 1, { rule: 'specificity', value: 0.6 })).toBe(0.4)
    expect(chooseThreshold(made, 1, { rule: 'specificity', value: 0.9 })).toBe(0.9)
    expect(chooseThreshold(scored([0.9, 0.1], [0, 1]), 1, { rule: 'specificity', value: 0.9 })).toBeNull()
  })

  test('fixed beforehand, whatever the predictions', () => {
    expect(chooseThreshold(null, 1, { rule: 'fixed', value: 0.3 })).toBe(0.3)
  })

  test('none without predictions, or without cases of both kinds', () => {
    expect(chooseThreshold(null, 1, { rule: 'youden' })).toBeNull()
    expect(chooseThreshold(scored([0.2, 0.9], [1, 1]), 1, { rule: 'youden' })).toBeNull()
  })
})
