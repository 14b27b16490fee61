import { beforeAll, describe, expect, test } from 'vitest'
import { useCpuBackend } from '../projection/testing/cpu-backend.ts'
import { labelShuffleOf } from './label-shuffle.ts'
import { randomLabels, runStudy, studyWith } from './testing/study.ts'
import type { LabelShuffle, UnitResult } from './types.ts'

beforeAll(useCpuBackend)

const study = studyWith({
  label_shuffle: true,
  projections: ['none', 'contrastive'],
  classifiers: ['lr', 'knn'],
  validation: { folds: 2, repeats: 1, seed: 42 },
})

const check = (results: readonly UnitResult[]): LabelShuffle => labelShuffleOf(results, study)!

describe('the label-shuffle check', () => {
  test('R13: folds without a value are left out and counted', async () => {
    const results = await runStudy(randomLabels(60, 4, 1), { ...study, projections: ['none', 'contrastive'] })
    const blank = results.map((result) =>
      result.unit.fold === 0 && result.unit.check
        ? { ...result, cells: result.cells.map((cell) => ({ ...cell, metrics: { auroc: null } })) }
        : result,
    )
    for (const one of check(blank).procedures) expect(one.undefined_cells).toBe(5)
    const none = blank.map((result) => ({
      ...result,
      cells: result.cells.map((cell) => ({ ...cell, metrics: { auroc: null } })),
    }))
    expect(check(none)).toMatchObject({ verdict: null })
  }, 60_000)

  test('a study that does not ask for it has none', async () => {
    const plain = { ...study, label_shuffle: false }
    expect(labelShuffleOf(await runStudy(randomLabels(60, 4, 1), plain), plain)).toBeNull()
  })
})
