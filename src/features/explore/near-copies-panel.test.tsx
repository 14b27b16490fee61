import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { Actions } from '../../state/actions.ts'
import type { AppState, OpenProject, RunRecord } from '../../state/app-state.ts'
import { AppContext } from '../../state/context.ts'
import { createAppStore } from '../../state/store.ts'
import { NearCopiesPanel } from './near-copies-panel.tsx'

test('[R13] the pairs that the search can miss are told', () => {
  const start = createAppStore({
    preference: 'wasm',
    route: { screen: 'explore', projectId: 'p' },
  }).getState()
  const store = createStore<AppState>(() => ({ ...start, project: {} as OpenProject }))
  const page = renderToStaticMarkup(
    <AppContext value={{ store, actions: {} as Actions }}>
      <NearCopiesPanel run={{ id: 'r' } as RunRecord} />
    </AppContext>,
  )
  expect(page.replaceAll('<!-- -->', '')).toMatch(
    /Of a patient with\s+more than 63 cases some may be missing/,
  )
})
