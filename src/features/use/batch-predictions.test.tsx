import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { ModelFacts } from '../../core/model/model-facts.ts'
import type { CasePrediction } from '../../core/model/predict-cases.ts'
import type { Actions } from '../../state/actions.ts'
import type { AppState, FinalModelRecord } from '../../state/app-state.ts'
import { AppContext } from '../../state/context.ts'
import type { Job } from '../../state/job.ts'
import type { BatchPrediction } from '../../state/prediction.ts'
import { createAppStore } from '../../state/store.ts'
import { BatchPredictions } from './batch-predictions.tsx'

const prediction = {
  proba: [0.2, 0.8],
  intervals: [
    [0.1, 0.3],
    [0.7, 0.9],
  ],
  missing: [],
} as unknown as CasePrediction

/** What the page holds of three predicted cases. */
function shown(changes: Partial<BatchPrediction>, state: Partial<AppState> = {}): string {
  const about = { classes: ['no', 'yes'], modalities: [] } as unknown as ModelFacts
  const model = { id: 'm', about } as unknown as FinalModelRecord
  const start = createAppStore({ preference: 'wasm', route: { screen: 'use', projectId: 'p' } }).getState()
  const predicted = { prediction, problems: [], overlong: false }
  const batch: BatchPrediction = {
    modelId: 'm',
    name: 'new.csv',
    ids: ['a', 'b', 'c'],
    inTraining: [false, false, false],
    cases: [predicted, predicted, predicted],
    stoppedBy: null,
    absent: [],
    unusedPictures: 0,
    ...changes,
  }
  const store = createStore<AppState>(() => ({ ...start, batch, ...state }))
  return renderToStaticMarkup(
    <AppContext value={{ store, actions: {} as Actions }}>
      <BatchPredictions model={model} />
    </AppContext>,
  )
}

test('R2: training cases among the new ones are counted, marked and warned of', () => {
  const page = shown({ inTraining: [true, false, true] })
  expect(page).toContain('2 cases have the ID of a case that the model was fitted on')
  expect(page.match(/>training case</g)).toHaveLength(2)
  for (const inTraining of [null, [false, null, false]])
    expect(shown({ inTraining })).not.toContain('fitted on')
})

test('R13: what stopped a file before its last case is told: a failure is no cancel', () => {
  const cases = [{ prediction, problems: [], overlong: false }]
  const code = 'worker-failed'
  const failed = shown({ cases, stoppedBy: { code, params: { worker: 'predict', detail: '' } } })
  expect(failed).toContain('stopped by a failure after 1 case')
  expect(failed).toContain('The other cases were not predicted. ')
  expect(failed).not.toContain('cancelled')
  const cancelled = shown({ cases, stoppedBy: { code: 'cancelled', params: {} } })
  expect(cancelled).toContain('cancelled after 1 case')
  expect(cancelled).not.toContain('failure')
})

test('while something is computed no file is taken, by buttons or dropped', () => {
  const predicting = { cancel: () => undefined }
  const job = { kind: 'predict' } as unknown as Job
  for (const busy of [{ predicting }, { job }]) {
    const page = shown({}, busy)
    expect(page).toContain('dropzone--disabled')
    expect(page.match(/<button[^>]* disabled/g)?.length).toBe(2)
  }
  expect(shown({})).not.toContain('dropzone--disabled')
})
