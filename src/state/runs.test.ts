import { afterEach, expect, test } from 'vitest'
import { defaultSettings } from '../core/study/default-settings.ts'
import { tableOf } from '../core/tables/testing.ts'
import type { Storage } from '../storage/storage.ts'
import { freshProfile, newProject } from '../storage/test-helpers.ts'
import { someStudy } from '../storage/test-runs.ts'
import { startActions } from './testing.ts'

let storage: Storage
afterEach(() => storage.close())

const rows = Array.from({ length: 12 }, (_, i) => [
  `p${i}`,
  `case ${i} went home again`,
  i % 2 ? 'flu' : 'cold',
])

async function opened() {
  storage = await freshProfile().open()
  const { id } = await storage.projects.create(newProject, tableOf(['patient', 'history', 'finding'], rows))
  const { id: runId } = await storage.runs.create({
    projectId: id,
    name: 'Run 1',
    study: someStudy,
    dataFingerprint: 'data',
    computedWith: { encoder: '', backend: 'wasm', app: 'test' },
  })
  return { id, runId, ...(await startActions({ screen: 'results', projectId: id })) }
}

const studyFile = (content: object): File =>
  new File([JSON.stringify({ version: 1, files: ['other.csv'], ...content })], 'study.json')

test('a new name of a run is shown and kept', async () => {
  const { id, runId, store, actions } = await opened()
  await actions.renameRun(runId, 'First look')
  expect(store.getState().project!.runs.map(({ name }) => name)).toEqual(['First look'])
  expect((await storage.runs.list(id)).map(({ name }) => name)).toEqual(['First look'])
})

test('a study file gives its settings to the open project, whose data and roles stay', async () => {
  const { id, store, actions } = await opened()
  const { roles, fingerprint } = store.getState().project!
  const columns = { history: { role: 'ignore' }, finding: { role: 'label' } }
  await actions.openSettings(studyFile({ columns, classifiers: ['cart'], validation: { seed: 7 } }))
  const { project, failure } = store.getState()
  expect(failure).toBeNull()
  expect(project!.settings).toMatchObject({ classifiers: ['cart'], validation: { folds: 5, seed: 7 } })
  expect([project!.roles, project!.fingerprint]).toEqual([roles, fingerprint])
  expect((await storage.projects.get(id)).study).toEqual(project!.settings)
})

test('a study file that says something unknown changes nothing, and is told', async () => {
  const { store, actions } = await opened()
  await actions.openSettings(studyFile({ classifiers: ['oracle'] }))
  expect(store.getState().failure?.code).toBe('study-unknown-name')
  expect(store.getState().project!.settings).toEqual(defaultSettings())
})
