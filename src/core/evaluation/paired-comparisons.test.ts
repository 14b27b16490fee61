import { describe, expect, test } from 'vitest'
import { holm } from './holm.ts'
import { pairedComparisons } from './paired-comparisons.ts'
import { cellOf } from './testing/cells.ts'
import type { Cell } from './types.ts'

const cell = (
  projection: Cell['projection'],
  classifier: string,
  fold: number,
  auroc: number | null,
  changes: Partial<Cell> = {},
): Cell => cellOf({ projection, classifier, fold, metrics: { auroc }, ...changes })

const gains = { pca: [0.01, -0.02, 0.03, 0.01], contrastive: [0.05, 0.04, 0.07, 0.06] }
const cells = [0, 1, 2, 3].flatMap((fold) =>
  ['lr', 'knn'].flatMap((classifier) => [
    cell('none', classifier, fold, 0.7 + fold / 100),
    cell('pca', classifier, fold, 0.7 + fold / 100 + gains.pca[fold]!),
    cell('contrastive', classifier, fold, 0.7 + fold / 100 + gains.contrastive[fold]!),
    // of an ablation
    cell('contrastive', classifier, fold, 0.1, { modalities: ['notes'] }),
  ]),
)

describe('every projection against none', () => {
  test('paired with the same classifier, of what uses all modalities', () => {
    const rows = pairedComparisons({ cells }, 'auroc')
    expect(rows.map(({ projection, classifier }) => [projection, classifier])).toEqual([
      ['pca', 'lr'],
      ['contrastive', 'lr'],
      ['pca', 'knn'],
      ['contrastive', 'knn'],
    ])
    expect(rows[0]!.difference.difference).toBeCloseTo(0.0075, 12)
    expect(rows[1]!.difference.difference).toBeCloseTo(0.055, 12)
    expect(rows[1]!.difference.pairs).toBe(4)
  })

  test("R8: p is corrected by Holm's method for all rows that are shown, and for fewer where fewer are", () => {
    const all = pairedComparisons({ cells }, 'auroc')
    expect(all.map(({ p }) => p)).toEqual(holm(all.map(({ difference }) => difference.p)))
    const lr = pairedComparisons({ cells }, 'auroc', 'lr')
    expect(lr).toHaveLength(2)
    expect(lr[1]!.p).toBeCloseTo(2 * lr[1]!.difference.p!, 12)
    expect(all[1]!.p).toBeCloseTo(4 * lr[1]!.difference.p!, 12)
  })

  test('another fusion is compared with its own none', () => {
    const fused = cells.map((own) => ({ ...own, fusion: 'per-modality' as const }))
    const rows = pairedComparisons({ cells: [...cells, ...fused] }, 'auroc', 'lr')
    expect(rows.map(({ fusion }) => fusion)).toEqual(['single', 'single', 'per-modality', 'per-modality'])
  })

  test('nothing without none', () => {
    const without = cells.filter(({ projection }) => projection !== 'none')
    expect(pairedComparisons({ cells: without }, 'auroc')).toEqual([])
  })
})
