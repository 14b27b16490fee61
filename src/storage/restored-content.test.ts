import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { memorySource } from '../core/archives/testing.ts'
import type { ArchiveEntry } from '../core/keeping/entry.ts'
import { openArchive } from '../core/keeping/read-archive.ts'
import { nodePlatform } from '../core/keeping/testing.ts'
import type { FinalModel, HeldOutFold } from '../core/model/final-model.ts'
import { packModel, unpackModel } from '../core/model/pack-model.ts'
import { closeDistances } from '../core/model/similar-cases.ts'
import { freshProfile } from './test-helpers.ts'
import { asItCame, countRecords, entriesOf, streamed, wholeProject } from './test-projects.ts'

vi.mock('../core/model/similar-cases.ts', { spy: true })

const earlierArchive = (): Uint8Array =>
  new Uint8Array(readFileSync(new URL('fixtures/project-0.1.0.nearside', import.meta.url)))

describe('an entry that holds something else than it must is refused, whatever its checksum, and nothing is written', () => {
  type Json = Record<string, unknown>
  /** An entry of JSON with `path` ("roles.id.role") set to a value; undefined takes it away. */
  const edited =
    (name: string, path: string, value: unknown) =>
    (entry: ArchiveEntry): ArchiveEntry => {
      if (entry.name !== name) return entry
      const json = JSON.parse(new TextDecoder().decode(entry.bytes)) as Json
      const keys = path.split('.')
      const inner = keys.slice(0, -1).reduce((at, key) => at[key] as Json, json)
      Object.defineProperty(inner, keys.at(-1)!, { value, enumerable: true, configurable: true, writable: true }) // prettier-ignore
      return { name, bytes: new TextEncoder().encode(JSON.stringify(json)) }
    }
  const inProject = (path: string, value: unknown) => edited('project/project.json', path, value)
  const inRun = (path: string, value: unknown) => edited('runs/1/run.json', path, value)
  const inUnit = (path: string, value: unknown) => edited('runs/0/unit-0.json', path, value)
  const inResults = (path: string, value: unknown) => edited('runs/0/results.json', path, value)
  const inModelFacts = (path: string, value: unknown) => edited('models/0.json', path, value)
  const inModel = (change: Partial<Record<keyof FinalModel, unknown>>) => (entry: ArchiveEntry) =>
    entry.name === 'models/0.bin'
      ? { ...entry, bytes: packModel({ ...unpackModel(entry.bytes), ...change } as FinalModel) }
      : entry
  const inFold = (change: Partial<Record<keyof HeldOutFold, unknown>>) => (entry: ArchiveEntry) => {
    if (entry.name !== 'models/0.bin') return entry
    const model = unpackModel(entry.bytes)
    const [first, ...others] = model.heldOut.folds
    return inModel({ heldOut: { folds: [{ ...first, ...change }, ...others] } })(entry)
  }
  const label = 'roles.__proto__'
  const change = { case: '001', from: 'a', to: 'b' }

  let whole: ArchiveEntry[]
  beforeAll(async () => {
    const storage = await freshProfile().open()
    whole = await entriesOf(storage, (await wholeProject(storage)).id)
    storage.close()
  })

  test.each<[string, (entry: ArchiveEntry) => ArchiveEntry]>([
    ['a role that there is not', inProject('roles.id.role', 'key')],
    ['the same under a name that objects have', inProject(`${label}.role`, 'key')],
    ['a role with a key that it has not', inProject('roles.id.weight', 1)],
    ['relabels that are no list', inProject(`${label}.relabels`, { 0: change })],
    ['a relabel of no case', inProject(`${label}.relabels`, [{ from: 'a', to: 'b' }])],
    ['a relabel to a number', inProject(`${label}.relabels`, [{ ...change, to: 1 }])],
    ['a case that is relabelled twice', inProject(`${label}.relabels`, [change, { ...change, to: 'c' }])],
    ['a class made of numbers', inProject(`${label}.merge`, { $$x: [1] })],
    ['tags that are no words', inProject('tags.constructor', [1])],
    ['a case that has a tag twice', inProject('tags.constructor', ['p1', 'p1'])],
    ['a trail without times', inProject('trail.0.at', 'yesterday')],
    ['a notice without a severity', edited('table/table.json', 'notices', [{ code: 'rain', params: {} }])], // prettier-ignore
    ['a picture that was rejected for no reason there is', edited('pictures/pictures.json', 'rejected.0.reason', 'ugly')], // prettier-ignore
    ['a column twice', inProject('columns', ['id', 'id'])],
    ['a classifier that there is not', inProject('study.classifiers', ['lr', 'oracle'])],
    ['a projection that there is not', inProject('study.projections', ['none', 'umap'])],
    ['a metric that there is not', inProject('study.primary.metric', 'beauty')],
    ['a setting that there is not', inProject('study.magic', true)],
    ['folds by halves', inProject('study.validation.folds', 2.5)],
    ['a number of the preset that is a text', inProject('study.preset.contrastive.epochs', '100')],
    ['a preset that lacks a number', inProject('study.preset.contrastive.dropout', undefined)],
    ['a run of no study', inRun('study', undefined)],
    ['a run that changes a case’s label twice', inRun('study.columns', { y: { role: 'label', relabels: [change, change] } })], // prettier-ignore
    ['a run in a state that there is not', inRun('status', 'paused')],
    ['a unit of a fold by halves', inUnit('unit.fold', 0.5)],
    ['probabilities of fewer cases than were tested', inUnit('unit.test', { $int32: [3, 4] })],
    ['fewer probabilities than rows and classes', inUnit('proba.lr.rows', 2)],
    ['a cell of no classifier', inUnit('cells', [{ projection: 'none', fusion: 'single', metrics: {} }])],
    ['results whose cases are not counted', inResults('data.cases', -1)],
    ['predictions of no case', inResults('predictions.0.case', undefined)],
    ['a model without a run', inModelFacts('run', '')],
    ['a model of a run that is not there', inModelFacts('runNumber', 2)],
    ['a model of half a run', inModelFacts('runNumber', 0.5)],
    ['a model of a run before the first', inModelFacts('runNumber', -1)],
    ['a model with one class', inModel({ classes: ['no'] })],
    ['a model whose classes are counted', inModel({ classes: 2 })],
    ['a model with a class that its labels exceed', inModel({ y: new Int32Array(30).fill(2) })],
    ['a model with more labels than cases', inModel({ y: new Int32Array(31) })],
    ['a model that predicts from what there is not', inModel({ modalities: [{ kind: 'sound', name: 'x' }] })], // prettier-ignore
    ['a model of a projection that there is not', inModel({ choice: { projection: 'umap', fusion: 'single', classifier: 'lr', recalibration: 'none' } })], // prettier-ignore
    ['a model of no study', inModel({ study: {} })],
    ['a model of a version to come', inModel({ version: 2 })],
    ['a model with a decimal mark that there is not', inModel({ decimal: 'x' })],
    ['a model without held-out cases', inModel({ heldOut: undefined })],
    ['a fold of cases that are no numbers', inFold({ cases: ['001'] })],
    ['a fold of a case that there is not', inFold({ cases: Int32Array.of(-1) })],
    ['a fold of more cases than vectors', inFold({ X: { rows: 0, cols: 2, data: new Float32Array() } })],
    ['a fold with fewer numbers than rows and columns', inFold({ X: { rows: 30, cols: 2, data: new Float32Array(59) } })], // prettier-ignore
    ['a fold without vectors', inFold({ X: undefined })],
    ['a fold whose distances are multiples of nothing', inFold({ closeDistance: 0 })],
    ['a fold whose close distance is a text', inFold({ closeDistance: '1' })],
  ])('%s', async (_what, edit) => {
    const entries = whole.map(edit)
    expect(entries).not.toEqual(whole)
    const there = await freshProfile().open()
    const refusal = { code: 'archive-refused', params: { reason: 'content' } }
    await expect(there.keeping.check(streamed(entries), { cases: true })).rejects.toMatchObject(refusal)
    await expect(there.keeping.restore(streamed(entries), asItCame)).rejects.toMatchObject(refusal)
    expect(await countRecords()).toBe(0)
    there.close()
  })

  test('but what an earlier version did not know may be missing, and what somebody was choosing may be unfinished', async () => {
    const edits = [
      ...['encoders', 'texts', 'long_texts', 'fusion', 'ablation', 'label_shuffle', 'operating_point'].map(
        (key) => inProject(`study.${key}`, undefined),
      ),
      ...['seeds', 'search', 'optimiser', 'batches', 'hiddenLayers'].map((key) =>
        inProject(`study.preset.contrastive.${key}`, undefined),
      ),
      ...['rf', 'gbm', 'xgb', 'svc', 'mlp', 'classWeight'].map((key) =>
        inProject(`study.preset.classifiers.${key}`, undefined),
      ),
      inProject('tags', undefined),
      inProject('trail', undefined),
      inProject('study.projections', ['none']),
      inProject('study.classifiers', []),
      inProject(`${label}.classes`, ['a']),
      // set aside while the column has another role
      inProject('roles.id.relabels', [change]),
      inRun('lockedCases', undefined),
      inModelFacts('runNumber', undefined),
      edited('table/table.json', 'notices', [{ code: 'rain', severity: 'info', params: {} }]),
    ]
    const entries = whole.map((entry) => edits.reduce((changed, edit) => edit(changed), entry))
    const there = await freshProfile().open()
    const project = await there.keeping.restore(streamed(entries), asItCame)
    expect(await entriesOf(there, project.id)).toEqual(entries)
    there.close()
  })
})

test('the page computes nothing of a model that it opens, though one of version 0.1.0 lacks close distances', async () => {
  vi.mocked(closeDistances).mockClear()
  const { entries } = await openArchive(memorySource(earlierArchive()), null, nodePlatform)
  const there = await freshProfile().open()
  await there.keeping.check(entries({}), { cases: true })
  const { id } = await there.keeping.restore(entries({}), asItCame)
  expect(closeDistances).not.toHaveBeenCalled()
  // nor would the model have them otherwise
  const [model] = await there.finalModels.list(id)
  unpackModel(await there.finalModels.bytes(model!.id))
  expect(closeDistances).toHaveBeenCalledOnce()
  there.close()
})

test('an archive as version 0.1.0 wrote it opens, and is the same when it goes out again', async () => {
  const { manifest, entries } = await openArchive(memorySource(earlierArchive()), null, nodePlatform)
  const there = await freshProfile().open()
  const { id } = await there.keeping.restore(entries({}), asItCame)
  const listed = (await entriesOf(there, id)).map(({ name, bytes }) => ({
    name,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }))
  expect(listed).toEqual(manifest.entries)
  expect(listed).toHaveLength(19)
  there.close()
})
