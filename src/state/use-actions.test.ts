import { expect, test, vi } from 'vitest'
import { fromFailureData } from '../core/failure.ts'
import type { ModalityData } from '../core/evaluation/types.ts'
import { matrixFrom } from '../core/math/matrix.ts'
import type { ModelModality } from '../core/model/final-model.ts'
import type { ModelFacts } from '../core/model/model-facts.ts'
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

const image: ModelModality = {
  kind: 'image',
  name: 'image',
  encoder: { id: 'e', revision: '1', dtype: 'fp32' },
}
/** A picture of one number, which is its vector: its key is its content. */
const pictureReader = {
  read: async (path: string, file: Blob) => ({
    kind: 'picture',
    picture: { path, key: await file.text() },
    bytes: file,
  }),
  terminate: () => undefined,
}
const pictureEncoder = {
  spec: { dimensions: 1, modality: 'image' },
  device: 'wasm',
  measure: (inputs: readonly Blob[]) =>
    Promise.resolve({ cost: new Int32Array(inputs.length).fill(1), overlong: new Uint8Array(inputs.length) }),
  encode: async (batch: readonly Blob[]) => ({
    vectors: matrixFrom(await Promise.all(batch.map(async (one) => [Number(await one.text())]))),
    present: new Uint8Array(batch.length).fill(1),
  }),
  terminate: () => undefined,
}
const encoderManifest = {
  id: 'e',
  revision: '1',
  files: [],
  encoders: [{ modality: 'image', dtype: 'fp32' }],
}

