import { expect, test } from 'vitest'
import { presets } from '../projection/presets.ts'
import { compareRuns } from './compare-runs.ts'
import { ablated, results } from './testing/results.ts'

test('runs of the same settings differ in nothing, whatever they are called', () => {
  const renamed = { ...results, study: { ...results.study, name: 'other', files: ['other.csv'] } }
  expect(compareRuns([results, renamed]).differing).toEqual([])
})

test('names each setting that differs, and each number of the preset', () => {
  const epochs = { ...presets.robust, contrastive: { ...presets.robust.contrastive, epochs: 7 } }
  const other = {
    ...results,
    study: { ...results.study, preset: epochs, validation: { folds: 2, repeats: 1, seed: 7 } },
  }
  expect(compareRuns([results, other]).differing).toEqual([
    { path: 'validation.seed', values: ['42', '7'] },
    { path: 'preset', values: ['robust', 'own numbers'] },
    { path: 'preset.contrastive.epochs', values: ['100', '7'] },
  ])
})

test('a setting that a run has not is empty there', () => {
  const { ablation: _ablation, ...study } = results.study
  const { differing } = compareRuns([{ ...results, study: study as typeof results.study }, ablated])
  expect(differing).toEqual([{ path: 'ablation', values: ['', 'true'] }])
})

test('sets the deciding metric of each run beside that of the others, by procedure', () => {
  const onlyNone = {
    ...ablated,
    summary: ablated.summary.filter(({ projection }) => projection === 'none'),
    comparison: { ...results.comparison, metric: 'log_loss' },
  }
  const { figures } = compareRuns([results, onlyNone])
  expect(figures.map(({ metric, rows }) => [metric, rows.map(({ projection, values }) => [projection, ...values.map((row) => row?.mean ?? null)])])).toEqual([
    ['auroc', [['contrastive', 0.8714, null], ['none', 0.8423, 0.8423]]],
    ['log_loss', [['contrastive', 0.4321, null], ['none', 0.4521, 0.4521]]],
  ]) // prettier-ignore
})
