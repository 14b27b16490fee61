import { describe, expect, test } from 'vitest'
import { Failure, type FailureData } from '../failure.ts'
import { parseStudy } from './parse-study.ts'
import type { Validation } from './study.ts'

const known = { metrics: ['auroc'], encoders: { text: [], image: [] } }
const columns = {
  note: { role: 'text' },
  ward: { role: 'site' },
  split: { role: 'fold' },
  other: { role: 'ignore' },
  outcome: { role: 'label' },
}
const study = (validation: object): object => ({ version: 1, files: ['cases.csv'], columns, validation })
const parsed = (validation: object): Validation => parseStudy(study(validation), known).validation

function failureOf(validation: object): FailureData {
  try {
    parsed(validation)
  } catch (thrown) {
    if (thrown instanceof Failure) return { code: thrown.code, params: thrown.params } as FailureData
    throw thrown
  }
  throw new Error('the study was accepted')
}

const usual = { folds: 5, repeats: 1, seed: 42 }

describe('validation of a study file', () => {
  test('without a key folds are drawn, nothing is locked, and labels stay as they are', () => {
    const { validation, label_shuffle } = parseStudy({ version: 1, files: ['cases.csv'] }, known)
    expect([validation, label_shuffle]).toEqual([usual, false])
  })

  test.each<object>([
    { leave_out: 'ward' },
    { folds_column: 'split', seed: 1 },
    { test: { share: 0.25 } },
    // a column that the study does not name is not used, and may mark
    ...['ward', 'split', 'other', 'part'].map((column) => ({ test: { column, value: '2024' } })),
    { folds_column: 'split', test: { column: 'split', value: 'test' } },
  ])('%j is kept, with the defaults', (given) => {
    expect(parsed(given)).toEqual({ ...usual, ...given })
  })

  test.each([
    [{ leave_out: 'ward', folds_column: 'split' }, 'validation.leave_out', 'validation.folds_column'],
    [{ leave_out: 'ward', repeats: 2 }, 'validation.repeats', 'validation.leave_out'],
    [{ test: { share: 0.2, column: 'split' } }, 'validation.test.share', 'validation.test.column'],
    [{ test: { share: 0.2, value: 'test' } }, 'validation.test.share', 'validation.test.value'],
  ])('R8: what cannot be used together is refused: %j', (given, path, other) => {
    expect(failureOf(given)).toEqual({ code: 'study-conflict', params: { path, other } })
  })

  test.each([
    [{ leave_out: 'split' }, 'validation.leave_out', 'ward'],
    [{ test: { column: 'note', value: 'x' } }, 'validation.test.column', 'ward, split, other'],
    [{ test: { column: 'outcome', value: 'x' } }, 'validation.test.column', 'ward, split, other'],
  ])('R5: a column with another role is refused: %j', (given, path, names) => {
    expect(failureOf(given)).toMatchObject({ code: 'study-unknown-name', params: { path, known: names } })
  })

  test('shares, types and missing keys', () => {
    const range = { path: 'validation.test.share', minimum: 0.05, maximum: 0.5 }
    for (const share of [0.04, 0.51])
      expect(failureOf({ test: { share } })).toEqual({
        code: 'study-out-of-range',
        params: { ...range, actual: share },
      })
    expect(failureOf({ test: { column: 'split' } })).toMatchObject({
      params: { path: 'validation.test.value' },
    })
    expect(failureOf({ test: {} })).toMatchObject({ params: { path: 'validation.test.column' } })
    expect(failureOf({ test: { share: 0.2, size: 3 } })).toMatchObject({ code: 'study-unknown-key' })
    expect(failureOf({ test: true })).toMatchObject({ code: 'study-wrong-type' })
  })
})
