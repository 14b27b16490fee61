import { beforeAll, describe, expect, test } from 'vitest'
import { matrix } from '../math/matrix.ts'
import { createRng } from '../math/rng.ts'
import { useCpuBackend } from '../projection/testing/cpu-backend.ts'
import { evaluateUnit } from './evaluate-unit.ts'
import { planUnits } from './plan.ts'
import { summarise, type Summary } from './summarise.ts'
import {
  everyChoice,
  meanOf,
  modalityOf,
  normalMatrix,
  randomLabels,
  runStudy,
  smallSettings,
  studyWith,
  type VectorData,
} from './testing/study.ts'
import type { ExperimentData, ModalityVectors, Unit, UnitResult } from './types.ts'

beforeAll(useCpuBackend)

/** Two modalities of 120 cases of 60 patients, of which some lack one; the class moves both a little. */
function twoModalities(): VectorData {
  const rng = createRng(7, 'two modalities')
  const n = 120
  const y = Int32Array.from({ length: n }, (_, i) => Number(i % 60 >= 30))
  const vectors = (name: string, cols: number, missing: (i: number) => boolean): ModalityVectors => {
    const X = normalMatrix(n, cols, rng)
    const present = Uint8Array.from({ length: n }, (_, i) => (missing(i) ? 0 : 1))
    X.data.forEach((value, at) => {
      const i = Math.floor(at / cols)
      X.data[at] = present[i] === 1 ? value + y[i]! : 0
    })
    return { name, X, present }
  }
  return {
    modalities: [vectors('notes', 5, (i) => i % 7 === 0), vectors('letters', 3, (i) => i % 5 === 0)],
    y,
    classes: ['no', 'yes'],
    positive: 1,
    groups: Int32Array.from({ length: n }, (_, i) => i % 60),
  }
}

const everything = studyWith({ fusion: ['single', 'per-modality'], classifiers: ['lr', 'knn', 'cart'] })

describe('a whole study on cases that lack modalities', () => {
  const data = twoModalities()
  let results: UnitResult[] = []
  let summarised: Summary
  beforeAll(async () => {
    results = await runStudy(data, everything)
    summarised = summarise(results, data, everything, Array.from(data.y.keys(), String))
  }, 60_000)

  test('R1: patients_shared is 0 in every cell', () => {
    const cells = results.flatMap((result) => result.cells)
    expect(cells).toHaveLength(3 * 2 * 3 * 3)
    expect(cells.filter((cell) => cell.patients_shared !== 0)).toEqual([])
    expect(cells.every((cell) => cell.n_train + cell.n_test === 120)).toBe(true)
  })

  test('R4: what thresholds and calibrators are chosen on are training cases alone, predicted by every classifier', () => {
    for (const { unit, inner } of results) {
      const training = new Set(unit.train)
      expect(inner!.cases.length).toBeGreaterThan(0)
      expect(inner!.cases.every((i) => training.has(i))).toBe(true)
      for (const name of everything.classifiers)
        expect(inner!.proba[name]).toMatchObject({ rows: inner!.cases.length, cols: 2 })
    }
  })

  test('R7: no probability and no metric is NaN, and every case is predicted once by each procedure', () => {
    for (const { proba, inner } of results)
      for (const { data: values } of [...Object.values(proba), ...Object.values(inner!.proba)])
        expect(values.every(Number.isFinite)).toBe(true)
    const values = results.flatMap((result) => result.cells.flatMap((cell) => Object.values(cell.metrics)))
    expect(values.every((value) => value === null || Number.isFinite(value))).toBe(true)

    const { predictions } = summarised
    expect(predictions).toHaveLength(120 * 3 * 2 * 3)
    const of = predictions.filter(
      (p) => p.projection === 'pca' && p.fusion === 'single' && p.classifier === 'lr',
    )
    expect(new Set(of.map((p) => p.case)).size).toBe(120)
    expect(of.every(({ proba }) => Math.abs(proba.no! + proba.yes! - 1) < 1e-6)).toBe(true)
  })

  test('a summary for every projection, fusion, classifier and metric, inside its interval', () => {
    const { summary, comparison, cells } = summarised
    const defined = new Set(
      cells.flatMap(({ projection, fusion, classifier, metrics }) =>
        Object.keys(metrics)
          .filter((metric) => metrics[metric] !== null)
          .map((metric) => [projection, fusion, classifier, metric].join()),
      ),
    )
    // a tree whose probabilities divide every fold without error has no calibration slope; nothing else lacks a value
    expect(3 * 2 * 3 * Object.keys(cells[0]!.metrics).length - defined.size).toBeLessThanOrEqual(3 * 2)
    expect(summary).toHaveLength(defined.size)
    const auroc = summary.find(
      (s) => s.projection === 'none' && s.classifier === 'lr' && s.metric === 'auroc',
    )!
    expect(auroc.mean).toBeCloseTo(
      meanOf(
        results.filter((r) => r.unit.fusion === 'single'),
        'none',
        'lr',
        'auroc',
      ),
      12,
    )
    expect(auroc.ci95![0]).toBeLessThan(auroc.mean)
    expect(auroc.ci95![1]).toBeGreaterThan(auroc.mean)
    expect(comparison).toMatchObject({
      metric: 'auroc',
      classifier: 'lr',
      pairs: 3,
      fusion: ['single', 'single'],
    })
  })

  test('R12: the same seed gives equal results, another seed others', async () => {
    expect(await runStudy(data, everything)).toEqual(results)
    const other = { ...everything, validation: { ...everything.validation, seed: 43 } }
    expect((await runStudy(data, other)).map((r) => r.cells)).not.toEqual(results.map((r) => r.cells))
  })

  test('the networks were trained, their losses kept, in each modality', () => {
    const trained = results.find(
      (r) => r.unit.projection === 'contrastive' && r.unit.fusion === 'per-modality',
    )!
    expect(trained.epochs.filter((epoch) => epoch.phase === 'search' && epoch.epoch === 1)).toHaveLength(2)
    expect(Object.keys(trained.details)).toEqual(expect.arrayContaining(['notes: epochs', 'letters: epochs']))
    expect(results.find((r) => r.unit.projection === 'none')!.epochs).toEqual([])
  })

  test('R13: every cell says what was fitted for it, by the projection and by the classifier', () => {
    for (const { cells, details } of results) for (const cell of cells) expect(cell.details).toEqual(details)
    const lrCells = results.flatMap((r) => r.cells).filter((cell) => cell.classifier === 'lr')
    for (const cell of lrCells) expect([0.1, 1]).toContain(cell.classifier_details!.C)
  })
})

