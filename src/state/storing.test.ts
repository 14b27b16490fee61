import { afterEach, expect, test, vi } from 'vitest'
import { tableOf } from '../core/tables/testing.ts'
import type { Storage } from '../storage/storage.ts'
import { freshProfile, newProject } from '../storage/test-helpers.ts'
import { startActions } from './testing.ts'

const { fingerprint } = vi.hoisted(() => ({ fingerprint: vi.fn<() => Promise<string>>() }))
vi.mock('../core/dataset/fingerprint.ts', () => ({ fingerprintDataset: fingerprint }))

let storage: Storage
afterEach(() => storage.close())

const rows = Array.from({ length: 12 }, (_, i) => [
  `p${i}`,
  `case ${i} went home again`,
  String(i),
  i % 2 ? 'flu' : 'cold',
])

test('[P3] edits are on disk at once, however long the data set of the first of them takes to build', async () => {
  fingerprint.mockResolvedValue('first')
  storage = await freshProfile().open()
  const table = tableOf(['patient', 'history', 'part', 'finding'], rows)
  const { id } = await storage.projects.create(newProject, table)
  const { store, actions } = await startActions({ screen: 'data', projectId: id })

  let built: (hash: string) => void = () => undefined
  fingerprint.mockReturnValueOnce(new Promise((resolve) => (built = resolve))).mockResolvedValue('last')
  const first = actions.setRole('part', 'ignore')
  await vi.waitFor(() => expect(fingerprint).toHaveBeenCalledTimes(2))
  const later = [actions.setOnePatientPerRow(true), actions.setRole('history', 'ignore'), actions.undo()]
  await vi.waitFor(async () => {
    const { roles, onePatientPerRow, revision } = await storage.projects.get(id)
    expect([roles?.['part']?.role, roles?.['history']?.role]).toEqual(['ignore', 'text'])
    expect([onePatientPerRow, revision]).toEqual([true, 4])
  })
  expect(store.getState().project!.fingerprint).toBe('first')
  built('second')
  await Promise.all([first, ...later])
  expect(store.getState().project!.fingerprint).toBe('last')
})
