import { describe, expect, test } from 'vitest'
import { normalCdf, normalQuantile, studentTCdf, studentTQuantile } from './distributions.ts'

/** Relative to the expected value, 1e-300 at least: the tails are where intervals and p values live. */
const relativeError = (actual: number, expected: number): number =>
  Math.abs(actual - expected) / (Math.abs(expected) + 1e-300)

// Reference values: scipy.stats norm and t.
describe('distributions agree with scipy', () => {
  test.each([
    [-37, 5.7255712225239266e-300],
    [-8, 6.22096057427174e-16],
    [-3, 0.0013498980316300933],
    [-1.96, 0.024997895148220435],
    [-0.1, 0.460172162722971],
    [0, 0.5],
    [0.5, 0.6914624612740131],
    [1.3, 0.9031995154143897],
    [2.9, 0.998134186699616],
    [6, 0.9999999990134123],
  ])('normal cdf at %d', (z, expected) => expect(relativeError(normalCdf(z), expected)).toBeLessThan(1e-11))

  test.each([
    [1e-12, -7.034483825301131],
    [0.0001, -3.7190164854556804],
    [0.025, -1.9599639845400545],
    [0.2, -0.8416212335729142],
    [0.5, 0],
    [0.6, 0.2533471031357997],
    [0.975, 1.959963984540054],
    [0.9999, 3.719016485455709],
  ])('normal quantile at %d', (p, expected) =>
    expect(relativeError(normalQuantile(p), expected)).toBeLessThan(1e-11),
  )

  test.each([
    [-12.7, 1, 0.025012163844672083],
    [-3, 4, 0.019970984035859413],
    [-0.001, 7, 0.4996150086224994],
    [0, 3, 0.5],
    [0.3, 2.5, 0.6063288142524014],
    [2.776, 4, 0.9749886108400118],
    [1.96, 1e6, 0.9750019662073651],
    [5, 49, 0.9999961319417768],
    [-40, 10, 1.1404288715428768e-12],
  ])('Student t cdf at %d with %d degrees', (t, degrees, expected) =>
    expect(relativeError(studentTCdf(t, degrees), expected)).toBeLessThan(1e-9),
  )

  test.each([
    [0.975, 1, 12.706204736174694],
    [0.975, 4, 2.7764451051977934],
    [0.025, 9, -2.2621571627982053],
    [0.6, 2.5, 0.2814595127485477],
    [0.995, 49, 2.679951973631552],
    [0.975, 1e6, 1.959966356814107],
    [1e-6, 3, -103.29946778041935],
  ])('Student t quantile at %d with %d degrees', (p, degrees, expected) =>
    expect(relativeError(studentTQuantile(p, degrees), expected)).toBeLessThan(1e-9),
  )
})

test('the ends of the range are infinite, and outside it there is no quantile', () => {
  expect(normalQuantile(0)).toBe(-Infinity)
  expect(studentTQuantile(1, 3)).toBe(Infinity)
  expect(studentTCdf(-Infinity, 3)).toBe(0)
  expect(studentTCdf(Infinity, 3)).toBe(1)
  expect(normalQuantile(1.5)).toBeNaN()
  expect(studentTQuantile(NaN, 3)).toBeNaN()
})
