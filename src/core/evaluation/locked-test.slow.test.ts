import { beforeAll, describe, expect, test } from 'vitest'
import { useCpuBackend } from '../projection/testing/cpu-backend.ts'
import { createRng } from '../math/rng.ts'
import type { Study } from '../study/study.ts'
import { auroc } from './metrics/auroc.ts'
import { delongTest } from './delong.ts'
import { nothingGiven } from './division.ts'
import { evaluateUnit } from './evaluate-unit.ts'
import { lockedTestOf } from './locked-test.ts'
import { planUnits } from './plan.ts'
import { summarise, type Summary } from './summarise.ts'
import { modalityOf, normalMatrix, runStudy, smallSettings, studyWith } from './testing/study.ts'
import { compute } from './metrics/metric.ts'
import type { ExperimentData, LockedTest, UnitResult } from './types.ts'

beforeAll(useCpuBackend)

/** 150 cases; the class moves the first column. @param perPatient cases of each patient */
function cases(perPatient = 1, classes = 2): ExperimentData {
  const n = 150
  const rng = createRng(5, 'locked')
  const groups = Int32Array.from({ length: n }, (_, i) => Math.floor(i / perPatient))
  const y = groups.map((patient) => patient % classes)
  const X = normalMatrix(n, 6, rng)
  y.forEach((c, i) => (X.data[i * 6] = X.data[i * 6]! + 1.2 * c))
  return {
    modalities: [modalityOf(X)],
    y,
    classes: ['no', 'yes', 'maybe'].slice(0, classes),
    positive: classes === 2 ? 1 : null,
    groups,
  }
}

const study = studyWith({
  classifiers: ['lr', 'knn'],
  validation: { folds: 3, repeats: 1, seed: 42, test: { share: 0.3 } },
})
const ids = Array.from({ length: 150 }, (_, i) => `case ${i}`)
const primary = (changes: Partial<Study['primary']>): Study => ({
  ...study,
  primary: { ...study.primary, ...changes },
})

/** Of the units of the locked test set alone. */
async function locked(data: ExperimentData, of = study, given = nothingGiven): Promise<LockedTest> {
  const { seed } = of.validation
  const results: UnitResult[] = []
  for (const unit of planUnits({ data, study: of, given }))
    if (unit.check)
      results.push(
        await evaluateUnit(unit, data, smallSettings, { seed, classifiers: of.classifiers, now: () => 0 }),
      )
  return lockedTestOf(results, data, of, ids)!
}

describe('the locked test set', () => {
  const data = cases()
  let results: UnitResult[]
  let summary: Summary
  beforeAll(async () => {
    results = await runStudy(data, study)
    summary = summarise(results, data, study, ids)
  })

  test('R3, R8: procedures fitted once on all development cases predict each locked case once', () => {
    const { cells, predictions, cases: n, patients, classes } = summary.locked_test!
    expect([n, patients, classes]).toEqual([45, 45, { no: 23, yes: 22 }])
    expect(cells).toHaveLength(3 * 2)
    for (const cell of cells) expect(cell).toMatchObject({ n_train: 105, n_test: 45, patients_shared: 0 })
    expect(cells.every((cell) => !('fold' in cell))).toBe(true)
    expect(predictions).toHaveLength(45 * 3 * 2)
    const tested = new Set(summary.predictions.map((one) => one.case))
    expect(predictions.filter((one) => tested.has(one.case))).toEqual([])
  })

  test('R9: the cross-validation and its verdict are those of its units alone', () => {
    const without = summarise(
      results.filter(({ unit }) => unit.check === undefined),
      data,
      study,
      ids,
    )
    const { locked_test: _locked, ...rest } = summary
    expect(rest).toEqual(without)
    expect(summary.cross_validation).toMatchObject({ cases: 105, patients: 105 })
    expect(summary.comparison.pairs).toBe(3)
  })

  test('R3: other locked labels change no probability, and no cell of the cross-validation', async () => {
    const units = planUnits({ data, study })
    const unit = units.at(-1)!
    const y = data.y.slice()
    for (const i of unit.test) y[i] = 1 - y[i]!
    const options = { seed: 42, classifiers: study.classifiers, now: () => 0 }
    const other = await evaluateUnit(unit, { ...data, y }, smallSettings, options)
    expect(other.proba).toEqual(results.at(-1)!.proba)
    expect(other.inner).toBeNull()
  })

  test('R8: two AUROCs on independent cases are compared by DeLong’s test', () => {
    const { comparison, cells, summary: rows } = summary.locked_test!
    const side = (projection: string): UnitResult =>
      results.find(({ unit }) => unit.check && unit.projection === projection)!
    const [a, b] = [side('contrastive'), side('none')].map(({ proba }) =>
      Float64Array.from({ length: 45 }, (_, i) => proba['lr']!.data[2 * i + 1]!),
    )
    const y = side('none').unit.test.map((i) => data.y[i]!)
    expect(comparison).toMatchObject({
      ...delongTest([a!, b!], Uint8Array.from(y))!,
      method: 'delong',
      not_delong: null,
    })
    const cell = cells.find((one) => one.projection === 'contrastive' && one.classifier === 'lr')!
    expect(comparison.a).toBeCloseTo(cell.metrics['auroc']!, 12)
    const row = rows.find(
      (one) => one.projection === 'none' && one.classifier === 'lr' && one.metric === 'auroc',
    )!
    expect(row.mean).toBe(compute(auroc, { y, proba: side('none').proba['lr']!, positive: 1 }))
    expect(row.ci95![0]).toBeLessThan(row.mean)
    expect(row.ci95![1]).toBeGreaterThan(row.mean)
  })

  test.each([
    ['several-cases-per-patient', cases(3), study],
    ['several-classes', cases(1, 3), study],
    ['metric', cases(), primary({ metric: 'f1' })],
  ] as const)(
    'R8: without DeLong (%s) patients are resampled, and it is said why',
    async (reason, set, of) => {
      const { comparison } = await locked(set, of)
      expect(comparison).toMatchObject({ method: 'patient-bootstrap', not_delong: reason, p: null })
      expect(comparison.difference).toBeCloseTo(comparison.a! - comparison.b!, 12)
      expect(comparison.ci95![0]).toBeLessThanOrEqual(comparison.difference!)
      expect(comparison.ci95![1]).toBeGreaterThanOrEqual(comparison.difference!)
    },
  )

  test('a locked set of one class has no AUROC, and says so instead of failing', async () => {
    const marked = Uint8Array.from(data.y, (c, i) => Number(c === 1 && i < 40))
    const of = { ...study, validation: { ...study.validation, test: { column: 'part', value: 'test' } } }
    expect((await locked(data, of, { ...nothingGiven, locked: marked })).comparison).toMatchObject({
      not_delong: 'too-few-cases',
      a: null,
      difference: null,
      ci95: null,
    })
  })

  test('R12: the same seed gives equal results, whatever else is computed', async () => {
    expect(await locked(data)).toEqual(summary.locked_test)
  })
})
