import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRng } from '../math/rng.ts'
import { countSharedPatients, groupedStratifiedFolds, groupedStratifiedSplit } from './folds.ts'

/** Cases of 2 to 4 classes whose patients have one to many rows, under patient numbers with gaps. */
const cases = fc
  .record({
    classes: fc.integer({ min: 2, max: 4 }),
    rows: fc.array(fc.tuple(fc.nat(3), fc.nat(40)), { minLength: 12, maxLength: 200 }),
    seed: fc.integer(),
  })
  .map(({ classes, rows, seed }) => ({
    classes,
    y: Int32Array.from(rows, ([c]) => c % classes),
    groups: Int32Array.from(rows, ([, patient]) => patient * 17 + 5),
    seed,
  }))

const countBy = (values: Int32Array, of: (value: number) => number): Map<number, number> => {
  const counts = new Map<number, number>()
  values.forEach((value) => counts.set(of(value), (counts.get(of(value)) ?? 0) + 1))
  return counts
}

describe('R1: patient-grouped stratified folds', () => {
  test('every row is in one fold, no patient in two, and no fold is empty', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 2, max: 6 }), ({ y, groups, classes, seed }, k) => {
        fc.pre(new Set(groups).size >= k)
        const folds = groupedStratifiedFolds({ y, groups, k, classes, rng: createRng(seed) })
        expect(folds).toHaveLength(y.length)
        expect([...new Set(folds)].sort((a, b) => a - b)).toEqual(
          Array.from({ length: k }, (_, fold) => fold),
        )
        const rows = Int32Array.from(y.keys())
        for (let fold = 0; fold < k; fold++) {
          const test = rows.filter((row) => folds[row] === fold)
          const train = rows.filter((row) => folds[row] !== fold)
          expect(countSharedPatients(train, test, groups)).toBe(0)
        }
      }),
    )
  })

  test('where every row is its own patient, counts of each class and sizes differ by at most 1', () => {
    const labels = fc.array(fc.nat(6), { minLength: 7, maxLength: 150 })
    fc.assert(
      fc.property(labels, fc.integer({ min: 2, max: 7 }), fc.integer(), (labels, k, seed) => {
        const y = Int32Array.from(labels)
        const groups = Int32Array.from(y.keys())
        const folds = groupedStratifiedFolds({ y, groups, k, classes: 7, rng: createRng(seed) })
        const rows = Int32Array.from(y.keys())
        for (const part of [rows, ...labels.map((c) => rows.filter((row) => y[row] === c))]) {
          const counts = countBy(part, (row) => folds[row]!)
          const perFold = Array.from({ length: k }, (_, fold) => counts.get(fold) ?? 0)
          expect(Math.max(...perFold) - Math.min(...perFold)).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  test('shares stay near the whole where patients are many and small', () => {
    const rng = createRng(4, 'cohort')
    const n = 3000
    const groups = Int32Array.from({ length: n }, () => rng.int(1200))
    const y = Int32Array.from({ length: n }, () => (rng.next() < 0.1 ? 1 : 0))
    const folds = groupedStratifiedFolds({ y, groups, k: 5, classes: 2, rng: createRng(1) })
    const positives = y.reduce((sum, c) => sum + c, 0)
    for (let fold = 0; fold < 5; fold++) {
      const size = folds.filter((f) => f === fold).length
      const here = y.filter((_, i) => folds[i] === fold).reduce((sum, c) => sum + c, 0)
      expect(Math.abs(size - n / 5)).toBeLessThanOrEqual(3)
      expect(Math.abs(here - positives / 5)).toBeLessThanOrEqual(1)
    }
  })

  test('R12: the same seed gives the same folds, another seed others', () => {
    const n = 60
    const y = Int32Array.from({ length: n }, (_, i) => i % 2)
    for (const groups of [Int32Array.from(y.keys()), Int32Array.from(y.keys(), (i) => i >> 1)]) {
      const draw = (seed: number): Int32Array =>
        groupedStratifiedFolds({ y, groups, k: 5, classes: 2, rng: createRng(seed) })
      expect(draw(1)).toEqual(draw(1))
      expect(draw(1)).not.toEqual(draw(2))
    }
  })

  test('a class of fewer patients than folds, and one that does not occur, are no error', () => {
    const y = Int32Array.of(0, 0, 0, 0, 0, 0, 2)
    const groups = Int32Array.of(0, 0, 1, 2, 3, 4, 5)
    const folds = groupedStratifiedFolds({ y, groups, k: 3, classes: 4, rng: createRng(1) })
    expect(new Set(folds).size).toBe(3)
  })

  test('fewer patients than folds fail with both counts', () => {
    const y = Int32Array.of(0, 1, 0, 1)
    const groups = Int32Array.of(8, 8, 9, 9)
    expect(() => groupedStratifiedFolds({ y, groups, k: 3, classes: 2, rng: createRng(1) })).toThrow(
      expect.objectContaining({ code: 'fewer-patients-than-folds', params: { patients: 2, folds: 3 } }),
    )
    expect(() => groupedStratifiedFolds({ y, groups, k: 1, classes: 2, rng: createRng(1) })).toThrow(
      expect.objectContaining({ code: 'too-few-folds', params: { folds: 1 } }),
    )
  })

  test('groups of another length fail with both shapes', () => {
    const rng = createRng(1)
    const [y, groups] = [new Int32Array(4), new Int32Array(3)]
    const mismatch = expect.objectContaining({
      code: 'shape-mismatch',
      params: { where: 'folds', expected: '[4] groups', actual: '[3]' },
    })
    expect(() => groupedStratifiedFolds({ y, groups, k: 2, classes: 1, rng })).toThrow(mismatch)
    expect(() => groupedStratifiedSplit({ y, groups, share: 0.2, rng })).toThrow(mismatch)
  })
})

describe('R3: the inner split', () => {
  test('parts the rows in two without parting a patient', () => {
    fc.assert(
      fc.property(cases, ({ y, groups, seed }) => {
        const { fit, validation } = groupedStratifiedSplit({ y, groups, share: 0.2, rng: createRng(seed) })
        expect([...fit, ...validation].sort((a, b) => a - b)).toEqual([...y.keys()])
        expect(countSharedPatients(fit, validation, groups)).toBe(0)
        expect([fit, validation].map((part) => [...part])).toEqual(
          [fit, validation].map((part) => [...part].sort((a, b) => a - b)),
        )
      }),
    )
  })

  test('holds the share, of all rows and of each class', () => {
    const y = Int32Array.from({ length: 500 }, (_, i) => (i % 10 === 0 ? 1 : 0))
    const groups = Int32Array.from(y.keys(), (i) => i >> 1)
    const { validation } = groupedStratifiedSplit({ y, groups, share: 0.2, rng: createRng(3) })
    expect(Math.abs(validation.length - 100)).toBeLessThanOrEqual(2)
    expect(Math.abs(validation.filter((row) => y[row] === 1).length - 10)).toBeLessThanOrEqual(1)
  })

  test('a class of one patient is fitted on, not validated on', () => {
    const y = Int32Array.from({ length: 40 }, (_, i) => (i < 2 ? 1 : 0))
    const groups = Int32Array.from(y.keys(), (i) => Math.max(i, 1))
    for (let seed = 0; seed < 20; seed++) {
      const { fit, validation } = groupedStratifiedSplit({ y, groups, share: 0.2, rng: createRng(seed) })
      expect([...fit].filter((row) => y[row] === 1)).toEqual([0, 1])
      expect(validation.length).toBeGreaterThan(0)
    }
  })

  test('R12: the same seed gives the same split, another seed another', () => {
    const y = Int32Array.from({ length: 100 }, (_, i) => i % 3)
    const groups = Int32Array.from(y.keys())
    const draw = (seed: number) => groupedStratifiedSplit({ y, groups, share: 0.2, rng: createRng(seed) })
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
  })
})

test('R1: countSharedPatients counts patients, not rows', () => {
  const groups = Int32Array.of(4, 4, 4, 7, 7, 9)
  expect(countSharedPatients(Int32Array.of(0, 3), Int32Array.of(1, 2, 4, 5), groups)).toBe(2)
  expect(countSharedPatients(Int32Array.of(0, 1, 2), Int32Array.of(3, 4, 5), groups)).toBe(0)
})
