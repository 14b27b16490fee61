import { describe, expect, test } from 'vitest'
import type { ModelFacts } from '../core/model/model-facts.ts'
import { matrix } from '../core/math/matrix.ts'
import { freshProfile, largeTable, newProject, rawDatabase, smallTable } from './test-helpers.ts'
import { someResults, someStudy, someUnit } from './test-runs.ts'

describe('projects', () => {
  test('a project and its table are read back as they were written', async () => {
    const storage = await freshProfile().open()
    const created = await storage.projects.create(newProject, smallTable)
    expect(created).toMatchObject({ name: 'Triage', rows: 3, columns: ['id', '__proto__'] })
    expect(await storage.projects.get(created.id)).toEqual(created)
    expect(await storage.projects.readTable(created.id)).toEqual(smallTable)
  })

  test('a table of several blocks keeps its order; progress counts rows that are on disk', async () => {
    const storage = await freshProfile().open()
    const table = largeTable(2500)
    const done: number[] = []
    const { id } = await storage.projects.create(newProject, table, {
      onProgress: (p) => done.push(p.rowsDone),
    })
    expect(done).toHaveLength(10)
    expect(done.at(-1)).toBe(2500)
    expect(await storage.projects.readTable(id)).toEqual(table)
  })

  test('a table without rows is a table', async () => {
    const storage = await freshProfile().open()
    const table = { columns: [{ name: 'a', values: [] }], rows: 0, notices: [] }
    const { id } = await storage.projects.create(newProject, table)
    expect(await storage.projects.readTable(id)).toEqual(table)
  })

  test('update changes the given fields and the time, and the list puts the last change first', async () => {
    const storage = await freshProfile().open()
    const first = await storage.projects.create(newProject, smallTable)
    const second = await storage.projects.create({ ...newProject, name: 'Second' }, smallTable)
    expect((await storage.projects.list()).map((p) => p.id)).toEqual([second.id, first.id])
    const roles = { id: { role: 'id' } } as const
    const updated = await storage.projects.update(first, { roles })
    expect(updated).toEqual({ ...first, roles, revision: 1, updatedAt: updated.updatedAt })
    expect(updated.updatedAt).toBeGreaterThan(second.updatedAt)
    await storage.projects.rename(second.id, 'Renamed')
    expect((await storage.projects.list()).map((p) => p.name)).toEqual(['Renamed', 'Triage'])
  })

  test('[P9] a change made on an earlier revision is refused, and neither stored nor put on the trail', async () => {
    const storage = await freshProfile().open()
    const opened = await storage.projects.create(newProject, smallTable)
    const relabelled = (to: string) =>
      ({ id: { role: 'label', relabels: [{ case: '001', from: 'a', to }] } }) as const
    const first = await storage.projects.update(opened, { roles: relabelled('b'), tags: { odd: ['001'] } })
    const late = storage.projects.update(opened, { roles: relabelled('c') })
    await expect(late).rejects.toMatchObject({ code: 'changed-in-other-tab' })
    expect(await storage.projects.get(opened.id)).toEqual(first)

    // of two at once one is refused, whichever comes second
    const both = await Promise.allSettled([
      storage.projects.update(first, { tags: {} }),
      storage.projects.update(first, { tags: { even: ['002'] } }),
    ])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(await storage.projects.get(opened.id)).toMatchObject({ revision: 2, tags: {} })
  })

  test('[P9] a new name, a copy and a reminder put off are no change that others could be made on', async () => {
    const storage = await freshProfile().open()
    const project = await storage.projects.create(newProject, smallTable)
    await storage.projects.rename(project.id, 'Renamed')
    await storage.projects.noteCopy(project.id, { at: 1, checksum: 'c' })
    await storage.projects.putOffReminder(project.id)
    const updated = await storage.projects.update(project, { tags: { odd: ['001'] } })
    expect(updated).toMatchObject({ name: 'Renamed', copy: { at: 1 }, revision: 1 })
  })

  test('what is not there is named', async () => {
    const storage = await freshProfile().open()
    const missing = { code: 'not-found', params: { what: 'project' } }
    await expect(storage.projects.get('x')).rejects.toMatchObject(missing)
    await expect(storage.projects.rename('x', 'y')).rejects.toMatchObject(missing)
    await expect(storage.projects.readTable('x')).rejects.toMatchObject({ code: 'not-found' })
  })

  test('deleting a project deletes everything of it and nothing of another', async () => {
    const storage = await freshProfile().open()
    const fill = async () => {
      const { id } = await storage.projects.create(newProject, smallTable)
      const rows = {
        keys: ['k'],
        present: Uint8Array.of(1),
        overlong: Uint8Array.of(0),
        vectors: matrix(1, 2),
      }
      await storage.embeddings.appendBlock(id, 'e@1@q8', rows, 'wasm')
      const run = await storage.runs.create({
        projectId: id,
        name: 'r',
        study: someStudy,
        dataFingerprint: 'f',
        computedWith: { encoder: 'e@1', backend: 'wasm', app: '0' },
      })
      await storage.runs.saveUnit(run.id, someUnit)
      await storage.runs.finish(run.id, someResults)
      const about = { cases: 3 } as unknown as ModelFacts
      await storage.finalModels.add({ projectId: id, run: 'r', about }, Uint8Array.of(1))
      return id
    }
    const kept = await fill()
    const gone = await fill()
    await storage.projects.delete(gone)
    const raw = await rawDatabase()
    // encoders belong to no project, and this one has no pictures
    const ofProjects = [...raw.objectStoreNames].filter((store) => !/^(model|picture)/.test(store))
    for (const store of ofProjects) expect([store, await raw.count(store)]).toEqual([store, 1])
    expect((await storage.projects.list()).map((p) => p.id)).toEqual([kept])
    raw.close()
  })
})

