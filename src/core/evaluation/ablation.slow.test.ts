import { beforeAll, describe, expect, test } from 'vitest'
import type { TableModality } from '../dataset/dataset.ts'
import { matrix } from '../math/matrix.ts'
import { createRng } from '../math/rng.ts'
import { useCpuBackend } from '../projection/testing/cpu-backend.ts'
import { ablatedModalities, ablationGroups } from './ablation.ts'
import { usesAll } from './modality-sets.ts'
import { summarise, type Summary } from './summarise.ts'
import { runStudy, studyWith } from './testing/study.ts'
import { cellOf } from './testing/cells.ts'
import type { Cell, ExperimentData, ModalityVectors, SummaryRow, UnitResult } from './types.ts'

beforeAll(useCpuBackend)

const n = 120
const y = Int32Array.from({ length: n }, (_, i) => Number(i % 60 >= 30))

function vectors(name: string, cols: number, effect: number, has: (i: number) => boolean): ModalityVectors {
  const rng = createRng(3, name)
  const X = matrix(n, cols)
  const present = Uint8Array.from({ length: n }, (_, i) => Number(has(i)))
  X.data.forEach((_, at) => {
    const i = Math.floor(at / cols)
    if (present[i] === 1) X.data[at] = rng.normal() + effect * y[i]!
  })
  return { name, X, present }
}

const rng = createRng(3, 'table')
const table: TableModality = {
  kind: 'table',
  name: 'table',
  columns: [
    {
      kind: 'number',
      name: 'age',
      values: Float64Array.from(y, (c, i) => (i % 9 === 0 ? NaN : rng.normal() + c)),
    },
  ],
}
const data: ExperimentData = {
  modalities: [vectors('notes', 5, 1, (i) => i % 7 > 0), vectors('letters', 3, 0, (i) => i % 5 > 0), table],
  y,
  classes: ['no', 'yes'],
  positive: 1,
  groups: Int32Array.from({ length: n }, (_, i) => i % 60),
}
const study = studyWith({
  projections: ['none', 'contrastive'],
  fusion: ['single', 'per-modality'],
  classifiers: ['lr'],
  ablation: true,
  label_shuffle: false,
})
const caseIds = Array.from(y, (_, i) => `case ${i}`)

describe('a study with an ablation', () => {
  let results: UnitResult[] = []
  let summary: Summary
  beforeAll(async () => {
    results = await runStudy(data, study)
    summary = summarise(results, data, study, caseIds)
  }, 60_000)

  test('R9, R12: what uses all modalities, and the verdict, are what they are without it', async () => {
    const plain = { ...study, ablation: false }
    const without = summarise(await runStudy(data, plain), data, plain, caseIds)
    expect(summary.cells.filter(usesAll)).toEqual(without.cells)
    expect(summary.summary.filter(usesAll)).toEqual(without.summary)
    expect(summary.predictions.filter(usesAll)).toEqual(without.predictions)
    expect(summary.comparison).toEqual(without.comparison)
    expect(summary.missingness).toEqual(without.missingness)
  })

  test.each(data.modalities)('R12: $name alone gives what a study of it alone gives', async (modality) => {
    const own = await runStudy({ ...data, modalities: [modality] }, study)
    const alone = results.filter(({ unit }) => unit.modalities?.join() === modality.name)
    expect(alone.map((r) => r.proba)).toEqual(own.map((r) => r.proba))
    expect(alone.map((r) => r.details)).toEqual(own.map((r) => r.details))
  })

  test('cells, summaries and predictions say which modalities they used', () => {
    const { cells, predictions } = summary
    for (const rows of [cells, summary.summary, predictions])
      expect(new Set(rows.map((row) => row.modalities?.join(' and ')))).toEqual(
        new Set([
          undefined,
          'notes',
          'letters',
          'table',
          'letters and table',
          'notes and table',
          'notes and letters',
        ]),
      )
    const forms = 2 + 3 + 3 * 2
    expect(cells).toHaveLength(3 * 2 * forms)
    expect(predictions).toHaveLength(120 * 2 * forms)
    expect(summary.summary).toHaveLength(2 * forms * Object.keys(cells[0]!.metrics).length)
  })

  test('beside each procedure of all modalities stand those of fewer, a modality alone beside both fusions', () => {
    expect(ablatedModalities(summary)).toEqual(['notes', 'letters', 'table'])
    const groups = ablationGroups(summary, 'auroc', 'lr')
    expect(groups.map(({ projection, fusion }) => `${projection} ${fusion}`)).toEqual([
      'none single',
      'none per-modality',
      'contrastive single',
      'contrastive per-modality',
    ])
    for (const { projection, fusion, all, reduced } of groups) {
      expect(all).toMatchObject({ projection, fusion, metric: 'auroc', classifier: 'lr' })
      expect(reduced.map(({ modalities }) => modalities.join())).toEqual([
        'notes',
        'letters',
        'table',
        'letters,table',
        'notes,table',
        'notes,letters',
      ])
      for (const { modalities, summary: row, difference } of reduced) {
        expect(row).toMatchObject({
          projection,
          modalities,
          fusion: modalities.length === 1 ? 'single' : fusion,
        })
        expect(difference.pairs).toBe(3)
        expect(difference.difference).toBeCloseTo(row!.mean - all!.mean, 12)
      }
    }
    // the notes carry the signal, the letters none
    const [first] = groups
    expect(first!.reduced[1]!.difference.difference).toBeLessThan(-0.2)
    expect(Math.abs(first!.reduced[4]!.difference.difference!)).toBeLessThan(0.1)
  })

  test('a run without one has nothing to show', () => {
    const { cells, summary: rows } = summary
    const plain = { cells: cells.filter(usesAll), summary: rows.filter(usesAll) }
    expect(ablationGroups(plain, 'auroc', 'lr')).toEqual([])
    expect(ablatedModalities(plain)).toEqual([])
  })
})