/** The actions of the Use screen in a project with one model "m", whose worker is `predict` once it has opened. */
function withModel(
  predict: Predictor['predict'] = predictAll,
  about: Pick<ModelFacts, 'modalities' | 'decimal'> = { modalities },
  opening: () => Promise<void> = () => Promise.resolve(),
) {
  let ended = 0
  let opened = 0
  const store = createAppStore({ preference: 'wasm', route: { screen: 'use', projectId: 'p' } })
  const predictor: Predictor = {
    predict,
    areTrainingCases: (ids) => Promise.resolve(areTrainingCases({ caseIds: ['c1', 'c2'] }, ids)),
    terminate: () => ended++,
  }
  const services = {
    storage: { finalModels: { bytes: () => Promise.resolve(new Uint8Array()) } },
    engine: {
      openPredictor: () => {
        opened++
        return opening().then(() => predictor)
      },
      openTableReader: () => tableReaderHere(),
      openPictureReader: () => pictureReader,
      openEncoder: () => Promise.resolve(pictureEncoder),
      servedSource: () => ({ kind: 'served' }),
    },
    now: () => 0,
  } as unknown as Services
  const context = createContext(store, services)
  const project = {
    record: { id: 'p' },
    models: [{ id: 'm', projectId: 'p', about }],
    roles: { id: { role: 'id' } },
  }
  store.setState({
    project: project as unknown as OpenProject,
    models: [{ id: 'e', origin: 'served', manifest: encoderManifest, failure: null }] as never,
  })
  const actions = createUseActions({
    store,
    context: () => context,
    async run(where, work) {
      await guard(context, where, work)
    },
    start: () => Promise.resolve(),
  })
  return { store, actions, ended: () => ended, opened: () => opened }
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

test('a case that is being predicted is not asked for again', async () => {
  let answer: (predictions: CasePrediction[]) => void = () => undefined
  let calls = 0
  const { store, actions } = withModel(() => {
    calls++
    return new Promise((resolve) => (answer = resolve))
  })
  const first = actions.predictCase('m', form('61'))
  await vi.waitFor(() => expect(calls).toBe(1))
  expect(store.getState().predicting).not.toBeNull()
  await actions.predictCase('m', form('61'))
  expect(calls).toBe(1)
  answer([prediction])
  await first
  expect(store.getState()).toMatchObject({ predicting: null, failure: null, single: { prediction } })
})

test('a case can be cancelled: its worker is ended, nothing is shown, and the next one gets a new worker', async () => {
  let calls = 0
  const { store, actions, ended } = withModel((given) =>
    ++calls === 1 ? new Promise(() => undefined) : predictAll(given),
  )
  const first = actions.predictCase('m', form('61'))
  await vi.waitFor(() => expect(calls).toBe(1))
  store.getState().predicting!.cancel()
  await first
  expect(ended()).toBeGreaterThan(0)
  expect(store.getState()).toMatchObject({ predicting: null, failure: null, single: null })
  await actions.predictCase('m', form('62'))
  expect(store.getState().single?.prediction).toBe(prediction)
})

const inFolder = (content: string, name: string) =>
  Object.assign(new File([content], name), { webkitRelativePath: '' })
const file = (...lines: string[]) => inFolder(lines.join('\n'), 'new.csv')

test('a model of a table with decimal commas reads the same in form and file, and refuses what could be two numbers (R13)', async () => {
  const calls: ModalityData[][] = []
  const { store, actions } = withModel(
    (asked) => {
      calls.push([...asked])
      return predictAll(asked)
    },
    { modalities, decimal: ',' },
  )
  const numbers = (): number[] => {
    const values = calls.at(-1)![0]!
    return 'columns' in values ? [...(values.columns[0]!.values as Float64Array)] : []
  }
  await actions.predictCase('m', form('61,5'))
  expect(numbers()).toEqual([61.5])
  await actions.predictCase('m', form('1.234'))
  expect(store.getState().single).toMatchObject({
    prediction: null,
    problems: [{ code: 'other-mark', column: 'age' }],
  })
  await actions.predictFiles('m', [file('id;age', 'a;61,5', 'b;1.234', 'c;62')])
  expect(numbers()).toEqual([61.5, 62])
  expect(store.getState().batch!.cases[1]!.problems).toEqual([{ code: 'other-mark', column: 'age' }])
})

test('a picture counts once, however often and by whatever names a case has it', async () => {
  const calls: ModalityData[][] = []
  const { store, actions } = withModel(
    (asked) => {
      calls.push([...asked])
      return Promise.resolve([prediction, prediction])
    },
    { modalities: [image] },
  )
  const pictures = [inFolder('1', 'a.png'), inFolder('1', 'copy.png'), inFolder('4', 'b.png')]
  await actions.predictFiles('m', [
    file('id,image', '1,a.png;b.png', '2,a.png;b.png;a.png;copy.png'),
    ...pictures,
  ])
  expect(store.getState().failure).toBeNull()
  const values = calls.at(-1)![0]!
  expect('X' in values && [...values.X.data]).toEqual([2.5, 2.5])
})

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

test('a file is refused while a case is predicted: a cancel of the case does not end it', async () => {
  let answer: (predictions: CasePrediction[]) => void = () => undefined
  let calls = 0
  const { store, actions } = withModel(() => {
    calls++
    return new Promise((resolve) => (answer = resolve))
  })
  const first = actions.predictCase('m', form('61'))
  await vi.waitFor(() => expect(calls).toBe(1))
  await actions.predictFiles('m', [file('age,other', '61,1')])
  expect(store.getState()).toMatchObject({ failure: { code: 'job-running' }, batch: null })
  answer([prediction])
  await first
  expect(calls).toBe(1)
  expect(store.getState().single?.prediction).toBe(prediction)
})

test('a second file, or a case, is refused while a file is predicted, which goes on', async () => {
  let answer: (predictions: CasePrediction[]) => void = () => undefined
  let calls = 0
  const { store, actions } = withModel((given) => {
    if (++calls === 1) return predictAll(given)
    return new Promise((resolve) => (answer = resolve))
  })
  await actions.predictFiles('m', [file('age,other', '61,1')])
  const { batch } = store.getState()
  const second = actions.predictFiles('m', [file('age,other', '62,1')])
  await vi.waitFor(() => expect(calls).toBe(2))
  store.setState({ batch })
  for (const more of [
    () => actions.predictFiles('m', [file('age,other', '63,1')]),
    () => actions.predictCase('m', form('64')),
  ]) {
    await more()
    expect(store.getState()).toMatchObject({ failure: { code: 'job-running' }, batch, predicting: null })
  }
  expect(calls).toBe(2)
  answer([prediction])
  await second
  expect(store.getState().batch?.stoppedBy).toBeNull()
})

const leave = (store: ReturnType<typeof withModel>['store']): void =>
  store.setState({ project: { record: { id: 'other' }, models: [] } as unknown as OpenProject })

test('nothing of a project that was left stays in a worker, though it opens only then', async () => {
  for (const predict of [
    ({ actions }: ReturnType<typeof withModel>) => actions.predictCase('m', form('61')),
    ({ actions }: ReturnType<typeof withModel>) => actions.predictFiles('m', [file('age,other', '61,1')]),
  ]) {
    let open: () => void = () => undefined
    const opening = new Promise<void>((resolve) => (open = resolve))
    const used = withModel(predictAll, undefined, () => opening)
    const predicted = predict(used)
    await vi.waitFor(() => expect(used.opened()).toBe(1))
    leave(used.store)
    open()
    await predicted
    expect(used.ended()).toBeGreaterThan(0)
    expect(used.store.getState()).toMatchObject({ failure: null, single: null, batch: null, job: null })
  }
})

test('no worker is opened for a file of a project that was left while it was read', async () => {
  const { store, actions, opened } = withModel()
  const predicted = actions.predictFiles('m', [file('age,other', '61,1')])
  leave(store)
  await predicted
  expect(opened()).toBe(0)
  expect(store.getState()).toMatchObject({ failure: null, batch: null })
})
