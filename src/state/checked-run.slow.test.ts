import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { evaluateUnit } from '../core/evaluation/evaluate-unit.ts'
import { unitKey } from '../core/evaluation/plan.ts'
import { summarise } from '../core/evaluation/summarise.ts'
import type { Results } from '../core/evaluation/types.ts'
import { Failure } from '../core/failure.ts'
import { createRng } from '../core/math/rng.ts'
import { looksAtLocked } from '../core/report/locked-test.ts'
import { defaultSettings } from '../core/study/default-settings.ts'
import type { StudySettings } from '../core/study/study.ts'
import { tableOf } from '../core/tables/testing.ts'
import type { StartedBackend } from '../engine/backend.ts'
import type { BackendPreference } from '../engine/protocol.ts'
import { freshProfile, newProject } from '../storage/test-helpers.ts'
import type { Storage } from '../storage/storage.ts'
import { backendKey } from './run-environment.ts'
import type { Engine } from './services.ts'
import { startActions } from './testing.ts'

/** 90 patients, two of them at two sites, with four numbers each; the first tells the class a little. */
const rng = createRng(1, 'checked run')
const rows = Array.from({ length: 92 }, (_, i) => {
  const patient = i % 90
  const ill = patient % 2
  const ward = i < 90 ? ['A', 'B', 'C'][Math.floor(i / 30)]! : 'C'
  const part = patient % 5 === 4 ? 'test' : 'train'
  const numbers = [ill + rng.normal(), rng.normal(), rng.normal(), rng.normal()].map((value) =>
    value.toFixed(3),
  )
  return [`p${patient}`, ward, part, ...numbers, ill === 1 ? 'yes' : 'no']
})
const settings: StudySettings = {
  ...defaultSettings(),
  projections: ['none', 'pca'],
  classifiers: ['lr', 'cart'],
  label_shuffle: true,
  validation: { folds: 5, repeats: 1, seed: 42, leave_out: 'ward', test: { column: 'part', value: 'test' } },
  primary: { metric: 'auroc', classifier: 'lr', compare: ['pca', 'none'] },
}
/** Of few pieces. */
const quick = { ...settings, label_shuffle: false, classifiers: ['lr'] }
const roles = {
  patient: { role: 'patient' },
  ward: { role: 'site' },
  part: { role: 'ignore' },
  a: { role: 'number' },
  b: { role: 'number' },
  c: { role: 'number' },
  d: { role: 'number' },
  ill: { role: 'label' },
} as const
const table = tableOf(['patient', 'ward', 'part', 'a', 'b', 'c', 'd', 'ill'], rows)
/** Of the quick ones: 3 sites and the locked cases, twice. */
const few = 8
/** 3 sites; 2 locked; 5 deals of 2 projections on 3 sites. */
const all = 3 * 2 + 2 + 5 * 2 * 3

let storage: Storage
let evaluated: string[]

beforeEach(async () => {
  storage = await freshProfile().open()
  evaluated = []
})
afterEach(() => storage.close())

const wasm = { backend: 'wasm', adapter: '', threads: 1, trainer: 'simd' } as const
const webgpu = { backend: 'webgpu', adapter: 'an adapter', threads: 1, trainer: 'webgpu' } as const

/** Evaluators in this thread; each fails after so many pieces of work, or after none by itself. */
function engine(
  lives: readonly number[] = [],
  failure: Failure = new Failure('worker-failed', { worker: 'study', detail: 'lost' }),
): Partial<Engine> {
  const waiting = [...lives]
  return {
    openEvaluator: (preference, data) => {
      let left = waiting.shift() ?? Infinity
      return Promise.resolve({
        environment: preference === 'wasm' ? wasm : webgpu,
        evaluate: (unit, { settings: numbers, ...options }) => {
          if (left-- <= 0) throw failure
          evaluated.push(unitKey(unit))
          return evaluateUnit(unit, data, numbers, { ...options, now: () => 0 })
        },
        summarise: (results, study, ids) => Promise.resolve(summarise(results, data, study, ids)),
        fitFinalModel: () => Promise.reject(new Error('not asked for')),
        terminate: () => undefined,
      })
    },
  }
}

