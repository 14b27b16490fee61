import { describe, expect, test } from 'vitest'
import { caseSites } from '../dataset/site-folds.ts'
import { countSharedPatients } from '../dataset/folds.ts'
import type { Validation } from '../study/study.ts'
import { divideCases, nothingGiven, type Division, type GivenDivision } from './division.ts'
import { lockedNotices } from './locked-notices.ts'
import { casesOfFolds, countUnits, planUnits, unitKey } from './plan.ts'
import { randomLabels, studyWith } from './testing/study.ts'

/** 90 patients with two cases each, one class in three, at three sites. */
const n = 180
const groups = Int32Array.from({ length: n }, (_, i) => i % 90)
const data = { y: groups.map((patient) => Number(patient % 3 === 0)), groups, classes: ['no', 'yes'] }
const sites = caseSites(Array.from(groups, (patient) => ['A', 'B', 'C'][Math.floor(patient / 30)]!))

const divide = (validation: Partial<Validation>, given: Partial<GivenDivision> = {}): Division =>
  divideCases(data, { folds: 5, repeats: 1, seed: 42, ...validation }, { ...nothingGiven, ...given })
const patientsOf = (cases: Int32Array): Set<number> => new Set(cases.map((i) => groups[i]!))
const code = (name: string, params: object = {}): unknown =>
  expect.objectContaining({ code: name, params: expect.objectContaining(params) as object })

describe('a locked test set', () => {
  test('R1: patients are drawn whole, as many of each class, by seed', () => {
    const { locked, development, splits } = divide({ test: { share: 0.2 } })
    expect(countSharedPatients(development, locked, groups)).toBe(0)
    expect(patientsOf(locked).size).toBe(18)
    expect([...patientsOf(locked)].filter((patient) => patient % 3 === 0)).toHaveLength(6)
    expect([...locked, ...development].sort((a, b) => a - b)).toEqual([...Array(n).keys()])
    expect(splits).toHaveLength(5)
    expect(divide({ test: { share: 0.2 } }).locked).toEqual(locked)
    expect(divide({ test: { share: 0.2 }, seed: 43 }).locked).not.toEqual(locked)
  })

  test('R3: no fold trains on or tests a locked case, in any repeat and scheme', () => {
    const marked = Uint8Array.from(groups, (patient) => Number(patient % 10 === 0))
    for (const { locked, splits } of [
      divide({ test: { share: 0.2 }, repeats: 3 }),
      divide({ test: { column: 'part', value: 'test' }, leave_out: 'ward' }, { sites, locked: marked }),
    ]) {
      const secret = new Set(locked)
      for (const { train, test: tested } of splits)
        expect([...train, ...tested].filter((i) => secret.has(i))).toEqual([])
    }
  })

  test('a column’s value marks it; the other values of a fold column stay the folds', () => {
    const folds = groups.map((patient) => patient % 4)
    const marked = folds.map((fold) => Number(fold === 3))
    const { locked, splits } = divide(
      { folds_column: 'part', test: { column: 'part', value: '3' } },
      { folds, locked: Uint8Array.from(marked) },
    )
    expect(locked.every((i) => folds[i] === 3)).toBe(true)
    expect(splits.map(({ fold }) => fold)).toEqual([0, 1, 2])
  })

  test('R1: marks that part a patient, or mark nothing, are refused', () => {
    const parted = Uint8Array.from({ length: n }, (_, i) => Number(i === 0))
    const marks = { test: { column: 'part', value: 'test' } }
    expect(() => divide(marks, { locked: parted })).toThrowError(
      code('patients-shared-with-locked', { column: 'part', patients: 1 }),
    )
    expect(() => divide(marks, { locked: new Uint8Array(n) })).toThrowError(code('no-locked-cases'))
  })

  test('R13: a share that no patient falls into is refused, with what it was', () => {
    const few = { y: Int32Array.of(0, 1, 0, 1), groups: Int32Array.of(0, 1, 2, 3), classes: ['no', 'yes'] }
    const validation = { folds: 2, repeats: 1, seed: 42, test: { share: 0.05 } }
    expect(() => divideCases(few, validation, nothingGiven)).toThrowError(
      code('no-patient-to-lock', { share: 0.05, patients: 4 }),
    )
  })

  test('R13: a class that no locked case has is told', () => {
    const marked = Uint8Array.from(data.y, (c, i) => Number(c === 0 && i % 90 < 20))
    const division = divide({ test: { column: 'part', value: 'test' } }, { locked: marked })
    expect(lockedNotices(data, division)).toEqual([
      { code: 'locked-without-classes', severity: 'warning', params: { missing: 1, classes: 2 } },
    ])
    expect(lockedNotices(data, divide({ test: { share: 0.2 } }))).toEqual([])
    expect(lockedNotices(data, divide({}))).toEqual([])
  })

  test('what is left to develop on must have two classes', () => {
    const marked = Uint8Array.from(data.y)
    expect(() => divide({ test: { column: 'part', value: 'test' } }, { locked: marked })).toThrowError(
      code('one-class-only', { cases: 120 }),
    )
  })
})

