import { expect, test } from 'vitest'
import { cellsCsv, shownCells, type CellFilter } from './cell-table.ts'
import { ablated, results } from './testing/results.ts'

const all: CellFilter = { projection: null, classifier: null }
const { cells } = results

test('shows the cells that pass every filter', () => {
  const of = (filter: Partial<CellFilter>) => shownCells(ablated.cells, { ...all, ...filter }, null)
  expect(of({})).toEqual(ablated.cells)
  expect(of({ projection: 'none' })).toHaveLength(6)
  expect(of({ classifier: 'knn' })).toEqual([])
})

test('sorts by any column, up and down; R13: undefined values are last either way', () => {
  const sorted = (descending: boolean) =>
    shownCells(cells, all, { column: 'auroc', descending }).map(({ metrics }) => metrics['auroc'])
  expect(sorted(false)).toEqual([0.8346, 0.85, 0.88, null])
  expect(sorted(true)).toEqual([0.88, 0.85, 0.8346, null])
  const byFold = shownCells(cells, all, { column: 'fold', descending: true })
  expect(byFold.map(({ projection, fold }) => [projection, fold])).toEqual([
    ['contrastive', 1], ['none', 1], ['contrastive', 0], ['none', 0],
  ]) // prettier-ignore
})

test('what is shown becomes a file in the same order, numbers in full', () => {
  const shown = shownCells(ablated.cells, { ...all, projection: 'contrastive' }, { column: 'auroc', descending: true }) // prettier-ignore
  expect(cellsCsv(shown, ['projection', 'modalities', 'fold', 'auroc']).trimEnd().split('\r\n')).toEqual([
    'projection,modalities,fold,auroc',
    'contrastive,,0,0.88',
    'contrastive,<i>notes,0,0.78',
    'contrastive,<i>notes,1,0.7',
    'contrastive,,1,',
  ])
})
