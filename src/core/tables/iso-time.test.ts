import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isoTime } from './iso-time.ts'

test('moments are those that a Date gives, for every day of the calendar', () => {
  const between = {
    min: new Date('0000-01-01'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  }
  fc.assert(
    fc.property(fc.date(between), (date) => {
      const text = isoTime(BigInt(date.getTime()), 1000n)
      expect(new Date(text.includes('T') ? `${text}Z` : text).getTime()).toBe(date.getTime())
      const midnight = Math.floor(date.getTime() / 86_400_000)
      expect(isoTime(BigInt(midnight) * 86_400n, 1n)).toBe(date.toISOString().slice(0, 10))
    }),
    { seed: 1 },
  )
})

test.each([
  [0n, 1n, '1970-01-01'],
  [-1n, 1000n, '1969-12-31T23:59:59.999'],
  [951_782_400n, 1n, '2000-02-29'],
  [1_500_000n, 1_000_000n, '1970-01-01T00:00:01.5'],
])('%s at %s a second is %s', (units, perSecond, text) => {
  expect(isoTime(units, perSecond)).toBe(text)
})

test('years that have more than four digits are refused', () => {
  expect(() => isoTime(10n ** 12n, 1n)).toThrow(RangeError)
  expect(() => isoTime(-(10n ** 12n), 1n)).toThrow(RangeError)
})