const newRun = async (): Promise<string> =>
  (await storage.projects.create({ ...newProject, roles, study: settings }, table)).id

/** What a run says, apart from how long it took. */
const withoutTimes = ({ timings: _timings, ...results }: Results): object => results

test('[P4] a run that lost its worker goes on with what it has, of every kind of unit', async () => {
  const lost = await newRun()
  const first = await startActions({ screen: 'adapt', projectId: lost }, engine([20]))
  await first.actions.run()
  const project = first.store.getState().project!
  expect(project.runs[0]).toMatchObject({ status: 'failed', failure: { code: 'worker-failed' } })
  expect(project.finishedUnits).toBe(20)
  const before = evaluated
  evaluated = []

  const second = await startActions({ screen: 'results', projectId: lost }, engine())
  await second.actions.resumeRun(project.runs[0]!.id)
  expect(evaluated).toHaveLength(all - 20)
  expect(new Set([...before, ...evaluated]).size).toBe(all)
  const resumed = second.store.getState().project!.results!

  const whole = await newRun()
  const third = await startActions({ screen: 'adapt', projectId: whole }, engine())
  await third.actions.run()
  expect(withoutTimes(third.store.getState().project!.results!)).toEqual(withoutTimes(resumed))
}, 60_000)

test('R1, R3, R13: sites, locked cases and shuffled labels from the table to the results', async () => {
  const id = await newRun()
  const { store, actions } = await startActions({ screen: 'adapt', projectId: id }, engine())
  const { division } = store.getState().project!
  expect(division).toMatchObject({ folds: 3, failure: null, locked: { patients: 18 } })
  await actions.run()
  const { cells, cross_validation, locked_test, label_shuffle, data } = store.getState().project!.results!
  expect(new Set(cells.map((cell) => cell.fold_name))).toEqual(new Set(['A', 'B', 'C']))
  // p0 and p1 were at A and at C: their cases at C are set aside when A is tested, and the other way round
  for (const cell of cells) expect(cell.n_set_aside).toBe({ A: 2, B: 0, C: 2 }[cell.fold_name!])
  expect(cross_validation!.cases + locked_test!.cases).toBe(92)
  expect(locked_test!.cells).toHaveLength(2 * 2)
  expect(locked_test!.comparison).toMatchObject({
    method: 'patient-bootstrap',
    not_delong: 'too-few-cases',
    compare: ['pca', 'none'],
  })
  expect(label_shuffle!.verdict).toBe('at chance')
  expect(data.notices).toContainEqual({
    code: 'patients-at-several-sites',
    severity: 'info',
    params: { column: 'ward', patients: 2, setAside: 2 },
  })
  // of 45 patients of each class 9 are locked away: too few for four numbers, which 45 would not be
  expect(data.notices).toContainEqual(
    expect.objectContaining({
      code: 'few-events-per-dimension',
      params: expect.objectContaining({ patients: 36 }) as object,
    }),
  )
}, 60_000)

test('R3: finished runs that predicted the same locked cases are counted, whatever else they changed', async () => {
  const id = await newRun()
  const { store, actions } = await startActions({ screen: 'adapt', projectId: id }, engine())
  const { validation } = settings
  for (const changed of [
    quick,
    // other folds, the same cases
    { ...quick, validation: { ...validation, seed: 43 } },
    // others of them
    { ...quick, validation: { folds: 2, repeats: 1, seed: 42, test: { column: 'part', value: 'train' } } },
    { ...quick, validation: { folds: 2, repeats: 1, seed: 42 } },
  ]) {
    await actions.changeSettings(changed)
    await actions.run()
  }
  const runs = store.getState().project!.runs.toSorted((a, b) => a.name.localeCompare(b.name))
  expect(runs.map(({ name, status }) => `${name} ${status}`)).toEqual([
    'Run 1 done',
    'Run 2 done',
    'Run 3 done',
    'Run 4 done',
  ])
  expect(runs.map((run) => looksAtLocked(run, runs))).toEqual([2, 2, 1, 0])
}, 60_000)

