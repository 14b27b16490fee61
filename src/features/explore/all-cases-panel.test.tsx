import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { Dataset } from '../../core/dataset/dataset.ts'
import type { LockedTest, Prediction, Results } from '../../core/evaluation/types.ts'
import { results as whole } from '../../core/report/testing/results.ts'
import { tableOf } from '../../core/tables/testing.ts'
import type { Actions } from '../../state/actions.ts'
import type { AppState, OpenProject } from '../../state/app-state.ts'
import { AppContext } from '../../state/context.ts'
import { createAppStore } from '../../state/store.ts'
import { AllCasesPanel } from './all-cases-panel.tsx'
import { exploredChoices } from './explored-choices.ts'

const dataset = {
  caseIds: ['a', 'locked'],
  patientIds: ['p', 'q'],
  rows: Int32Array.from([0, 1]),
  classes: ['no', 'yes'],
  positive: 1,
  y: Int32Array.from([0, 1]),
  modalities: [],
} as unknown as Dataset
const prediction = (id: string): Prediction => ({
  case: id,
  repeat: 0,
  fold: 0,
  projection: 'contrastive',
  fusion: 'single',
  classifier: 'lr',
  proba: { no: 0.2, yes: 0.8 },
})

/** The panel of a run with these locked test results. */
function shown(locked?: LockedTest): string {
  const start = createAppStore({
    preference: 'wasm',
    route: { screen: 'explore', projectId: 'p' },
  }).getState()
  const project = { record: {}, table: tableOf(['x'], [['1'], ['2']]), dataset } as unknown as OpenProject
  const store = createStore<AppState>(() => ({ ...start, project }))
  const results: Results = {
    ...whole,
    predictions: [prediction('a')],
    ...(locked && { locked_test: locked }),
  }
  const choices = exploredChoices(results)
  return renderToStaticMarkup(
    <AppContext value={{ store, actions: {} as Actions }}>
      <AllCasesPanel {...{ dataset, results, choices }} choice={choices.first} />
    </AppContext>,
  )
}

test('[R3] a list that holds locked test cases with their predictions warns of them; another does not', () => {
  const page = shown({ predictions: [prediction('locked')] } as unknown as LockedTest)
  expect(page).toContain('Locked test set')
  expect(page.split('These are the locked test cases')).toHaveLength(2)
  expect(page.indexOf('These are the locked test cases')).toBeLessThan(
    page.indexOf('data-testid="all-cases"'),
  )
  expect(shown()).not.toContain('locked test cases')
})