test('R13: a fold in which no training case has the modality has no value for it alone, and is counted', async () => {
  const folds = Int32Array.from({ length: n }, (_, i) => i % 3)
  // the cases of fold 0 have letters, no other: they are tested in fold 0 only
  const rare = {
    ...data,
    groups: Int32Array.from(y.keys()),
    modalities: [data.modalities[0]!, vectors('letters', 3, 0, (i) => folds[i] === 0)],
  }
  const given = studyWith({
    ablation: true,
    label_shuffle: false,
    projections: ['none', 'pca'],
    validation: { folds: 3, repeats: 1, seed: 1, folds_column: 'fold' },
    primary: { metric: 'auroc', classifier: 'lr', compare: ['pca', 'none'] },
  })
  const results = await runStudy(rare, given, { folds })
  const { cells, summary, predictions, comparison } = summarise(results, rare, given, caseIds)
  const letters = cells.filter((cell) => cell.modalities?.join() === 'letters' && cell.projection === 'none')
  expect(letters.map((cell) => [cell.fold, cell.metrics.auroc === null])).toEqual([
    [0, true],
    [1, false],
    [2, false],
  ])
  expect(letters[0]!.details).toEqual({ 'letters: leftOut': 1 })
  const row = summary.find((r) => r.modalities?.join() === 'letters' && r.metric === 'auroc')
  expect(row).toMatchObject({ undefined_cells: 1 })
  expect(predictions.filter((p) => p.fold === 0 && p.modalities?.join() === 'letters')).toEqual([])
  expect(comparison.pairs).toBe(3)
  const [group] = ablationGroups({ cells, summary }, 'auroc', 'lr')
  expect(group!.reduced[1]!.difference).toMatchObject({ pairs: 2, undefined_pairs: 1 })
})

describe('R8: the differences of an ablation, by hand', () => {
  const cell = (fold: number, auroc: number, modalities?: readonly string[]): Cell =>
    cellOf({ fold, metrics: { auroc }, ...(modalities && { modalities }) })
  const cells = [
    cell(0, 0.9),
    cell(1, 0.8),
    cell(2, 0.7),
    cell(0, 0.8, ['a']),
    cell(1, 0.8, ['a']),
    cell(2, 0.5, ['a']),
    cell(0, 0.6, ['b']),
    cell(1, 0.4, ['b']),
    cell(2, 0.35, ['b']),
  ]
  const summary: SummaryRow[] = []

  test('paired on the folds, with p corrected for all of them', () => {
    const [{ all, reduced }] = ablationGroups({ cells, summary }, 'auroc', 'lr') as [
      ReturnType<typeof ablationGroups>[0],
    ]
    expect(all).toBeNull()
    // differences -0.1, 0, -0.2: mean -0.1, deviation 0.1, error sqrt((1/3 + 1/4) / 100) = 0.07638, t = 1.309 with 2 degrees
    expect(reduced[0]!.difference.difference).toBeCloseTo(-0.1, 12)
    expect(reduced[0]!.difference.p).toBeCloseTo(0.3206, 3)
    // -0.3, -0.4, -0.35: mean -0.35, deviation 0.05, error 0.03819, t = 9.165: p = 0.0117, doubled
    expect(reduced[1]!.difference.p).toBeCloseTo(0.0117, 3)
    expect(reduced[1]!.p).toBeCloseTo(2 * reduced[1]!.difference.p!, 12)
    expect(reduced[0]!.p).toBe(reduced[0]!.difference.p)
  })
})
