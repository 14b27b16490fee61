import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Failure } from '../core/failure.ts'
import { createRng } from '../core/math/rng.ts'
import { lockedTest, type HeldOutPlace } from '../core/explore/held-out-places.ts'
import { outOfFold, rankSuspects } from '../core/explore/suspects.ts'
import { kernelTrainer } from '../core/projection/kernels/trainer.ts'
import { defaultSettings } from '../core/study/default-settings.ts'
import type { StudySettings } from '../core/study/study.ts'
import { tableOf } from '../core/tables/testing.ts'
import { createStudyEngine } from '../engine/study-engine.ts'
import { freshProfile, newProject } from '../storage/test-helpers.ts'
import type { Storage } from '../storage/storage.ts'
import type { OpenProject } from './app-state.ts'
import type { Engine } from './services.ts'
import { startActions } from './testing.ts'

/** 40 patients with two cases each, and two numbers of which the first tells the class. */
const rng = createRng(1, 'exploring')
const rows = Array.from({ length: 80 }, (_, i) => {
  const ill = (i >> 1) % 2
  const numbers = [2 * ill + rng.normal(), rng.normal()].map((value) => value.toFixed(3))
  return [`c${i}`, `p${i >> 1}`, ...numbers, ill === 1 ? 'yes' : 'no']
})
const roles = {
  case: { role: 'id' },
  patient: { role: 'patient' },
  a: { role: 'number' },
  b: { role: 'number' },
  ill: { role: 'label' },
} as const
const study: StudySettings = {
  ...defaultSettings(),
  projections: ['none', 'pca'],
  classifiers: ['lr'],
  validation: { folds: 2, repeats: 1, seed: 42 },
  primary: { metric: 'auroc', classifier: 'lr', compare: ['pca', 'none'] },
}

/** Workers in this thread. */
function started() {
  return {
    ...createStudyEngine(async () => ({ environment, trainer: kernelTrainer('simd') })),
    terminate: () => undefined,
    environment,
  }
}
const environment = { backend: 'wasm', adapter: '', threads: 1, trainer: 'simd' } as const
const engine: Partial<Engine> = {
  async openEvaluator(preference, data) {
    const worker = started()
    await worker.init(preference, data)
    return worker
  },
  async openExplorer(preference, data) {
    const worker = started()
    await worker.init(preference, data)
    return worker
  },
}

let storage: Storage
let id: string
beforeEach(async () => {
  storage = await freshProfile().open()
  const table = tableOf(['case', 'patient', 'a', 'b', 'ill'], rows)
  id = (await storage.projects.create({ ...newProject, roles, study }, table)).id
})
afterEach(() => storage.close())

async function opened() {
  const { store, actions } = await startActions({ screen: 'explore', projectId: id }, engine)
  const project = (): OpenProject => store.getState().project!
  const label = (caseId: string): string => {
    const { caseIds, classes, y } = project().dataset!
    return classes[y[caseIds.indexOf(caseId)]!]!
  }
  return { store, actions, project, label }
}

const place = (fold: number): HeldOutPlace => ({ kind: 'fold', repeat: 0, fold })
const first = { projection: 'pca', fusion: 'single', place: place(0) } as const

test('a label changed by hand makes runs stale, is undone and done again, and the trail keeps all of it', async () => {
  const { actions, project, label } = await opened()
  await actions.run()
  const [run] = project().runs
  expect(run!.dataFingerprint).toBe(project().fingerprint)

  await actions.relabel(['c0', 'c3'], 'yes')
  expect([label('c0'), label('c3'), label('c1')]).toEqual(['yes', 'yes', 'no'])
  expect(run!.dataFingerprint).not.toBe(project().fingerprint)
  await actions.undo()
  expect([label('c0'), run!.dataFingerprint]).toEqual(['no', project().fingerprint])
  await actions.redo()
  // c3 was "yes" in the file already
  const seen = project().record.trail!.map((entry) => [entry.case, entry.before, entry.after])
  expect(seen).toEqual([['c0', 'no', 'yes'], ['c0', 'yes', 'no'], ['c0', 'no', 'yes']]) // prettier-ignore
  expect((await storage.projects.get(id)).trail).toEqual(project().record.trail)

  // kept, and found again
  const again = await opened()
  expect(again.label('c0')).toBe('yes')
  expect(again.project().findings.map(({ notice }) => notice.code)).toContain('labels-changed')
})

