import { expect, test } from 'vitest'
import type { Results, Subgroup } from '../evaluation/types.ts'
import { subgroupColumns, subgroupsOf } from './case-groups.ts'
import { results } from './testing/results.ts'

const group = (column: string, level: string | null, patients: number): Subgroup => ({
  column,
  level,
  cases: 2 * patients,
  patients,
  classes: { benign: patients, malignant: patients },
  summary: patients < 20 ? [] : results.summary,
})
const run: Results = {
  ...results,
  subgroups: [group('sex', 'f', 40), group('sex', null, 3), group('ward', 'A', 60)],
}

test('groups of one column stand below all cases, those without a value too', () => {
  expect(subgroupColumns(run)).toEqual(['sex', 'ward'])
  const groups = subgroupsOf(run, 'sex', 'auroc', 'lr')
  expect(groups.map(({ label, cases }) => [label, cases])).toEqual([
    ['All cases', 100],
    ['f', 80],
    ['Without a value', 6],
  ])
  expect(groups[1]!.rows!.map(({ projection, metric }) => [projection, metric])).toEqual([
    ['contrastive', 'auroc'],
    ['none', 'auroc'],
  ])
})

test('R13: of a group of too few patients only its number is said', () => {
  expect(subgroupsOf(run, 'sex', 'auroc', 'lr')[2]).toMatchObject({ patients: 3, classes: null, rows: null })
})

test('a run without subgroups, or of an earlier version, has none', () => {
  expect(subgroupColumns(results)).toEqual([])
  expect(subgroupsOf(results, 'sex', 'auroc', 'lr')).toEqual([])
})
