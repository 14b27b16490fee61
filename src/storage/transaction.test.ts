import { afterEach, describe, expect, test, vi } from 'vitest'
import { freshProfile, newProject, smallTable } from './test-helpers.ts'
import { someResults, someStudy, someUnit } from './test-runs.ts'

afterEach(() => vi.restoreAllMocks())

/** The method itself, to be called with another `this`. */
function methodOf<T extends object, K extends keyof T>(prototype: T, name: K): T[K] {
  return Reflect.get(prototype, name) as T[K]
}

/** As Chromium does over quota (promises: fact 1): the request succeeds, then the transaction aborts with this name. */
function abortAfterNextWrite(method: 'put' | 'add', errorName: string): void {
  const original = methodOf(IDBObjectStore.prototype, method)
  vi.spyOn(IDBObjectStore.prototype, method).mockImplementationOnce(function (this: IDBObjectStore, ...args) {
    const request = original.apply(this, args)
    const tx = this.transaction as unknown as { _abort(name: string): void }
    request.addEventListener('success', () => queueMicrotask(() => tx._abort(errorName)))
    return request
  })
}

describe('writing', () => {
  test('[P3] every write transaction asks for strict durability', async () => {
    const begin = vi.spyOn(IDBDatabase.prototype, 'transaction')
    const storage = await freshProfile().open()
    const { id } = await storage.projects.create(newProject, smallTable)
    await storage.projects.rename(id, 'x')
    const run = await storage.runs.create({
      projectId: id,
      name: '',
      study: someStudy,
      dataFingerprint: '',
      computedWith: { encoder: 'e@1', backend: 'wasm', app: '0' },
    })
    await storage.runs.saveUnit(run.id, someUnit)
    await storage.runs.finish(run.id, someResults)
    await storage.projects.delete(id)
    const writes = begin.mock.calls.filter(([, mode]) => mode === 'readwrite')
    expect(writes.length).toBeGreaterThanOrEqual(7)
    for (const [stores, , options] of writes)
      expect([stores, options]).toEqual([stores, { durability: 'strict' }])
  })

  test('[P3] a browser that would write without strict durability is refused', async () => {
    const begin = methodOf(IDBDatabase.prototype, 'transaction')
    const storage = await freshProfile().open()
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
      this: IDBDatabase,
      stores,
      mode,
    ) {
      return begin.call(this, stores, mode)
    })
    await expect(storage.projects.create(newProject, smallTable)).rejects.toMatchObject({ code: 'internal' })
  })

  test('[P5] over quota at commit: storage-full, the old state stays, a later write works', async () => {
    const storage = await freshProfile().open()
    const project = await storage.projects.create(newProject, smallTable)
    abortAfterNextWrite('put', 'QuotaExceededError')
    await expect(storage.projects.rename(project.id, 'lost')).rejects.toMatchObject({ code: 'storage-full' })
    expect(await storage.projects.get(project.id)).toEqual(project)
    expect(await storage.projects.readTable(project.id)).toEqual(smallTable)
    expect(await storage.projects.rename(project.id, 'kept')).toMatchObject({ name: 'kept' })
  })

  test('[P5] a table that does not fit leaves no trace', async () => {
    const storage = await freshProfile().open()
    abortAfterNextWrite('add', 'QuotaExceededError')
    await expect(storage.projects.create(newProject, smallTable)).rejects.toMatchObject({
      code: 'storage-full',
    })
    expect(await storage.projects.list()).toEqual([])
  })

  test('a broken backing store is named as such', async () => {
    const storage = await freshProfile().open()
    abortAfterNextWrite('add', 'UnknownError')
    await expect(storage.projects.create(newProject, smallTable)).rejects.toMatchObject({
      code: 'storage-broken',
    })
  })

  test('after the connection was closed every call says so', async () => {
    const storage = await freshProfile().open()
    storage.close()
    await expect(storage.projects.list()).rejects.toMatchObject({ code: 'storage-closed' })
    await expect(storage.projects.rename('x', 'y')).rejects.toMatchObject({ code: 'storage-closed' })
  })
})
