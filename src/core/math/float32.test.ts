import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shortestFloat32 } from './float32.ts'

/** The definition: the fewest digits that give the number back. */
function bySearch(value: number): number {
  for (let digits = 1; digits < 9; digits++)
    if (Math.fround(Number(value.toPrecision(digits))) === value) return Number(value.toPrecision(digits))
  return Number(value.toPrecision(9))
}

test('the shortest number is found, and it is the same float32', () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true }), (value) => {
      const short = shortestFloat32(value)
      expect(Math.fround(short)).toBe(value)
      expect(String(short).length).toBeLessThanOrEqual(String(bySearch(value)).length)
    }),
    { numRuns: 20_000, seed: 1 },
  )
})

test.each([
  [0.1, 0.1], [1 / 3, 0.33333334], [16777217, 16777216], [1e10, 1e10], [5e-20, 5e-20], [-0, -0], [Infinity, Infinity],
  [NaN, NaN],
])('%f as float32 is %f', (value, short) => {
  expect(shortestFloat32(Math.fround(value))).toBe(short)
}) // prettier-ignore
