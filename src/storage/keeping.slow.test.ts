import { describe, expect, test } from 'vitest'
import type { ArchiveEntry } from '../core/keeping/entry.ts'
import { isCopyDue } from '../core/keeping/reminder.ts'
import { projectStores } from './parts/remove.ts'
import { projectParts } from './parts/registry.ts'
import { freshProfile, largeTable, newProject, rawDatabase, smallTable } from './test-helpers.ts'
import {
  allKeys,
  allRecords,
  asItCame,
  countRecords,
  entriesOf,
  streamed,
  wholeProject,
} from './test-projects.ts'
import { someUnit } from './test-runs.ts'

const textOf = (entries: readonly ArchiveEntry[], name: string): string =>
  new TextDecoder().decode(entries.find((entry) => entry.name === name)!.bytes)

describe('the parts of a project', () => {
  /** Stores that belong to no project. */
  const shared = new Set(['models', 'modelBlocks'])

  test('hold every store of the schema, each in one part: none can be forgotten by copies, archives and deleting', async () => {
    const storage = await freshProfile().open()
    const raw = await rawDatabase()
    const stores = [...raw.objectStoreNames].filter((name) => !shared.has(name))
    raw.close()
    storage.close()
    expect(projectStores.map(({ store }) => store).toSorted()).toEqual(stores.toSorted())
  })

  test('the whole project of these tests has something in each of them', async () => {
    const storage = await freshProfile().open()
    await wholeProject(storage)
    const all = await allRecords()
    for (const { store } of projectStores) expect(all[store], store).not.toHaveLength(0)
    storage.close()
  })

  test('name their entries after themselves, and no id is in any of them', async () => {
    const storage = await freshProfile().open()
    const { id } = await wholeProject(storage)
    const runs = await storage.runs.list(id)
    const entries = await entriesOf(storage, id)
    const names = new Set(entries.map(({ name }) => name.split('/')[0]))
    expect([...names]).toEqual(projectParts.map(({ name }) => name))
    const all = entries.map(({ bytes }) => Buffer.from(bytes).toString('latin1')).join()
    for (const owner of [id, ...runs.map((run) => run.id)]) expect(all).not.toContain(owner)
    storage.close()
  })
})

describe('a project that is read and restored', () => {
  test('is the same to the byte in another profile, and reads the same through every repository', async () => {
    const here = await freshProfile().open()
    const before = await wholeProject(here)
    const entries = await entriesOf(here, before.id)
    const embeddings = await here.embeddings.readAll(before.id, 'nearside/starter-text@1@q8')
    const runsBefore = await here.runs.list(before.id)
    const resultsBefore = await here.runs.results(runsBefore.at(-1)!.id)
    const unitsBefore = await here.runs.units(runsBefore[0]!.id)
    here.close()

    const profile = freshProfile()
    const there = await profile.open()
    const { id } = await there.keeping.restore(streamed(entries), asItCame)
    // how often it was changed here is nothing of the project
    expect(await there.projects.get(id)).toEqual({ ...before, id, revision: undefined })
    expect(Object.keys((await there.projects.get(id)).roles!)).toEqual(['id', '__proto__'])
    expect(await there.projects.readTable(id)).toEqual(smallTable)
    expect((await there.pictures.list(id)).pictures).toHaveLength(3)
    expect(await there.embeddings.readAll(id, 'nearside/starter-text@1@q8')).toEqual(embeddings)
    const runs = await there.runs.list(id)
    const bare = ({ id: _id, projectId: _projectId, ...run }: (typeof runs)[number]) => run
    expect(runs.map(bare)).toEqual(runsBefore.map(bare))
    expect(await there.runs.results(runs.at(-1)!.id)).toEqual(resultsBefore)
    expect(await there.runs.units(runs[0]!.id)).toEqual(unitsBefore)
    const [model] = await there.finalModels.list(id)
    expect(runs.find((run) => run.id === model!.runId)?.name).toBe('Run 1')
    expect(await entriesOf(there, id)).toEqual(entries)
    expect(profile.sentinel.isSet()).toBe(true)
    there.close()
  })

  test('can be there twice, and each is deleted whole without the other', async () => {
    const storage = await freshProfile().open()
    const { id } = await wholeProject(storage)
    const one = await countRecords()
    const twin = await storage.keeping.duplicate(id, 'Twin')
    expect(twin.name).toBe('Twin')
    expect(await countRecords()).toBe(2 * one)
    const entries = await entriesOf(storage, id)
    const ofTwin = await entriesOf(storage, twin.id)
    expect(ofTwin.slice(1)).toEqual(entries.slice(1))
    await storage.projects.delete(id)
    expect(await entriesOf(storage, twin.id)).toEqual(ofTwin)
    await storage.projects.delete(twin.id)
    expect(await countRecords()).toBe(0)
    storage.close()
  })

  test('without its cases keeps study and results, and says so', async () => {
    const storage = await freshProfile().open()
    const { id } = await wholeProject(storage)
    const entries = await entriesOf(storage, id, false)
    expect(entries.map(({ name }) => name)).toEqual([
      'project/project.json', 'runs/0/run.json', 'runs/0/unit-0.json', 'runs/0/results.json', 'runs/1/run.json', 'runs/1/unit-0.json',
    ]) // prettier-ignore
    expect(textOf(entries, 'runs/0/results.json')).toContain('"verdict":"helps"')
    const bare = await storage.keeping.restore(streamed(entries), { ...asItCame, cases: false })
    expect(bare.casesLeftOut).toBe(true)
    expect(await entriesOf(storage, bare.id, true)).toEqual(entries)
    expect((await storage.keeping.contents(bare.id)).map(({ name }) => name)).toEqual(['project', 'runs'])
    const twin = await storage.keeping.duplicate(bare.id, 'Twin')
    expect(twin.casesLeftOut).toBe(true)
    storage.close()
  })

  test('is measured as what is read of it', async () => {
    const storage = await freshProfile().open()
    const { id } = await wholeProject(storage)
    const entries = await entriesOf(storage, id)
    const contents = await storage.keeping.contents(id)
    for (const { name, entries: count, bytes } of contents) {
      const own = entries.filter((entry) => entry.name.startsWith(`${name}/`))
      expect([count, bytes], name).toEqual([
        own.length,
        own.reduce((sum, entry) => sum + entry.bytes.length, 0),
      ])
    }
    storage.close()
  })
})