test('a new order of the classes keeps the labels that were changed', async () => {
  const { actions, label } = await opened()
  await actions.relabel(['c0'], 'yes')
  await actions.recode((recoding) => ({ ...recoding, positive: 'yes' }))
  expect(label('c0')).toBe('yes')
})

test('tags are kept, undone, and taken off again', async () => {
  const { actions, project } = await opened()
  await actions.tag(['c1', 'c2'], 'odd')
  await actions.tag(['c2', 'c5'], 'odd')
  await actions.untag(['c1'], 'odd')
  expect((await storage.projects.get(id)).tags).toEqual({ odd: ['c2', 'c5'] })
  await actions.undo()
  expect(project().record.tags).toEqual({ odd: ['c1', 'c2', 'c5'] })
  await actions.untag(['c1', 'c2', 'c5'], 'odd')
  expect((await storage.projects.get(id)).tags).toEqual({})
})

test('a tag is kept and taken off whatever its word is', async () => {
  const { store, actions } = await opened()
  for (const name of ['constructor', '__proto__']) await actions.tag(['c1'], name)
  expect(store.getState().failure).toBeNull()
  const kept = async (): Promise<string[]> => Object.keys((await storage.projects.get(id)).tags ?? {})
  expect(await kept()).toEqual(['constructor', '__proto__'])
  await actions.untag(['c1'], '__proto__')
  expect(await kept()).toEqual(['constructor'])
})

test('[R13] a tag or a label that could not be stored is not said to be', async () => {
  const { store, actions, project, label } = await opened()
  expect(await actions.tag(['c1'], 'odd')).toBe(true)
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  expect(await actions.tag(['c2'], 'odd')).toBe(false)
  expect(await actions.relabel(['c0'], 'yes')).toBe(false)
  expect(store.getState().failure?.code).toBe('storage-full')
  full.mockRestore()
  expect([project().record.tags, label('c0')]).toEqual([{ odd: ['c1'] }, 'no'])
})

test('[R10] the held-out cases of a fold are shown, before and after, of the data that the run saw', async () => {
  const { store, actions, project } = await opened()
  await actions.run()
  const run = project().runs[0]!
  const held = project()
    .results!.predictions.filter((one) => one.fold === 0 && one.projection === 'pca')
    .map((one) => one.case)
  // even where a label was changed since
  await actions.relabel([held[0]!], 'yes')
  await actions.relabel([held[1]!], 'no')
  const exploring = actions.exploreFold(run.id, first)
  // known at once, before there is a job
  expect(store.getState()).toMatchObject({ job: null, exploring: { runId: run.id, choice: first } })
  await exploring
  expect(store.getState()).toMatchObject({ failure: null, exploring: null })
  const fold = store.getState().exploration!.folds[0]!
  expect(Array.from(fold.cases, (i) => fold.dataset.caseIds[i])).toEqual(held)
  expect(fold.isExact).toBe(true)
  expect(fold.vectors.before.rows).toBe(held.length)
  expect(fold.layouts.pca!.after.cols).toBe(2)
  expect(fold.layouts.umap).toBeUndefined()

  await actions.layOutFold(fold, 'umap')
  expect(store.getState().exploration!.folds[0]!.layouts.umap!.before.rows).toBe(held.length)
  expect(store.getState().job).toBeNull()
})

test('[R10] every case can be opened where it was held out; what was fitted for its fold is kept, and is not fitted twice', async () => {
  await storage.projects.update(
    { id },
    {
      study: { ...study, validation: { ...study.validation, test: { share: 0.2 } } },
    },
  )
  const { store, actions, project } = await opened()
  await actions.run()
  const { id: run } = project().runs[0]!
  for (const where of [place(0), place(1), lockedTest])
    await actions.exploreFold(run, { ...first, place: where })
  const { folds } = store.getState().exploration!
  const ids = folds.flatMap(({ cases, dataset }) => Array.from(cases, (i) => dataset.caseIds[i]!))
  expect(ids).toHaveLength(rows.length)
  expect([...ids].sort()).toEqual(rows.map(([name]) => name!).sort())
  // no patient is on two sides, whose cases are each other's neighbours in one space at most (R1)
  const patients = folds.map(({ groups }) => new Set(groups))
  expect(patients.reduce((sum, { size }) => sum + size, 0)).toBe(rows.length / 2)

  await actions.exploreFold(run, first)
  expect(store.getState().exploration!.folds).toBe(folds)
  // another projection's spaces are others
  await actions.layOutFold(folds[0]!, 'umap')
  expect(store.getState().exploration!.folds).toHaveLength(3)
  expect(store.getState().failure).toBeNull()
})

