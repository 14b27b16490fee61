import { expect, test } from 'vitest'
import {
  commonDigits,
  formatDifference,
  formatMetric,
  formatP,
  formatPValue,
  metricDigits,
} from './format.ts'

test('as many digits as the interval deserves: two significant ones of its half width, 2 to 4 decimals', () => {
  expect(metricDigits([0.853, 0.889])).toBe(3)
  expect(metricDigits([0.5, 0.9])).toBe(2)
  expect(metricDigits([0.8701, 0.8721])).toBe(4)
  expect(metricDigits([0.87001, 0.87002])).toBe(4)
  expect(metricDigits([10, 30])).toBe(2)
  expect(metricDigits(null)).toBe(3)
  expect(metricDigits([0.3, 0.3])).toBe(3)
})

test('the rows of a table share the decimals of the one that deserves most; an empty one has the fewest', () => {
  expect(commonDigits([{ ci95: [0.5, 0.9] }, { ci95: [0.853, 0.889] }])).toBe(3)
  expect(commonDigits([])).toBe(2)
})

test('an end of the interval that is not 0 does not read as 0', () => {
  const ci95 = [0.0004, 0.3] as const
  expect(formatDifference(ci95[0], metricDigits(ci95))).toBe('+0.0004')
})

test('numbers carry a true minus sign, and no sign where they round to 0', () => {
  expect(formatMetric(0.87143, 3)).toBe('0.871')
  expect(formatMetric(-0.25, 2)).toBe('−0.25')
  expect(formatMetric(-0.0001, 3)).toBe('0.000')
  expect(formatMetric(null, 3)).toBe('–')
  expect(formatDifference(0.0291, 3)).toBe('+0.029')
  expect(formatDifference(-0.0291, 3)).toBe('−0.029')
  expect(formatDifference(0.0001, 3)).toBe('0.000')
  expect(formatP(0.0123)).toBe('p = 0.012')
  expect(formatP(0.0004)).toBe('p < 0.001')
  expect([0.0123, 0.0004, null].map(formatPValue)).toEqual(['0.012', '< 0.001', '–'])
})
