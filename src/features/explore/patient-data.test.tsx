import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { ListedCase } from '../../core/explore/case-list-csv.ts'
import type { Actions } from '../../state/actions.ts'
import type { AppState, OpenProject } from '../../state/app-state.ts'
import { AppContext } from '../../state/context.ts'
import { createAppStore } from '../../state/store.ts'
import { CaseActions } from './case-actions.tsx'
import { ChangesPanel } from './changes-panel.tsx'

const entry = { at: 0, column: 'finding', case: 'c1', file: 'no', before: 'no', after: 'yes' }
const listed: ListedCase = {
  id: 'c1',
  patient: 'p1',
  label: 'yes',
  predicted: null,
  probability: null,
  suggested: null,
  suggestedProbability: null,
  tags: [],
}

/** The page in a project whose trail has these entries. */
function shown(part: ReactElement, trail: readonly (typeof entry)[] = []): string {
  const start = createAppStore({
    preference: 'wasm',
    route: { screen: 'explore', projectId: 'p' },
  }).getState()
  const project = { record: { trail }, dataset: null } as unknown as OpenProject
  const store = createStore<AppState>(() => ({ ...start, project }))
  return renderToStaticMarkup(<AppContext value={{ store, actions: {} as Actions }}>{part}</AppContext>)
}

test('a list of cases is marked as patient data where it is offered', () => {
  const page = shown(<CaseActions chosen={[listed]} onClear={() => undefined} />)
  expect(page).toContain('download-cases')
  expect(page).toContain('The list holds the names of cases and patients with their labels: patient data.')
  expect(shown(<CaseActions chosen={[]} onClear={() => undefined} />)).not.toContain('patient data')
})

test('the trail of labels is marked as patient data where it is offered', () => {
  const page = shown(<ChangesPanel />, [entry])
  expect(page).toContain('download-trail')
  expect(page).toContain('Holds the names of cases with their labels: patient data.')
  expect(shown(<ChangesPanel />)).not.toContain('patient data')
})