describe('[P4] restoring ends whole or leaves nothing', () => {
  test('where it is cancelled among its blocks', async () => {
    const storage = await freshProfile().open()
    const { id } = await storage.projects.create(newProject, largeTable(10_000))
    const before = await allKeys()
    const stop = new AbortController()
    let storedBefore = 0
    async function* stopped(): AsyncIterable<ArchiveEntry> {
      let given = 0
      for await (const entry of storage.keeping.read(id, { cases: true })) {
        yield entry
        if (++given < 38) continue
        storedBefore = (await allKeys())['tableBlocks']!.length
        stop.abort()
      }
    }
    const restoring = storage.keeping.restore(stopped(), { ...asItCame, signal: stop.signal })
    await expect(restoring).rejects.toMatchObject({ code: 'cancelled' })
    expect(storedBefore).toBeGreaterThan(before['tableBlocks']!.length)
    expect(await allKeys()).toEqual(before)
    storage.close()
  })

  test('where the tab dies: the next start sweeps what no project has', async () => {
    const profile = freshProfile()
    const storage = await profile.open()
    const { id } = await wholeProject(storage)
    const before = await allRecords()
    // what a restore has on disk before its last transaction
    const raw = await rawDatabase()
    for (const { store, owner } of projectStores)
      for (const record of before[store]!) {
        const key = `${owner}Id`
        if (key in (record as object) && store !== 'runs' && store !== 'finalModels')
          await raw.put(store, { ...(record as object), [key]: 'lost' } as never)
      }
    raw.close()
    storage.close()
    expect(await allRecords()).not.toEqual(before)
    ;(await profile.open()).close()
    expect(await allRecords()).toEqual(before)
    expect(id).not.toBe('lost')
  })

  test.each<[string, (entries: ArchiveEntry[]) => ArchiveEntry[], string]>([
    ['no project', (entries) => entries.slice(1), 'archive-refused'],
    [
      'a part of a newer version',
      (all) => [...all, { name: 'tags/tags.json', bytes: new Uint8Array() }],
      'archive-newer',
    ],
    [
      'a block of rows too few',
      (all) => all.filter(({ name }) => name !== 'table/rows-0.json'),
      'archive-refused',
    ],
    [
      'a picture too few',
      (all) => all.filter(({ name }) => !/pictures\/[0-9a-f]{64}/.test(name)),
      'archive-refused',
    ],
    [
      'vectors without their numbers',
      (all) => all.filter(({ name }) => name !== 'embeddings/0-0.f32'),
      'archive-refused',
    ],
    [
      'a finished run without results',
      (all) => all.filter(({ name }) => !name.endsWith('results.json')),
      'archive-refused',
    ],
    ['runs in another order', (all) => all.toReversed(), 'archive-refused'],
    ['the same entry twice', (all) => [...all, all.at(-1)!], 'archive-refused'],
  ])('what makes no project is refused: %s', async (_what, change, code) => {
    const here = await freshProfile().open()
    const { id } = await wholeProject(here)
    const entries = change(await entriesOf(here, id))
    here.close()
    const there = await freshProfile().open()
    await expect(there.keeping.check(streamed(entries), { cases: true })).rejects.toMatchObject({ code })
    await expect(there.keeping.restore(streamed(entries), asItCame)).rejects.toMatchObject({ code })
    expect(await countRecords()).toBe(0)
    there.close()
  })
})

