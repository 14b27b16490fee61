import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { Dataset } from '../../core/dataset/dataset.ts'
import type { LockedTest, Prediction, Results } from '../../core/evaluation/types.ts'
import { lockedTest, type HeldOutPlace } from '../../core/explore/held-out-places.ts'
import { matrixFrom } from '../../core/math/matrix.ts'
import { results as whole } from '../../core/report/testing/results.ts'
import { tableOf } from '../../core/tables/testing.ts'
import type { Actions } from '../../state/actions.ts'
import type { AppState, OpenProject, RunRecord } from '../../state/app-state.ts'
import { AppContext } from '../../state/context.ts'
import type { ExploredFold } from '../../state/exploration.ts'
import { createAppStore } from '../../state/store.ts'
import { CaseDialog } from './case-dialog.tsx'
import { exploredChoices } from './explored-choices.ts'

const dataset = {
  caseIds: ['a', 'b', 'c', 'd', 'locked', 'no site'],
  patientIds: ['p', 'p', 'q', 'r', 's', 't'],
  rows: Int32Array.from([0, 1, 2, 3, 4, 5]),
  classes: ['no', 'yes'],
  positive: 1,
  y: Int32Array.from([0, 0, 0, 1, 1, 1]),
  modalities: [],
} as unknown as Dataset
const prediction = (id: string, fold: number): Prediction => ({
  case: id,
  repeat: 0,
  fold,
  projection: 'contrastive',
  fusion: 'single',
  classifier: 'lr',
  proba: { no: 0.2, yes: 0.8 },
})
const results: Results = {
  ...whole,
  predictions: ['a', 'b', 'c', 'd'].map((id) => prediction(id, 1)),
  locked_test: { predictions: [prediction('locked', 0)] } as unknown as LockedTest,
}
const run = { id: 'r', dataFingerprint: 'f' } as RunRecord
const choices = exploredChoices(results)
const place: HeldOutPlace = { kind: 'fold', repeat: 0, fold: 1 }
const vectors = matrixFrom([[1, 0], [1, 0.01], [1, 0.1], [0, 1]]) // prettier-ignore
const fold = {
  runId: 'r',
  choice: { projection: 'contrastive', fusion: 'single', place },
  dataset,
  cases: Int32Array.from([0, 1, 2, 3]),
  groups: Int32Array.from([0, 0, 1, 2]),
  vectors: { before: vectors, after: vectors },
  layouts: {},
  isExact: true,
} as ExploredFold

/** The dialog of a case of a project in which this fold alone was projected. */
function shown(id: string, state: Partial<AppState> = {}): string {
  const start = createAppStore({
    preference: 'wasm',
    route: { screen: 'explore', projectId: 'p' },
  }).getState()
  const table = tableOf(
    ['x'],
    Array.from({ length: 6 }, () => ['1']),
  )
  const project = { record: {}, table, dataset, fingerprint: 'f' } as unknown as OpenProject
  const store = createStore<AppState>(() => ({
    ...start,
    project,
    exploration: { projectId: 'p', folds: [fold], alike: null },
    ...state,
  }))
  const dialog = (
    <CaseDialog
      {...{ run, dataset, results, choices }}
      choice={choices.first}
      begun={new Set()}
      opened={{ id, list: dataset.caseIds, from: null }}
      onShowOnMap={() => undefined}
      returnFocus={() => null}
      onClose={() => undefined}
    />
  )
  return renderToStaticMarkup(<AppContext value={{ store, actions: {} as Actions }}>{dialog}</AppContext>)
}

test('[R10] similar cases are those held out with it, never the patient’s own; the fold is named', () => {
  const page = shown('a')
  expect(page).toContain('among the 4 held-out cases of fold 2')
  for (const list of ['similar-before', 'similar-after']) {
    const [, rest] = page.split(`data-testid="${list}"`)
    const [table] = rest!.split('</table>')
    expect([...table!.matchAll(/aria-label="(\w+): similar cases"/g)].map(([, id]) => id)).toEqual(['c', 'd'])
  }
  // of these two one has the label of the case
  expect(page).toContain('1 of 2 with its label')
})

test('[R3] a locked case has its own place', () => {
  const page = shown('locked')
  expect(page).toContain('Locked test set')
  expect(page).toContain('The projection that never saw the locked test set is not computed yet.')
})

test('[R3] what was predicted of a locked case is warned of at once, and of no other case', () => {
  const page = shown('locked')
  expect(page).toContain('yes 0.80')
  expect(page.split('These are the locked test cases')).toHaveLength(2)
  expect(page.indexOf('These are the locked test cases')).toBeLessThan(page.indexOf('yes 0.80'))
  expect(shown('a')).not.toContain('locked test cases')
})

test('[R10] a case that was held out nowhere is said to be one, and gets no neighbours', () => {
  const page = shown('no site')
  expect(page).toContain('No fold of this run held this case out')
  expect(page).not.toContain('similar-after')
})

test('a failure is told where it can be seen, and other work is waited for', () => {
  expect(shown('locked', { failure: { code: 'run-data-gone', params: {} } })).toContain('role="alert"')
  const job = { kind: 'encode' } as AppState['job']
  expect(shown('locked', { job })).toContain('Something else is being computed')
  expect(shown('locked', { job })).not.toContain('Cancel</button>')
  expect(shown('gone from the data')).toContain('This run did not see the case')
})

test('only what the case itself waits for is shown as its own, and can be cancelled from it', () => {
  const job = { kind: 'explore', title: 'Projecting', done: 1, total: 2 } as AppState['job']
  const own = { runId: 'r', choice: { ...fold.choice, place: lockedTest } }
  const page = shown('locked', { job, exploring: own })
  expect(page).toContain('Fitting the projection that never saw the locked test set')
  expect(page).toContain('Cancel')
  const others: Partial<AppState>[] = [
    // a map is drawn, or near copies are looked for
    { job },
    { job, exploring: { ...own, choice: fold.choice } },
    { job, exploring: { ...own, choice: { ...own.choice, projection: 'pca' } } },
    { job, exploring: { ...own, runId: 'another' } },
    // between the click and the job
    { exploring: { ...own, choice: fold.choice } },
  ]
  for (const other of others) {
    const page = shown('locked', other)
    expect(page).toContain('Something else is being computed')
    expect(page).not.toMatch(/Fitting the projection|Cancel|Compute it/)
  }
})

test('the locked test set comes last among the places', () => {
  expect(choices.places.at(-1)!.place).toEqual(lockedTest)
})