describe('[row 51] an import is whole or not there', () => {
  test('a cancelled import leaves no project and no block', async () => {
    const storage = await freshProfile().open()
    const signal = { aborted: false }
    const onProgress = () => void (signal.aborted = true)
    const importing = storage.projects.create(newProject, largeTable(2500), { signal, onProgress })
    await expect(importing).rejects.toMatchObject({ code: 'cancelled' })
    expect(await storage.projects.list()).toEqual([])
    const raw = await rawDatabase()
    expect(await raw.count('tableBlocks')).toBe(0)
    raw.close()
  })

  test('[P4] after a crash in the middle the half-written table is invisible, and gone after the next start', async () => {
    const profile = freshProfile()
    const storage = await profile.open()
    const kept = await storage.projects.create(newProject, smallTable)
    // A closed connection stands for a killed tab: neither the import nor its tidying up can go on.
    const importing = storage.projects.create(newProject, largeTable(2500), {
      onProgress: () => storage.close(),
    })
    await expect(importing).rejects.toMatchObject({ code: 'storage-closed' })
    const raw = await rawDatabase()
    expect(await raw.count('tableBlocks')).toBe(2)

    const reopened = await profile.open()
    expect((await reopened.projects.list()).map((p) => p.id)).toEqual([kept.id])
    expect(await reopened.projects.readTable(kept.id)).toEqual(smallTable)
    expect(await raw.count('tableBlocks')).toBe(1)
    raw.close()
  })
})

describe('[P6] damage is noticed', () => {
  test('a flipped byte in a table block', async () => {
    const storage = await freshProfile().open()
    const { id } = await storage.projects.create(newProject, largeTable(2500))
    const raw = await rawDatabase()
    const [, second] = await raw.getAll('tableBlocks')
    second!.bytes[100]! ^= 1
    await raw.put('tableBlocks', second!)
    const damage = { code: 'data-corrupted', params: { what: 'table', block: 1 } }
    await expect(storage.projects.readTable(id)).rejects.toMatchObject(damage)
    raw.close()
  })

  test('a missing table block', async () => {
    const storage = await freshProfile().open()
    const { id } = await storage.projects.create(newProject, largeTable(2500))
    const raw = await rawDatabase()
    const keys = await raw.getAllKeys('tableBlocks')
    await raw.delete('tableBlocks', keys[2]!)
    const damage = { code: 'data-corrupted', params: { what: 'table', block: 2 } }
    await expect(storage.projects.readTable(id)).rejects.toMatchObject(damage)
    raw.close()
  })
})