describe('the last change of a project', () => {
  test('is the last of anything in it, so that a copy that lacks it is known to be older', async () => {
    const storage = await freshProfile().open()
    const { id } = await wholeProject(storage)
    const changed = async (): Promise<number> => (await storage.projects.get(id)).updatedAt
    const [run] = await storage.runs.list(id)
    let last = await changed()
    const changes: (() => Promise<unknown>)[] = [
      () => storage.projects.rename(id, 'Other'),
      () => storage.runs.rename(run!.id, 'First look'),
      () => storage.runs.setStatus(run!.id, 'running'),
      () => storage.runs.delete(run!.id),
      () => storage.runs.create({ ...run!, name: 'Run 3' }),
    ]
    for (const change of changes) {
      await change()
      expect(await changed()).toBeGreaterThan(last)
      last = await changed()
    }
    await storage.projects.noteCopy(id, { at: 1, checksum: 'c' })
    await storage.projects.putOffReminder(id)
    expect(await changed()).toBe(last)
    storage.close()
  })

  test('is a duplicate’s too: what no copy of the original holds, the reminder says of both, put off or not', async () => {
    const storage = await freshProfile().open()
    const origin = { ...newProject.origin!, synthetic: false }
    const { id } = await storage.projects.create({ ...newProject, origin }, smallTable)
    const isTwinDue = async (): Promise<boolean> => {
      const { id: twin } = await storage.keeping.duplicate(id, 'Twin')
      const record = await storage.projects.get(twin)
      await storage.projects.delete(twin)
      return isCopyDue(record, record.updatedAt)
    }
    // as it was opened, the file is all there is to lose
    expect(await isTwinDue()).toBe(false)
    const changed = await storage.projects.update({ id }, { onePatientPerRow: true })
    expect(await isTwinDue()).toBe(true)
    await storage.projects.putOffReminder(id)
    expect(await isTwinDue()).toBe(true)
    await storage.projects.noteCopy(id, { at: changed.updatedAt, checksum: 'c' })
    expect(await isTwinDue()).toBe(false)
    await storage.projects.update(changed, { onePatientPerRow: false })
    expect(await isTwinDue()).toBe(true)
    storage.close()
  })
})

test.each([
  ['Run 1', true],
  ['Run 2', false],
])(
  'R13: a unit of %s that was damaged on the disk is in no copy silently: neither archive nor duplicate is made, and it is named',
  async (name, done) => {
    const storage = await freshProfile().open()
    const { id } = await wholeProject(storage)
    const { id: runId } = (await storage.runs.list(id)).find((run) => run.name === name)!
    const raw = await rawDatabase()
    const unit = (await raw.getAll('unitResults')).find((stored) => stored.runId === runId)!
    await raw.put('unitResults', { ...unit, checksum: 'other' })
    raw.close()
    const params = { run: name, piece: 'unit', index: 0, count: 1, done }
    const damage = { code: 'run-corrupted', params }
    await expect(entriesOf(storage, id)).rejects.toMatchObject(damage)
    await expect(storage.keeping.contents(id)).rejects.toMatchObject(damage)
    await expect(storage.keeping.duplicate(id, 'Twin')).rejects.toMatchObject(damage)
    // what the wording says to do helps
    if (done) await storage.runs.delete(runId)
    else await storage.runs.saveUnit(runId, someUnit)
    expect(await entriesOf(storage, id)).not.toHaveLength(0)
    storage.close()
  },
)

test('R13: a damaged model and damaged vectors are told by what they are of', async () => {
  const storage = await freshProfile().open()
  const { id } = await wholeProject(storage)
  const raw = await rawDatabase()
  const [block] = await raw.getAll('finalModelBlocks')
  await raw.put('finalModelBlocks', { ...block!, checksum: 'other' })
  const model = { code: 'data-corrupted', params: { what: 'model', block: 0, of: 'Run 1' } }
  await expect(entriesOf(storage, id)).rejects.toMatchObject(model)
  const vectors = (await raw.getAll('embeddingBlocks')).find(({ encoderKey }) => encoderKey.includes('image'))
  await raw.put('embeddingBlocks', { ...vectors!, checksum: 'other' })
  raw.close()
  const of = 'nearside/starter-image@2@fp32'
  const damage = { code: 'data-corrupted', params: { what: 'embeddings', block: 0, of } }
  await expect(entriesOf(storage, id)).rejects.toMatchObject(damage)
  storage.close()
})
