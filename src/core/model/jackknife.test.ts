import { expect, test } from 'vitest'
import { jackknifeInterval } from './jackknife.ts'

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

test("of a mean of logits it is Student's interval of the mean", () => {
  // mean 1, standard error 0.6 / sqrt(4), Student's t with 3 degrees of freedom 3.182446 (R: qt(0.975, 3))
  const values = [0.4, 0.7, 1.2, 1.7]
  const total = values.reduce((sum, value) => sum + value, 0)
  const deviations = values.map((value) => (value - total / 4) ** 2)
  const standardError = Math.sqrt(deviations.reduce((sum, value) => sum + value, 0) / 3 / 4)
  const deleted = values.map((value) => sigmoid((total - value) / 3))
  const [low, high] = jackknifeInterval(sigmoid(total / 4), deleted)
  expect(low).toBeCloseTo(sigmoid(1 - 3.182446 * standardError), 6)
  expect(high).toBeCloseTo(sigmoid(1 + 3.182446 * standardError), 6)
})

test('is the probability itself where no group makes a difference', () => {
  const [low, high] = jackknifeInterval(0.3, [0.3, 0.3, 0.3])
  expect(low).toBeCloseTo(0.3, 12)
  expect(high).toBeCloseTo(0.3, 12)
})

test('holds probabilities of 0 and 1', () => {
  const [low, high] = jackknifeInterval(1, [1, 0.5, 1])
  expect(low).toBeGreaterThanOrEqual(0)
  expect(high).toBe(1)
})
