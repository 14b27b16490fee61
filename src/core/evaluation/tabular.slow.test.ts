import { beforeAll, describe, expect, test } from 'vitest'
import type { TableModality } from '../dataset/dataset.ts'
import { createRng } from '../math/rng.ts'
import { useCpuBackend } from '../projection/testing/cpu-backend.ts'
import { evaluateUnit } from './evaluate-unit.ts'
import { planUnits } from './plan.ts'
import { meanOf, normalMatrix, runStudy, smallSettings, studyWith } from './testing/study.ts'
import type { ExperimentData } from './types.ts'

beforeAll(useCpuBackend)

/** Three numbers and two categories with gaps, of two rows a patient; `signal` moves the first number and category. */
function tableOf(n: number, seed: number, signal: number): ExperimentData & { table: TableModality } {
  const rng = createRng(seed, 'table')
  const groups = Int32Array.from({ length: n }, (_, i) => i >> 1)
  const classOf = Int32Array.from({ length: n }, () => rng.int(2))
  const y = groups.map((patient) => classOf[patient]!)
  const number = (name: string, effect: number): TableModality['columns'][0] => ({
    kind: 'number',
    name,
    values: Float64Array.from({ length: n }, (_, i) =>
      rng.next() < 0.15 ? NaN : 50 + 20 * (rng.normal() + effect * y[i]!),
    ),
  })
  const category = (name: string, effect: number): TableModality['columns'][0] => ({
    kind: 'category',
    name,
    levels: ['a', 'b', 'c', 'd'],
    values: Int32Array.from({ length: n }, (_, i) =>
      rng.next() < 0.15 ? -1 : rng.next() < effect * y[i]! ? 3 : rng.int(4),
    ),
  })
  const columns = [number('x', signal), number('y', 0), number('z', 0), category('u', signal / 2), category('v', 0)] // prettier-ignore
  const table = { kind: 'table', name: 'table', columns } as const
  return { table, modalities: [table], y, groups, classes: ['no', 'yes'], positive: 1 }
}

const projections = ['none', 'pca', 'contrastive'] as const
const classifiers = ['lr', 'knn', 'cart']

describe('a study of numbers and categories alone', () => {
  // 1,200 rows of 600 patients in all: the standard error of the mean AUROC is 0.017
  test('R2: random labels give AUROC 0.5; R1: no patient is on both sides', async () => {
    const study = studyWith({ classifiers, validation: { folds: 2, repeats: 1, seed: 42 } })
    const runs = await Promise.all([1, 2, 3, 4].map((seed) => runStudy(tableOf(300, seed, 0), study)))
    for (const projection of projections)
      for (const classifier of classifiers) {
        const auroc =
          runs.reduce((sum, run) => sum + meanOf(run, projection, classifier, 'auroc'), 0) / runs.length
        expect(Math.abs(auroc - 0.5), `${projection} ${classifier}: ${auroc}`).toBeLessThan(0.06)
      }
    const cells = runs.flat().flatMap((result) => result.cells)
    expect(cells.filter((cell) => cell.patients_shared !== 0)).toEqual([])
  }, 60_000)

  test('finds a signal, and R12: the same seed gives equal results', async () => {
    const data = tableOf(300, 5, 1)
    const study = studyWith({ classifiers })
    const results = await runStudy(data, study)
    expect(meanOf(results, 'none', 'lr', 'auroc')).toBeGreaterThan(0.75)
    expect(await runStudy(data, study)).toEqual(results)
  }, 60_000)
})

describe('vectors and a table in one study', () => {
  const n = 120
  const { table, ...rest } = tableOf(n, 7, 1)
  // every seventh case has no text, every eleventh no value in the table
  const columns = table.columns.map((column) => ({
    ...column,
    values: column.values.map((value, i) => (i % 11 === 0 ? (column.kind === 'number' ? NaN : -1) : value)),
  })) as TableModality['columns']
  const present = Uint8Array.from({ length: n }, (_, i) => Number(i % 7 !== 0))
  const X = normalMatrix(n, 5, createRng(7, 'text'))
  const data: ExperimentData = { ...rest, modalities: [{ name: 'note', X, present }, { kind: 'table', name: 'table', columns }] } // prettier-ignore
  const study = studyWith({ fusion: ['single', 'per-modality'], classifiers })

  test('R7: both fusions run with every projection, and every case is predicted', async () => {
    const results = await runStudy(data, study)
    expect(results).toHaveLength(3 * 3 * 2)
    for (const { unit, proba } of results) {
      expect(unit.train.length + unit.test.length).toBe(n)
      for (const { data: values, rows } of Object.values(proba)) {
        expect(rows).toBe(unit.test.length)
        expect(values.every(Number.isFinite)).toBe(true)
      }
    }
    const each = results.find((r) => r.unit.projection === 'contrastive' && r.unit.fusion === 'per-modality')!
    expect(Object.keys(each.details)).toEqual(expect.arrayContaining(['note: epochs', 'table: epochs']))
  })

  const units = planUnits({ data, study }).filter((unit) => unit.fold === 0)
  test.each(units)('R2: $projection $fusion: other test values change no other prediction', async (unit) => {
    const changed = unit.test[0]!
    const shifted = columns.map((column) => ({
      ...column,
      values: column.values.map((value, i) => (i !== changed ? value : column.kind === 'number' ? 5000 : -1)),
    })) as TableModality['columns']
    const options = { seed: 42, classifiers, now: () => 0 }
    const before = await evaluateUnit(unit, data, smallSettings, options)
    const after = await evaluateUnit(
      unit,
      { ...data, modalities: [data.modalities[0]!, { kind: 'table', name: 'table', columns: shifted }] },
      smallSettings,
      options,
    )
    for (const name of classifiers)
      expect(after.proba[name]!.data.subarray(2)).toEqual(before.proba[name]!.data.subarray(2))
  })
})