describe('the graphics processor is lost during a comparison', () => {
  const lost = new Failure('training-device-lost', {})

  /** A comparison of few pieces on a graphics processor that fails as told. */
  async function compared(lives: readonly number[], failure: Failure) {
    const projectId = await newRun()
    const { store, actions } = await startActions({ screen: 'adapt', projectId }, engine(lives, failure))
    store.setState({ preference: 'auto' })
    await actions.changeSettings(quick)
    await actions.run()
    const { runs, results } = store.getState().project!
    const troubles = results!.data.notices!.filter(({ code }) => code.startsWith('training-'))
    return { run: runs[0]!, results: results!, troubles }
  }
  test('[P11] it goes on with the pieces that it has, on the same one, and tells that once', async () => {
    const { run, results, troubles } = await compared([3, 2], lost)
    expect(evaluated).toHaveLength(few)
    expect(new Set(evaluated).size).toBe(few)
    expect(run).toMatchObject({ status: 'done', computedWith: { backend: 'webgpu webgpu an adapter' } })
    expect(results.environment.backend).toBe('webgpu')
    expect(troubles).toEqual([{ code: 'training-device-lost', severity: 'info', params: { times: 2 } }])
  })

  test('[P11] R12: after three losses all of it is computed on WebAssembly, and that is told once', async () => {
    const { run, results, troubles } = await compared([3, 2, 1], lost)
    expect(evaluated).toHaveLength(3 + 2 + 1 + few)
    expect(new Set(evaluated.slice(6)).size).toBe(few)
    expect(run).toMatchObject({ status: 'done', computedWith: { backend: 'wasm simd' } })
    expect(results.environment).toMatchObject({ backend: 'wasm', trainer: 'simd' })
    expect(troubles).toEqual([
      { code: 'training-moved', severity: 'warning', params: { reason: 'lost', to: 'wasm' } },
    ])
  })

  test('R12: where its memory does not suffice, all of it is computed on WebAssembly at once', async () => {
    const { run, troubles } = await compared(
      [3],
      new Failure('training-out-of-memory', { backend: 'webgpu' }),
    )
    expect(evaluated).toHaveLength(3 + few)
    expect(run.computedWith.backend).toBe('wasm simd')
    expect(troubles).toEqual([
      { code: 'training-moved', severity: 'warning', params: { reason: 'out-of-memory', to: 'wasm' } },
    ])
  })

  /** A comparison whose workers find these, each in its turn. */
  async function comparedOn(
    offered: readonly (StartedBackend | Failure)[],
    lives: readonly number[],
    wait: (ms: number, cancel: () => void) => Promise<void>,
  ) {
    const asked: string[] = []
    const { openEvaluator } = engine(lives, lost)
    const open: Engine['openEvaluator'] = async (preference, data) => {
      const environment = offered[asked.push(preference) - 1]!
      if (environment instanceof Failure) throw environment
      return { ...(await openEvaluator!(preference, data)), environment }
    }
    const projectId = await newRun()
    const { store, actions } = await startActions(
      { screen: 'adapt', projectId },
      { openEvaluator: open },
      { wait: (ms) => wait(ms, () => store.getState().job!.cancel()) },
    )
    store.setState({ preference: 'auto' })
    await actions.changeSettings(quick)
    await actions.run()
    return { asked, run: store.getState().project!.runs[0]! }
  }
  const noneNow = new Failure('no-webgpu', {})

  test('[P11] while it starts anew there is none for a moment, or another: it is waited for', async () => {
    const waits: number[] = []
    const another = { ...webgpu, adapter: 'another (software)' }
    const { asked, run } = await comparedOn(
      [webgpu, noneNow, webgpu, another, webgpu],
      [3, 2, 0],
      async (ms) => void waits.push(ms),
    )
    expect(asked).toEqual(['auto', 'webgpu', 'webgpu', 'webgpu', 'webgpu'])
    expect(waits).toEqual([1000, 1000])
    expect(evaluated).toHaveLength(few)
    expect(run).toMatchObject({ status: 'done', computedWith: { backend: 'webgpu webgpu an adapter' } })
  })

  test('[P4] a comparison that waits for it can be cancelled', async () => {
    const { run } = await comparedOn([webgpu, noneNow], [3], (_, cancel) => {
      cancel()
      return new Promise(() => undefined)
    })
    expect(run).toMatchObject({ status: 'cancelled', computedWith: { backend: 'webgpu webgpu an adapter' } })
  })

  test('what the strip counts and expects begins anew with the comparison', async () => {
    const projectId = await newRun()
    const { openEvaluator } = engine([3], new Failure('training-out-of-memory', { backend: 'webgpu' }))
    const shown: unknown[] = []
    const looking: Engine['openEvaluator'] = async (...args) => {
      const evaluator = await openEvaluator!(...args)
      const evaluate: typeof evaluator.evaluate = (...call) => {
        const { done, secondsLeft } = store.getState().job!
        shown.push([evaluator.environment.backend, done, secondsLeft])
        return evaluator.evaluate(...call)
      }
      return { ...evaluator, evaluate }
    }
    const { store, actions } = await startActions({ screen: 'adapt', projectId }, { openEvaluator: looking })
    store.setState({ preference: 'auto' })
    await actions.changeSettings(quick)
    await actions.run()
    expect(shown.slice(3, 6)).toEqual([
      ['webgpu', 3, 0],
      ['wasm', 0, null],
      ['wasm', 1, 0],
    ])
  })

  test('[P4] a run that went on without it is continued without it', async () => {
    const projectId = await newRun()
    const cancelled = new Failure('cancelled', {})
    const failures = [lost, lost, lost, cancelled]
    const { openEvaluator } = engine([1, 1, 1, 2])
    const failing: Engine['openEvaluator'] = async (...args) => {
      const evaluator = await openEvaluator!(...args)
      const failure = failures.shift()
      return {
        ...evaluator,
        evaluate: async (...call) => {
          try {
            return await evaluator.evaluate(...call)
          } catch (thrown) {
            throw failure ?? thrown
          }
        },
      }
    }
    const { store, actions } = await startActions({ screen: 'adapt', projectId }, { openEvaluator: failing })
    store.setState({ preference: 'auto' })
    await actions.changeSettings(quick)
    await actions.run()
    const { runs, finishedUnits } = store.getState().project!
    expect([runs[0]!.status, finishedUnits]).toEqual(['cancelled', 2])
    await actions.resumeRun(runs[0]!.id)
    expect(store.getState().project!.runs[0]).toMatchObject({
      status: 'done',
      computedWith: { backend: 'wasm simd' },
    })
    expect(evaluated).toHaveLength(3 + few)
  })
})

