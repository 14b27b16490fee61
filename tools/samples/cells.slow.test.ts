import { expect, test } from 'vitest'
import { meanOf, runStudy, studyWith } from '../../src/core/evaluation/testing/study.ts'
import type { ExperimentData } from '../../src/core/evaluation/types.ts'
import { makeCellCases } from './cell-cases.ts'
import { encodeCells } from './testing/encode-cells.ts'

test('each modality of the smears tells a part of the outcome, and all together clearly more', async () => {
  const data = await encodeCells(makeCellCases())
  const study = studyWith({
    preset: 'robust',
    projections: ['none'],
    fusion: ['per-modality'],
    validation: { folds: 5, repeats: 1, seed: 42 },
  })
  const auroc = async (modalities: ExperimentData['modalities']): Promise<number> =>
    meanOf(await runStudy({ ...data, modalities }, study), 'none', 'lr', 'auroc')
  const alone: number[] = []
  for (const modality of data.modalities) alone.push(await auroc([modality]))
  const together = await auroc(data.modalities)

  expect(data.modalities.map(({ name }) => name)).toEqual(['image', 'note', 'table'])
  // with 180 cases of one class and 220 of the other, chance reaches 0.56 once in forty times
  for (const value of alone) expect(value).toBeGreaterThan(0.65)
  for (const value of alone) expect(value).toBeLessThan(together - 0.08)
  expect(together).toBeLessThan(0.95)
}, 120_000)