test('a case that is opened elsewhere is shown under Explore, and closed by leaving it', async () => {
  const { store, actions } = await opened()
  const one = { id: 'c1', list: ['c1', 'c2'], from: null }
  await actions.routeChanged({ screen: 'results', projectId: id })
  actions.openCase(one)
  await actions.routeChanged({ screen: 'explore', projectId: id })
  expect(store.getState().openedCase).toEqual(one)
  await actions.routeChanged({ screen: 'data', projectId: id })
  expect(store.getState().openedCase).toBeNull()
})

test('a class that relabelling emptied stays a class: the run before is as it was, the next one predicts without it', async () => {
  const three = rows.map((row, i) => [...row.slice(0, 4), i < 8 ? 'rare' : row[4]!])
  const table = tableOf(['case', 'patient', 'a', 'b', 'ill'], three)
  id = (await storage.projects.create({ ...newProject, roles, study }, table)).id
  const { store, actions, project, label } = await opened()
  await actions.run()
  const before = project().results!
  const [run] = project().runs
  await actions.relabel(
    three.slice(0, 8).map(([name]) => name!),
    'no',
  )
  expect(project().dataset!.classes).toEqual(['no', 'rare', 'yes'])
  // shown with the labels that it saw
  await actions.exploreFold(run!.id, first)
  const { dataset } = store.getState().exploration!.folds[0]!
  expect(dataset.classes[dataset.y[0]!]).toBe('rare')
  expect(label('c0')).toBe('no')
  expect(before.predictions.some(({ proba }) => proba['rare']! > 0)).toBe(true)
  // and back again: the class is still there to be chosen
  await actions.relabel(['c0'], 'rare')
  expect([label('c0'), label('c1')]).toEqual(['rare', 'no'])
  await actions.relabel(['c0'], 'no')

  await actions.run()
  expect(store.getState().failure).toBeNull()
  const { predictions } = project().results!
  const suspects = rankSuspects(
    outOfFold(predictions, { projection: 'pca', fusion: 'single', classifier: 'lr' }, project().dataset!),
    project().dataset!.y,
    3,
    null,
  )
  expect(suspects).toHaveLength(rows.length)
  expect(suspects.filter(({ suggested }) => suggested === 1)).toEqual([])
  expect(suspects.filter(({ margin }) => Number.isNaN(margin))).toEqual([])
})

test('a run whose data cannot be made again is not explored', async () => {
  const { store, actions, project } = await opened()
  await actions.run()
  const run = project().runs[0]!
  await actions.chooseColumn('patient', null)
  await actions.setOnePatientPerRow(true)
  // the run's own roles name the patients: its data are the same
  await actions.exploreFold(run.id, first)
  expect(store.getState().failure).toBeNull()
  const other = { ...project(), table: tableOf(['case', 'patient', 'a', 'b', 'ill'], rows.slice(1)) }
  store.setState({ project: { ...other, fingerprint: 'other' } })
  // a fold that was not fitted before
  await actions.exploreFold(run.id, { ...first, place: place(1) })
  expect(store.getState().failure?.code).toBe('run-data-gone')
})

test('near copies are looked for on demand', async () => {
  const { store, actions, project } = await opened()
  await actions.run()
  await actions.findAlike(project().runs[0]!.id)
  // numbers have no vectors of their own
  expect(store.getState().exploration!.alike!.found).toEqual([])
})

test('a cancelled map leaves what was shown, and is no failure', async () => {
  const { actions, project } = await opened()
  await actions.run()
  const worker = started()
  let ended = false
  const waiting: Partial<Engine> = {
    openExplorer: () =>
      Promise.resolve({
        ...worker,
        heldOut: () => {
          store.getState().job!.cancel()
          return Promise.reject(new Failure('cancelled', {}))
        },
        terminate: () => void (ended = true),
      }),
  }
  const { store, actions: others } = await startActions({ screen: 'explore', projectId: id }, waiting)
  await others.exploreFold(project().runs[0]!.id, first)
  const { exploration, exploring, failure, job } = store.getState()
  expect({ exploration, exploring, failure, job, ended }).toEqual({
    exploration: null,
    exploring: null,
    failure: null,
    job: null,
    ended: true,
  })
})
