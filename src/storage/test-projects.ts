import { createHash } from 'node:crypto'
import { matrix } from '../core/math/matrix.ts'
import type { ArchiveEntry } from '../core/keeping/entry.ts'
import type { ColumnRoles } from '../core/dataset/dataset.ts'
import { robust } from '../core/projection/presets.ts'
import { defaultSettings } from '../core/study/default-settings.ts'
import type { FinalModel } from '../core/model/final-model.ts'
import { modelFacts } from '../core/model/model-facts.ts'
import { packModel } from '../core/model/pack-model.ts'
import { fitMade, madeData } from '../core/model/testing/made-model.ts'
import type { ProjectRecord } from './schema.ts'
import type { Storage } from './storage.ts'
import { newProject, rawDatabase, smallTable } from './test-helpers.ts'
import { someResults, someStudy, someUnit } from './test-runs.ts'

function somePicture(path: string, first: number) {
  const bytes = Uint8Array.from({ length: 5000 }, (_, i) => (first + i * i) % 256)
  const key = createHash('sha256').update(bytes).digest('hex')
  return { picture: { path, key, width: 2, height: 2, hash: '0123456789abcdef' }, bytes }
}

/** A column may be called anything. */
const roles: ColumnRoles = Object.fromEntries([
  ['id', { role: 'id' }],
  [
    '__proto__',
    {
      role: 'label',
      positive: '$number',
      merge: { $x: ['a', 'b'] },
      relabels: [{ case: '001', from: '$x', to: '$number' }],
    },
  ],
]) as ColumnRoles

/** Fitted once: it takes half a second. */
let madeModel: Promise<FinalModel> | undefined

/** A project with something in every store of a project: pictures, vectors, a finished run and one that was cancelled, a fitted model. */
export async function wholeProject(storage: Storage): Promise<ProjectRecord> {
  const pictures = [somePicture('a.png', 1), somePicture('b.png', 2), somePicture('again/a.png', 1)]
  const { id } = await storage.projects.create(newProject, smallTable, {
    pictures: {
      items: (async function* () {
        yield* pictures
      })(),
      report: () => ({ rejected: [{ path: 'x.png', reason: 'truncated', detail: '' }], notices: [] }),
    },
  })
  const rowsOf = (first: number) => ({
    keys: [`${first} k1`, `${first} k2`],
    present: Uint8Array.of(1, 0),
    overlong: Uint8Array.of(0, 1),
    vectors: matrix(2, 3, Float32Array.of(first, -2.5, 3e-20, 7, Number.NaN, -0)),
  })
  const [text, image] = ['nearside/starter-text@1@q8', 'nearside/starter-image@2@fp32'] as const
  await storage.embeddings.appendBlock(id, text, rowsOf(0.1), 'wasm')
  await storage.embeddings.appendBlock(id, text, rowsOf(0.2), 'webgpu')
  await storage.embeddings.appendBlock(id, image, rowsOf(0.3), 'webgpu')
  const run = {
    projectId: id,
    study: someStudy,
    dataFingerprint: 'f'.repeat(64),
    computedWith: { encoder: 'e', backend: 'wasm', app: '0.1.0' },
  }
  const done = await storage.runs.create({ ...run, name: 'Run 1' })
  await storage.runs.saveUnit(done.id, { ...someUnit, details: { odd: Number.POSITIVE_INFINITY } })
  await storage.runs.finish(done.id, someResults)
  const cancelled = await storage.runs.create({ ...run, name: 'Run 2' })
  await storage.runs.saveUnit(cancelled.id, someUnit)
  await storage.runs.setStatus(cancelled.id, 'cancelled')
  madeModel ??= fitMade(madeData(30), { projection: 'pca' })
  const model = await madeModel
  const fitted = { projectId: id, run: 'Run 1', runId: done.id, about: modelFacts(model) }
  await storage.finalModels.add(fitted, packModel(model))
  return storage.projects.update(
    { id },
    {
      roles,
      study: { ...defaultSettings(), preset: robust },
      tags: { constructor: ['p1'] },
    },
  )
}

/** Every record of every store, by the store. */
export async function allRecords(): Promise<Record<string, unknown[]>> {
  const raw = await rawDatabase()
  const records: Record<string, unknown[]> = {}
  for (const name of raw.objectStoreNames) records[name] = await raw.getAll(name)
  raw.close()
  return records
}

/** The keys in every store. */
export async function allKeys(): Promise<Record<string, unknown[]>> {
  const raw = await rawDatabase()
  const keys: Record<string, unknown[]> = {}
  for (const name of raw.objectStoreNames) keys[name] = await raw.getAllKeys(name)
  raw.close()
  return keys
}

export const countRecords = async (): Promise<number> => Object.values(await allRecords()).flat().length

/** What a copy of a project holds. */
export async function entriesOf(storage: Storage, id: string, cases = true): Promise<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = []
  for await (const entry of storage.keeping.read(id, { cases })) entries.push(entry)
  return entries
}

export async function* streamed(entries: readonly ArchiveEntry[]): AsyncIterable<ArchiveEntry> {
  yield* entries
}

/** Restored under its own name, with its cases. */
export const asItCame = { name: null, cases: true, copy: null } as const