describe('one site left out at a time', () => {
  test('R1: every site is tested once by what never saw it, and the folds are called after it', () => {
    const { splits } = divide({ leave_out: 'ward' }, { sites })
    expect(splits.map(({ fold, foldName }) => [fold, foldName])).toEqual([[0, 'A'], [1, 'B'], [2, 'C']]) // prettier-ignore
    for (const { foldName, train, test: tested } of splits) {
      expect([...tested].every((i) => sites.names[sites.siteOf[i]!] === foldName)).toBe(true)
      expect([...train].some((i) => sites.names[sites.siteOf[i]!] === foldName)).toBe(false)
      expect(train.length + tested.length).toBe(n)
    }
  })

  test('R8: repeated it would count the same differences twice', () => {
    expect(() => divide({ leave_out: 'ward', repeats: 2 }, { sites })).toThrowError(
      code('study-conflict', { path: 'validation.repeats', other: 'validation.leave_out' }),
    )
  })

  test('it takes two sites of enough patients, and two classes without each of them', () => {
    const one = caseSites(Array.from(groups, (patient) => (patient < 5 ? 'B' : 'A')))
    expect(() => divide({ leave_out: 'ward' }, { sites: one })).toThrowError(
      code('too-few-sites', { column: 'ward', sites: 1 }),
    )
    expect(() => divide({ leave_out: 'ward' })).toThrowError(code('too-few-sites', { sites: 0 }))
    const byClass = caseSites(Array.from(data.y, (c, i) => (c === 1 ? 'A' : ['B', 'C'][i % 2]!)))
    expect(() => divide({ leave_out: 'ward' }, { sites: byClass })).toThrowError(
      code('one-class-without-site', { sites: 1 }),
    )
  })
})

describe('the units of a study with checks', () => {
  const cases = { ...randomLabels(n, 2, 1), ...data }
  const plain = studyWith({})
  const checked = studyWith({
    label_shuffle: true,
    validation: { ...plain.validation, repeats: 2, test: { share: 0.2 } },
  })
  const units = planUnits({ data: cases, study: checked })

  test('R12: the cross-validation is what it is without the label shuffle', () => {
    const without = planUnits({ data: cases, study: { ...checked, label_shuffle: false } })
    expect(units.slice(0, without.length)).toEqual(without)
  })

  test('every procedure meets the locked cases once, the compared ones five deals of the labels', () => {
    const locked = units.filter(({ check }) => check?.kind === 'locked-test')
    expect(locked.map(({ projection }) => projection)).toEqual(plain.projections)
    const shuffled = units.filter(({ check }) => check?.kind === 'label-shuffle')
    expect(shuffled).toHaveLength(5 * 3 * 2)
    expect(new Set(shuffled.map(({ projection }) => projection))).toEqual(new Set(['contrastive', 'none']))
    expect(new Set(shuffled.map(({ repeat }) => repeat))).toEqual(new Set([0]))
    const secret = new Set(locked[0]!.test)
    for (const { train, test: tested, check } of shuffled) {
      expect([...train, ...tested].filter((i) => secret.has(i))).toEqual([])
      const y = check?.kind === 'label-shuffle' ? check.y : null
      expect([...secret].map((i) => y?.[i])).toEqual([...secret].map((i) => data.y[i]))
    }
  })

  test('the cases of the folds are all but the locked ones, and those without a site', () => {
    const locked = units.find(({ check }) => check?.kind === 'locked-test')!
    expect(casesOfFolds(units)).toEqual(locked.train)
    const unsited = caseSites(
      Array.from(groups, (patient) => (patient < 10 ? '' : ['A', 'B', 'C'][Math.floor(patient / 30)]!)),
    )
    const study = studyWith({ validation: { folds: 5, repeats: 1, seed: 42, leave_out: 'ward' } })
    const bySite = planUnits({ data: cases, study, given: { ...nothingGiven, sites: unsited } })
    expect(casesOfFolds(bySite)).toEqual(Int32Array.from(groups.keys()).filter((i) => groups[i]! >= 10))
  })

  test('units have keys of their own, and are as many as was said before', () => {
    expect(new Set(units.map(unitKey)).size).toBe(units.length)
    expect(countUnits(['text'], 3, checked)).toBe(units.length)
  })

  test('R3: a case is tested once a repeat, and the locked ones once by each procedure', () => {
    const of = units.filter(
      ({ projection, check }) => projection === 'pca' && check?.kind !== 'label-shuffle',
    )
    const times = new Uint8Array(n)
    for (const { test: tested } of of) for (const i of tested) times[i]!++
    const secret = new Set(of.at(-1)!.test)
    times.forEach((count, i) => expect(count).toBe(secret.has(i) ? 1 : 2))
  })
})