describe('R12: the workers of a comparison are of one backend', () => {
  /** A comparison on three cores, with workers of these backends, each in its turn for what is asked; and the backends of its units. */
  async function compared(backends: (wanted: string, turn: number) => StartedBackend) {
    const projectId = await newRun()
    const { openEvaluator } = engine()
    const units: string[] = []
    const wanted: string[] = []
    const open: Engine['openEvaluator'] = async (preference, data) => {
      const evaluator = await openEvaluator!(preference, data)
      const environment = backends(preference, wanted.push(preference))
      const evaluate: typeof evaluator.evaluate = (...call) => {
        units.push(backendKey(environment))
        return evaluator.evaluate(...call)
      }
      return { ...evaluator, environment, evaluate }
    }
    const route = { screen: 'adapt', projectId } as const
    const { store, actions } = await startActions(route, { openEvaluator: open }, { cores: 3 })
    store.setState({ preference: 'auto' })
    await actions.changeSettings(quick)
    await actions.run()
    return { units, wanted, project: store.getState().project! }
  }

  test('where the first found no graphics processor, the others ask for none', async () => {
    const found = (wanted: string, turn: number) => (wanted === 'wasm' || turn === 1 ? wasm : webgpu)
    const { units, wanted, project } = await compared(found)
    expect(wanted).toEqual(['auto', 'wasm', 'wasm'])
    expect(units).toEqual(Array.from({ length: few }, () => 'wasm simd'))
    expect(project.results!.environment).toMatchObject({ backend: 'wasm', threads: 3 })
  })

  test('one of another kind is refused before it computes anything', async () => {
    const { units, project } = await compared((_, turn) => (turn < 3 ? wasm : { ...wasm, trainer: 'fused' }))
    expect(units).toEqual([])
    expect(project.runs[0]).toMatchObject({
      status: 'failed',
      failure: { code: 'internal', params: { where: 'comparison', detail: 'wasm fused beside wasm simd' } },
    })
  })
})

