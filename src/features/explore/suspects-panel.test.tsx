import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { Dataset } from '../../core/dataset/dataset.ts'
import { results } from '../../core/report/testing/results.ts'
import type { Actions } from '../../state/actions.ts'
import type { AppState, OpenProject } from '../../state/app-state.ts'
import { AppContext } from '../../state/context.ts'
import { createAppStore } from '../../state/store.ts'
import { datasetRead, isReadOf, type RunDataset } from './run-dataset.ts'
import { SuspectsPanel } from './suspects-panel.tsx'

const from = {}

/** The panel of a run whose data were read so far. */
function shown(read: RunDataset): string {
  const start = createAppStore({
    preference: 'wasm',
    route: { screen: 'explore', projectId: 'p' },
  }).getState()
  const store = createStore<AppState>(() => ({ ...start, project: { record: {} } as unknown as OpenProject }))
  return renderToStaticMarkup(
    <AppContext value={{ store, actions: {} as Actions }}>
      <SuspectsPanel dataset={read} results={results} />
    </AppContext>,
  )
}

test('[R13] a run whose cases cannot be read is said to be one, not to be read for ever', () => {
  expect(shown(datasetRead('r', null))).toContain('Reading the cases of this run…')
  // what was read is another run's
  expect(shown(datasetRead('r', { runId: 'other', from, dataset: null }))).toContain('Reading the cases')
  const page = shown(datasetRead('r', { runId: 'r', from, dataset: null }))
  expect(page).toContain('The cases of this run could not be read')
  expect(page).not.toContain('Reading the cases')
  const read = {} as Dataset
  expect(datasetRead('r', { runId: 'r', from, dataset: read })).toBe(read)
})

test('[R13] what could not be read is read again once the project holds something else, and what was read is kept', () => {
  const gone = { runId: 'r', from, dataset: null }
  expect(isReadOf('r', from, null)).toBe(false)
  expect(isReadOf('r', from, gone)).toBe(true)
  expect(isReadOf('r', {}, gone)).toBe(false)
  expect(isReadOf('other', from, gone)).toBe(false)
  expect(isReadOf('r', {}, { ...gone, dataset: {} as Dataset })).toBe(true)
})
