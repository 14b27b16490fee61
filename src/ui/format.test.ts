import { expect, test } from 'vitest'
import { formatNumber } from './format.ts'

test.each([
  [0.8714285714, '0.8714'],
  [0.000123456, '0.0001235'],
  [36.6249, '36.625'],
  [0, '0'],
  [2019, '2019'],
  [12_500, '12,500'],
  [-3.5, '-3.5'],
])('%s is shown as %s', (value, shown) => expect(formatNumber(value)).toBe(shown))
