import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { ModelFacts } from '../../core/model/model-facts.ts'
import type { Actions } from '../../state/actions.ts'
import type { AppState, FinalModelRecord, OpenProject } from '../../state/app-state.ts'
import { AppContext } from '../../state/context.ts'
import type { ModelExport } from '../../state/export-model.ts'
import { createAppStore } from '../../state/store.ts'
import { TakeAway } from './take-away.tsx'

/** What the page holds for a model of this classifier, in a project whose data have the fingerprint "now". */
function shown(classifier: string, check: Partial<ModelExport['check']> | null, fitted = 'now'): string {
  const about = { choice: { classifier }, fingerprint: fitted } as unknown as ModelFacts
  const model = { id: 'm', about } as unknown as FinalModelRecord
  const exported = check && {
    modelId: 'm',
    onnx: new Blob(['1234']),
    folder: new Blob(['12345']),
    check: { cases: 200, of: 4000, largestDifference: 3.4e-7, otherLabels: 0, ...check },
  }
  const start = createAppStore({ preference: 'wasm', route: { screen: 'use', projectId: 'p' } }).getState()
  const project = { fingerprint: 'now' } as unknown as OpenProject
  const store = createStore<AppState>(() => ({ ...start, project, exported }))
  return renderToStaticMarkup(
    <AppContext value={{ store, actions: {} as Actions }}>
      <TakeAway model={model} />
    </AppContext>,
  )
}

test.each([
  ['knn', true],
  ['svc', true],
  ['lr', false],
  ['rf', false],
])('a file of %s is marked as patient data: %s', (classifier, isPatientData) => {
  expect(shown(classifier, null).includes('It is patient data')).toBe(isPatientData)
  expect(shown(classifier, null).includes('The file holds no case')).toBe(!isPatientData)
})

test('files are offered after they were checked only, with what the check found and on how many (R13)', () => {
  expect(shown('lr', null)).not.toContain('download-onnx')
  const page = shown('lr', { otherLabels: 2 })
  expect(page).toContain('download-onnx')
  expect(page).toContain('download-folder')
  expect(page).toContain('Checked on 200 cases of 4,000 cases, drawn with seed 1')
  expect(page).toContain('3.4e-7, at most 0.0001 is allowed')
  expect(page).toContain('another for 2 cases')
})

test('where the data have changed nothing can be checked, and that is said', () => {
  const page = shown('lr', null, 'then')
  expect(page).toMatch(/<button[^>]*data-testid="export-model"[^>]*disabled|<button[^>]*disabled[^>]*data-testid="export-model"/) // prettier-ignore
  expect(page).toContain('have changed')
})