describe('R12: what goes on from a run asks for its backend, whatever this visit prefers', () => {
  /** A run on a backend that was cancelled after three pieces. */
  async function cancelledOn(preference: BackendPreference) {
    const projectId = await newRun()
    const app = await startActions({ screen: 'adapt', projectId }, engine([3], new Failure('cancelled', {})))
    app.store.setState({ preference })
    await app.actions.changeSettings(quick)
    await app.actions.run()
    return { projectId, id: app.store.getState().project!.runs[0]!.id }
  }

  /** The project as it is opened again, and what is asked of the workers there. */
  async function visited(projectId: string, preference: BackendPreference, workers = engine()) {
    const asked: BackendPreference[] = []
    const openEvaluator: Engine['openEvaluator'] = (wanted, data) => {
      asked.push(wanted)
      return workers.openEvaluator!(wanted, data)
    }
    const app = await startActions({ screen: 'results', projectId }, { openEvaluator })
    app.store.setState({ preference })
    return { ...app, asked }
  }

  test('[P4] continuing it', async () => {
    const { projectId, id } = await cancelledOn('auto')
    const { store, actions, asked } = await visited(projectId, 'wasm')
    await actions.resumeRun(id)
    expect(asked).toEqual(['webgpu'])
    expect(store.getState().project!.runs[0]).toMatchObject({
      status: 'done',
      computedWith: { backend: 'webgpu webgpu an adapter' },
    })
    expect(evaluated).toHaveLength(few)
  })

  test('[P4] continuing it where there is no graphics processor says so, and keeps what it finished', async () => {
    const { projectId, id } = await cancelledOn('auto')
    const none: Partial<Engine> = {
      openEvaluator: (wanted, data) =>
        wanted === 'webgpu'
          ? Promise.reject(new Failure('no-webgpu', {}))
          : engine().openEvaluator!('wasm', data),
    }
    const { store, actions } = await visited(projectId, 'auto', none)
    await actions.resumeRun(id)
    const { failure, project } = store.getState()
    expect(failure?.code).toBe('no-webgpu')
    expect([project!.runs[0]!.status, project!.finishedUnits]).toEqual(['cancelled', 3])
  })

  test('fitting the final model', async () => {
    const { projectId, id } = await cancelledOn('wasm')
    const { store, actions, asked } = await visited(projectId, 'auto')
    await actions.fitModel(id, {
      projection: 'pca',
      fusion: 'single',
      classifier: 'lr',
      recalibration: 'none',
    })
    expect(asked).toEqual(['wasm'])
    // the workers of these tests compute no model
    expect(store.getState().failure).toMatchObject({ params: { detail: 'Error: not asked for' } })
  })
})
