import { IDBFactory } from 'fake-indexeddb'
import { deleteDB, openDB } from 'idb'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { databaseName, migrations } from './schema.ts'
import { freshProfile, newProject, rawDatabase, smallTable } from './test-helpers.ts'

afterEach(() => vi.restoreAllMocks())

describe('opening', () => {
  test('a new profile is healthy and empty', async () => {
    const storage = await freshProfile().open()
    expect(storage.dataLost).toBe(false)
    expect(await storage.projects.list()).toEqual([])
  })

  test('[P6] a database that was recreated empty is told from a new one, until the user has seen it', async () => {
    const { open } = freshProfile()
    await (await open()).projects.create(newProject, smallTable)
    globalThis.indexedDB = new IDBFactory()
    expect((await open()).dataLost).toBe(true)
    const storage = await open()
    expect(storage.dataLost).toBe(true)
    storage.acknowledgeLoss()
    expect((await open()).dataLost).toBe(false)
  })

  test('deleting the last project by hand is no loss', async () => {
    const { open } = freshProfile()
    const storage = await open()
    const a = await storage.projects.create(newProject, smallTable)
    const b = await storage.projects.create(newProject, smallTable)
    await storage.projects.delete(a.id)
    await storage.projects.delete(b.id)
    expect((await open()).dataLost).toBe(false)
  })

  test('projects without a sentinel (a crash before it was set) set it again', async () => {
    const { open, sentinel } = freshProfile()
    await (await open()).projects.create(newProject, smallTable)
    sentinel.set(false)
    expect((await open()).dataLost).toBe(false)
    expect(sentinel.isSet()).toBe(true)
  })

  test('site data blocked by policy', async () => {
    const { open } = freshProfile()
    const deny = () => {
      throw new DOMException('denied', 'SecurityError')
    }
    const opened = open({ sentinel: { isSet: deny, set: deny } })
    await expect(opened).rejects.toMatchObject({ code: 'storage-blocked' })
  })

  test.each([
    ['UnknownError', 'storage-broken'],
    ['VersionError', 'storage-newer'],
    ['QuotaExceededError', 'storage-full'],
    ['SecurityError', 'storage-blocked'],
  ])('%s on opening: %s', async (name, code) => {
    const { open } = freshProfile()
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
      throw new DOMException('Internal error opening backing store', name)
    })
    await expect(open()).rejects.toMatchObject({ code })
  })

  test('a database of a newer version of the app is refused and left alone', async () => {
    const { open } = freshProfile()
    const newer = await openDB(databaseName, migrations.length + 1)
    newer.close()
    await expect(open()).rejects.toMatchObject({ code: 'storage-newer' })
  })

  test('[P8] a database as each earlier version left it opens at the newest', async () => {
    for (let version = 0; version <= migrations.length; version++) {
      const { open } = freshProfile()
      if (version > 0) {
        const upgrade = (db: Parameters<(typeof migrations)[number]>[0]) =>
          migrations.slice(0, version).forEach((migrate) => migrate(db))
        const old = await openDB(databaseName, version, { upgrade })
        old.close()
      }
      const storage = await open()
      const project = await storage.projects.create(newProject, smallTable)
      expect(await storage.projects.readTable(project.id)).toEqual(smallTable)
    }
  })
})

describe('closing', () => {
  test('an upgrade in another tab, or cleared site data, closes this connection, which is told', async () => {
    const { open } = freshProfile()
    const onClosed = vi.fn<() => void>()
    const here = await open({ onClosed })
    await deleteDB(databaseName)
    expect(onClosed).toHaveBeenCalledTimes(1)
    await expect(here.projects.list()).rejects.toMatchObject({ code: 'storage-closed' })
  })

  test('the schema is what version 4 promised', async () => {
    const storage = await freshProfile().open()
    storage.close()
    const raw = await rawDatabase()
    expect([...raw.objectStoreNames]).toEqual([
      'embeddingBlocks', 'finalModelBlocks', 'finalModels', 'modelBlocks', 'models', 'pictureLists', 'pictures', 'projects', 'resultBlocks', 'runs', 'tableBlocks', 'tables', 'unitResults',
    ]) // prettier-ignore
    raw.close()
  })
})
