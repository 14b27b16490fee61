import { expect, test } from 'vitest'
import { fromFailureData } from '../core/failure.ts'
import type { ModelModality } from '../core/model/final-model.ts'
import type { CasePrediction } from '../core/model/predict-cases.ts'
import { areTrainingCases } from '../core/model/training-cases.ts'
import type { Predictor } from '../engine/client.ts'
import type { OpenProject } from './app-state.ts'
import { guard } from './guard.ts'
import { createContext, type Services } from './services.ts'
import { createAppStore } from './store.ts'
import { tableReaderHere } from './testing.ts'
import { createUseActions } from './use-actions.ts'

const modalities: ModelModality[] = [
  { kind: 'table', name: 'table', columns: [{ kind: 'number', name: 'age' }] },
]
const prediction = { proba: [0.2, 0.8], missing: [] } as unknown as CasePrediction
const predictAll: Predictor['predict'] = ([modality]) =>
  Promise.resolve(
    modality && 'columns' in modality ? Array.from(modality.columns[0]!.values, () => prediction) : [],
  )

/** The actions of the Use screen in a project with one model "m", whose worker is `predict`. */
function withModel(predict: Predictor['predict'] = predictAll) {
  const store = createAppStore({ preference: 'wasm', route: { screen: 'use', projectId: 'p' } })
  const predictor: Predictor = {
    predict,
    areTrainingCases: (ids) => Promise.resolve(areTrainingCases({ caseIds: ['c1', 'c2'] }, ids)),
    terminate: () => undefined,
  }
  const services = {
    storage: { finalModels: { bytes: () => Promise.resolve(new Uint8Array()) } },
    engine: { openPredictor: () => Promise.resolve(predictor), openTableReader: () => tableReaderHere() },
    now: () => 0,
  } as unknown as Services
  const context = createContext(store, services)
  const project = {
    record: { id: 'p' },
    models: [{ id: 'm', about: { modalities } }],
    roles: { id: { role: 'id' } },
  }
  store.setState({ project: project as unknown as OpenProject })
  const actions = createUseActions({
    store,
    context: () => context,
    async run(where, work) {
      await guard(context, where, work)
    },
    start: () => Promise.resolve(),
  })
  return { store, actions }
}
const form = (age: string) => ({ cells: { age }, pictures: {} })

test('an answer is gone once the form is another case’s', async () => {
  const { store, actions } = withModel()
  await actions.predictCase('m', form('61'))
  expect(store.getState().single?.prediction).toBe(prediction)
  actions.forgetCase()
  expect(store.getState().single).toBeNull()
})

test('an answer that comes after the form has changed is not shown', async () => {
  const { store, actions } = withModel((...asked) => {
    actions.forgetCase()
    return predictAll(...asked)
  })
  await actions.predictCase('m', form('61'))
  expect(store.getState()).toMatchObject({ single: null, failure: null })
})

const file = (...lines: string[]) =>
  Object.assign(new File([lines.join('\n')], 'new.csv'), { webkitRelativePath: '' })

test('R2: cases of a file that the model was fitted on are known by their IDs', async () => {
  const { store, actions } = withModel()
  await actions.predictFiles('m', [file('id,age', 'c2,61', 'c3,62', ',63')])
  expect(store.getState()).toMatchObject({ failure: null, batch: { inTraining: [true, false, null] } })
  await actions.predictFiles('m', [file('age,other', '61,1', '62,2')])
  expect(store.getState()).toMatchObject({ failure: null, batch: { inTraining: null } })
})

test('R13: a file whose prediction fails midway keeps what was predicted, and why no more was', async () => {
  let calls = 0
  const failure = { code: 'worker-failed', params: { worker: 'predict', detail: 'lost' } } as const
  const { store, actions } = withModel((given) => {
    if (++calls === 2) throw fromFailureData(failure)
    return predictAll(given)
  })
  await actions.predictFiles('m', [file('age,other', ...Array.from({ length: 40 }, (_, i) => `${i},1`))])
  const { batch } = store.getState()
  expect(batch?.cases).toHaveLength(32)
  expect(batch?.stoppedBy).toEqual(failure)
})
