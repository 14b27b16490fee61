import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { performance } from '../../core/charts/testing/performance.ts'
import { results } from '../../core/report/testing/results.ts'
import type { Actions } from '../../state/actions.ts'
import type { AppState, OpenProject } from '../../state/app-state.ts'
import { AppContext } from '../../state/context.ts'
import { createAppStore } from '../../state/store.ts'
import { PerformanceResults } from './performance-results.tsx'

const current = {
  ...results,
  data: { ...results.data, classes: { ill: 30, well: 70 } },
  performance: [performance('none'), performance('contrastive')],
}

/** What the page holds, for a run of data with this fingerprint in a project whose data have the fingerprint "now". */
function shown(run: typeof results, fingerprint = 'now'): string {
  const project = {
    selectedRunId: 'r',
    runs: [{ id: 'r', dataFingerprint: fingerprint }],
    fingerprint: 'now',
  } as unknown as OpenProject
  const start = createAppStore({
    preference: 'wasm',
    route: { screen: 'results', projectId: 'p' },
  }).getState()
  const store = createStore<AppState>(() => ({ ...start, project }))
  return renderToStaticMarkup(
    <AppContext value={{ store, actions: {} as Actions }}>
      <PerformanceResults results={run} />
    </AppContext>,
  )
}

test('a run of an earlier version says what it lacks, and offers to run again', () => {
  const page = shown(results)
  expect(page).toContain('kept no curves')
  expect(page).toContain('Run again with these settings')
  expect(page).not.toContain('<svg class="chart')
})

test('the two that are compared are drawn first, with what the charts say in words', () => {
  const page = shown(current)
  for (const id of ['roc', 'pr', 'calibration', 'decision'])
    expect(page).toContain(`data-testid="${id}-chart"`)
  expect(page).toContain('with No projection')
  expect(page).toContain('with Contrastive')
})

test('numbers of the confusion matrix open their cases only where the data are those that the run saw', () => {
  expect(shown(current).match(/predicted as/g)).toHaveLength(4)
  const other = shown(current, 'then')
  expect(other).not.toContain('predicted as')
  expect(other).toContain('so the numbers open no cases')
})