describe('R2, R3: test rows influence nothing that is fitted', () => {
  const data = twoModalities()
  const units = planUnits({ data, study: everything }).filter((u) => u.fold === 0)
  const options = { seed: 42, classifiers: ['lr', 'knn', 'cart'], now: () => 0 }
  const probaOf = async (
    unit: Unit,
    set: ExperimentData,
    settings = smallSettings,
  ): Promise<UnitResult['proba']> => (await evaluateUnit(unit, set, settings, options)).proba

  const unchanged = new Map<Unit, Promise<UnitResult['proba']>>()
  const asTheyAre = (unit: Unit): Promise<UnitResult['proba']> => {
    const proba = unchanged.get(unit) ?? probaOf(unit, data)
    unchanged.set(unit, proba)
    return proba
  }

  const otherTestLabels = (unit: Unit): ExperimentData => {
    const y = data.y.slice()
    for (const row of unit.test) y[row] = 1 - y[row]!
    return { ...data, y }
  }

  test.each(units)('$projection $fusion: other test labels change no probability', async (unit) => {
    expect(await probaOf(unit, otherTestLabels(unit))).toEqual(await asTheyAre(unit))
  })

  test.each(units.filter(({ projection }) => projection === 'contrastive'))(
    '$fusion, every choice made: a nested search and class weights see no test label',
    async (unit) => {
      const [proba, other] = [
        await probaOf(unit, data, everyChoice),
        await probaOf(unit, otherTestLabels(unit), everyChoice),
      ]
      expect(other).toEqual(proba)
      expect(proba).not.toEqual(await asTheyAre(unit))
    },
  )

  test.each(units)('$projection $fusion: other test vectors change no other prediction', async (unit) => {
    const [changed, ...kept] = unit.test
    const modalities = data.modalities.map(({ X, ...modality }) => {
      const copy = matrix(X.rows, X.cols, X.data.slice())
      copy.data.fill(1000, changed! * X.cols, (changed! + 1) * X.cols)
      return { ...modality, X: copy }
    })
    const before = await asTheyAre(unit)
    const after = await probaOf(unit, { ...data, modalities })
    for (const name of options.classifiers) {
      expect(after[name]!.data.subarray(2)).toEqual(before[name]!.data.subarray(2))
      expect(before[name]!.rows).toBe(kept.length + 1)
    }
  })
})

describe('what cannot be evaluated', () => {
  const data = randomLabels(60, 4, 1)
  const [unit] = planUnits({ data, study: studyWith({}) }) as [Unit]
  const evaluate = (u: Unit, set: ExperimentData, changes = {}): Promise<unknown> =>
    evaluateUnit(u, set, smallSettings, { seed: 1, classifiers: ['lr'], now: () => 0, ...changes })

  test('R1: a patient on both sides', async () => {
    const groups = data.groups.slice()
    groups[unit.test[0]!] = groups[unit.train[0]!]!
    await expect(evaluate(unit, { ...data, groups })).rejects.toMatchObject({
      code: 'patients-shared',
      params: { repeat: 0, fold: 0, patients: 1 },
    })
  })

  test('training cases without any vector', async () => {
    const present = new Uint8Array(60)
    for (const row of unit.test) present[row] = 1
    const modalities = [{ ...modalityOf(data.modalities[0]!.X), present }]
    await expect(evaluate(unit, { ...data, modalities })).rejects.toMatchObject({ code: 'no-vectors' })
  })

  test('a cancel ends it', async () => {
    await expect(evaluate(unit, data, { signal: { aborted: true } })).rejects.toMatchObject({
      code: 'cancelled',
    })
  })
})
