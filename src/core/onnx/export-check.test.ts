import { describe, expect, test } from 'vitest'
import { checkedCases, compareProbabilities } from './export-check.ts'

describe('the check of an exported file', () => {
  test('takes all cases up to 200, else the same 200 each time, none twice', () => {
    expect(checkedCases(3)).toEqual([0, 1, 2])
    expect(checkedCases(200)).toHaveLength(200)
    const drawn = checkedCases(1000)
    expect(drawn).toEqual(checkedCases(1000))
    expect(new Set(drawn).size).toBe(200)
    expect(Math.max(...drawn)).toBeGreaterThan(900)
  })

  const classes = ['no', 'yes']
  const own = [0.3, 0.7, 0.9, 0.1]

  test('tells the largest difference and how many labels differ', () => {
    const file = { probabilities: [0.3, 0.7, 0.8, 0.2], labels: ['yes', 'yes'] }
    const check = compareProbabilities(own, file, classes, 7)
    expect(check).toEqual({ cases: 2, of: 7, largestDifference: expect.closeTo(0.1, 9), otherLabels: 1 })
  })

  test.each([
    ['NaN', [0.3, 0.7, NaN, 0.1]],
    ['a value too few', [0.3, 0.7, 0.9]],
  ])('%s never agrees', (_, probabilities) => {
    const { largestDifference } = compareProbabilities(
      own,
      { probabilities, labels: ['yes', 'no'] },
      classes,
      2,
    )
    expect(largestDifference).toBe(Infinity)
  })
})
