import { describe, expect, test } from 'vitest'
import { inWords, orFailed, sum, tallyChecks, tallyPlaywright, tallyVitest } from './tally.ts'

const vitest = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, testResults: [] }

test('vitest: a file that does not load is one failure', () => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{}] },
    { status: 'passed', assertionResults: [{}] },
  ]
  expect(tallyVitest({ ...vitest, testResults })).toEqual({ passed: 5, failed: 2, skipped: 3 })
})

test('Playwright: a test that passed only at the second try failed', () => {
  const stats = { expected: 7, unexpected: 1, flaky: 2, skipped: 3 }
  expect(tallyPlaywright({ stats })).toEqual({ passed: 7, failed: 3, skipped: 3 })
})

describe('a runner that ended badly', () => {
  const clean = { passed: 3, failed: 0, skipped: 0 }
  test('is a failure although no test failed', () => expect(orFailed(clean, 1).failed).toBe(1))
  test('adds none to those that failed', () => expect(orFailed({ ...clean, failed: 2 }, 1).failed).toBe(2))
  test('well is none', () => expect(orFailed(clean, 0)).toEqual(clean))
})

test('the last line', () => {
  const total = sum([tallyVitest(vitest), tallyChecks([{ passed: true }, { passed: false }])])
  expect(inWords(total)).toBe('6 passed, 2 failed, 3 skipped')
  expect(inWords({ passed: 1, failed: 0, skipped: 0 })).toBe('1 passed, 0 failed')
})
