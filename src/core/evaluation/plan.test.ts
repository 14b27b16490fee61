import { describe, expect, test } from 'vitest'
import { matrix } from '../math/matrix.ts'
import { createRng } from '../math/rng.ts'
import type { Study } from '../study/study.ts'
import { nothingGiven } from './division.ts'
import { planUnits, unitKey } from './plan.ts'
import { studyWith } from './testing/study.ts'
import type { ExperimentData, ModalityVectors } from './types.ts'

const modality = (name: string, n: number): ModalityVectors => ({
  name,
  X: matrix(n, 2),
  present: new Uint8Array(n).fill(1),
})

/** 40 patients with three rows each, classes by chance. */
function data(modalities = 1, classes = 2): ExperimentData {
  const rng = createRng(1, 'plan')
  const n = 120
  return {
    modalities: Array.from({ length: modalities }, (_, m) => modality(`m${m}`, n)),
    y: Int32Array.from({ length: n }, () => rng.int(classes)),
    classes: Array.from({ length: classes }, (_, c) => `c${c}`),
    positive: classes === 2 ? 1 : null,
    groups: Int32Array.from({ length: n }, (_, i) => i % 40),
  }
}

const study = (
  validation: Partial<Study['validation']> = {},
  fusion: Study['fusion'] = ['single', 'per-modality'],
): Study =>
  studyWith({
    projections: ['none', 'contrastive'],
    fusion,
    validation: { folds: 5, repeats: 2, seed: 42, ...validation },
  })

describe('the plan of a study', () => {
  test('every repeat tests every case once, and no patient is on both sides (R1)', () => {
    const { y, groups } = data()
    const units = planUnits({ data: data(), study: study() }).filter((unit) => unit.projection === 'none')
    for (const repeat of [0, 1]) {
      const folds = units.filter((unit) => unit.repeat === repeat)
      expect(folds.flatMap((unit) => [...unit.test]).sort((a, b) => a - b)).toEqual([...y.keys()])
    }
    for (const { train, test: testRows } of units) {
      const patients = new Set(Array.from(train, (row) => groups[row]))
      expect([...testRows].filter((row) => patients.has(groups[row]))).toEqual([])
      expect(train.length + testRows.length).toBe(y.length)
    }
  })

  test('R8: all projections and fusions meet identical folds', () => {
    const units = planUnits({ data: data(2), study: study() })
    expect(units).toHaveLength(2 * 5 * 2 * 2)
    for (const { repeat, fold, train, test: testRows } of units) {
      const first = units.find((unit) => unit.repeat === repeat && unit.fold === fold)!
      expect([...train]).toEqual([...first.train])
      expect([...testRows]).toEqual([...first.test])
    }
  })

  test('R12: the same seed gives the same folds; another seed, and another repeat, others', () => {
    const tests = (seed: number): number[][] =>
      planUnits({ data: data(), study: study({ seed }) }).map((unit) => [...unit.test])
    expect(tests(42)).toEqual(tests(42))
    expect(tests(42)).not.toEqual(tests(43))
    const [first, second] = [tests(42).slice(0, 10), tests(42).slice(10)]
    expect(first).not.toEqual(second)
  })

  test('with one modality only the first fusion is planned: both have one projection', () => {
    const fusions = (modalities: number, fusion: Study['fusion']): unknown => [
      ...new Set(planUnits({ data: data(modalities), study: study({}, fusion) }).map((unit) => unit.fusion)),
    ]
    expect(fusions(1, ['per-modality', 'single'])).toEqual(['single'])
    expect(fusions(1, ['per-modality'])).toEqual(['per-modality'])
    expect(fusions(2, ['single', 'per-modality'])).toEqual(['single', 'per-modality'])
  })

  test('R8: an ablation adds units on the same folds, with keys of their own, and leaves the others as they are', () => {
    const all = planUnits({ data: data(3), study: study() })
    const more = planUnits({ data: data(3), study: { ...study(), ablation: true } })
    expect(more.filter((unit) => unit.modalities === undefined)).toEqual(all)
    // 2 repeats, 5 folds, 2 projections: 3 alone, 3 pairs in 2 fusions
    expect(more).toHaveLength(all.length + 2 * 5 * 2 * (3 + 3 * 2))
    expect(new Set(more.map(unitKey)).size).toBe(more.length)
    for (const { repeat, fold, train, test: testRows } of more) {
      const first = all.find((unit) => unit.repeat === repeat && unit.fold === fold)!
      expect([...train]).toEqual([...first.train])
      expect([...testRows]).toEqual([...first.test])
    }
  })

  test('units have keys of their own', () => {
    const units = planUnits({ data: data(2), study: study() })
    expect(new Set(units.map(unitKey)).size).toBe(units.length)
    expect(unitKey(units[0]!)).toBe('0/0/none/single')
  })

  test('given folds are used as they are', () => {
    const folds = data().groups.map((patient) => [7, 3, 5][patient % 3]!)
    const given = study({ repeats: 1, folds_column: 'split' })
    const units = planUnits({ data: data(), study: given, given: { ...nothingGiven, folds } }).filter(
      (unit) => unit.projection === 'none',
    )
    expect(units.map((unit) => unit.fold)).toEqual([3, 5, 7])
    for (const unit of units) expect([...unit.test].every((row) => folds[row] === unit.fold)).toBe(true)
    // without the study naming the column they are not
    expect(
      planUnits({ data: data(), study: study({ repeats: 1 }), given: { ...nothingGiven, folds } }).at(-1)!
        .fold,
    ).toBe(4)
  })
})

describe('what cannot be validated', () => {
  const plan = (changes: Partial<ExperimentData>, folds?: Int32Array): (() => unknown) => {
    const validation = folds ? { repeats: 1, folds_column: 'split' } : {}
    return () =>
      planUnits({
        data: { ...data(), ...changes },
        study: study(validation),
        given: { ...nothingGiven, folds: folds ?? null },
      })
  }
  const code = (name: string): unknown => expect.objectContaining({ code: name })

  test('one class only', () => {
    expect(plan({ y: new Int32Array(120) })).toThrowError(code('one-class-only'))
  })

  test('a class of one patient', () => {
    expect(plan({ y: data().groups.map((patient) => (patient === 0 ? 1 : 0)) })).toThrowError(
      code('class-with-one-patient'),
    )
  })

  test('fewer patients than folds', () => {
    expect(plan({ groups: data().groups.map((patient) => patient % 4) })).toThrowError(
      code('fewer-patients-than-folds'),
    )
  })

  test('R13: a study with given folds where none are given', () => {
    const given = study({ repeats: 1, folds_column: 'split' })
    expect(() => planUnits({ data: data(), study: given })).toThrowError(code('folds-not-given'))
  })

  test('R8: given folds repeated: the same differences would count twice', () => {
    const folds = data().groups.map((patient) => patient % 3)
    const repeated = study({ repeats: 2, folds_column: 'split' })
    expect(() =>
      planUnits({ data: data(), study: repeated, given: { ...nothingGiven, folds } }),
    ).toThrowError(
      expect.objectContaining({
        code: 'study-conflict',
        params: { path: 'validation.repeats', other: 'validation.folds_column' },
      }),
    )
  })

  test('R1: given folds that part a patient, or one fold only', () => {
    expect(
      plan(
        {},
        Int32Array.from({ length: 120 }, (_, i) => (i < 60 ? 0 : 1)),
      ),
    ).toThrowError(code('patients-shared'))
    expect(plan({}, new Int32Array(120))).toThrowError(code('too-few-folds'))
  })
})
