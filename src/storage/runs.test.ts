import { describe, expect, test } from 'vitest'
import { unitKey } from '../core/evaluation/plan.ts'
import { freshProfile, rawDatabase } from './test-helpers.ts'
import { someResults, someStudy, someUnit } from './test-runs.ts'

const computedWith = { encoder: 'e@1', backend: 'wasm', app: '0' }
const newRun = { projectId: 'p', name: 'First', study: someStudy, dataFingerprint: 'f', computedWith }

describe('runs', () => {
  test('are listed per project, newest first', async () => {
    const { runs } = await freshProfile().open()
    const first = await runs.create(newRun)
    const second = await runs.create({ ...newRun, name: 'Second' })
    await runs.create({ ...newRun, projectId: 'q' })
    expect(await runs.list('p')).toEqual([second, first])
    expect(first).toMatchObject({ status: 'running', failure: null, comparison: null })
  })

  test('finishing stores the results to the last bit and shows the comparison in the list', async () => {
    const profile = freshProfile()
    const storage = await profile.open()
    const { id } = await storage.runs.create(newRun)
    expect(await storage.runs.results(id)).toBe(null)
    await storage.runs.finish(id, someResults)
    storage.close()

    const { runs } = await profile.open()
    expect(await runs.results(id)).toEqual(someResults)
    expect(await runs.list('p')).toMatchObject([{ status: 'done', comparison: someResults.comparison }])
  })

  test('results of many megabytes are cut and joined', async () => {
    const { runs } = await freshProfile().open()
    const prediction = { repeat: 0, fold: 0, projection: 'none', fusion: 'single', classifier: 'lr' } as const
    const predictions = Array.from({ length: 50_000 }, (_, i) => ({
      ...prediction,
      case: `row ${i} é`,
      proba: { a: 0.1, b: 0.9 },
    }))
    const { id } = await runs.create(newRun)
    const { resultBlocks } = await runs.finish(id, { ...someResults, predictions })
    expect(resultBlocks).toBeGreaterThan(1)
    expect((await runs.results(id))!.predictions).toEqual(predictions)
    await runs.finish(id, someResults)
    const raw = await rawDatabase()
    expect(await raw.count('resultBlocks')).toBe(1)
    raw.close()
  })

  test('R12: a run that is started over has no units of what computed it before', async () => {
    const { runs } = await freshProfile().open()
    const { id } = await runs.create(newRun)
    const other = await runs.create(newRun)
    await runs.saveUnit(id, someUnit)
    await runs.saveUnit(other.id, someUnit)
    const elsewhere = { ...computedWith, backend: 'webgpu' }
    expect(await runs.startOver(id, elsewhere)).toMatchObject({ status: 'running', computedWith: elsewhere })
    expect((await runs.get(id)).computedWith).toEqual(elsewhere)
    expect([(await runs.units(id)).size, (await runs.units(other.id)).size]).toEqual([0, 1])
  })

  test('[P4] a cancelled run resumes with the units it has', async () => {
    const profile = freshProfile()
    const storage = await profile.open()
    const { id } = await storage.runs.create(newRun)
    const second = { ...someUnit, unit: { ...someUnit.unit, fold: 1 } }
    await storage.runs.saveUnit(id, someUnit)
    await storage.runs.saveUnit(id, second)
    await storage.runs.saveUnit(id, second)
    await storage.runs.setStatus(id, 'cancelled')
    storage.close()

    const { runs } = await profile.open()
    const units = await runs.units(id)
    expect([...units.keys()]).toEqual([unitKey(someUnit.unit), unitKey(second.unit)])
    expect(units.get(unitKey(someUnit.unit))).toEqual(someUnit)
    expect(await runs.get(id)).toMatchObject({ status: 'cancelled' })
  })

  test('a failure is kept as data, and resuming clears it', async () => {
    const { runs } = await freshProfile().open()
    const { id } = await runs.create(newRun)
    const failure = { code: 'storage-full', params: {} } as const
    expect(await runs.fail(id, failure)).toMatchObject({ status: 'failed', failure })
    expect(await runs.setStatus(id, 'running')).toMatchObject({ status: 'running', failure: null })
  })

  test('deleting a run deletes its units and results; a deleted run takes no more', async () => {
    const { runs } = await freshProfile().open()
    const { id } = await runs.create(newRun)
    await runs.saveUnit(id, someUnit)
    await runs.finish(id, someResults)
    await runs.delete(id)
    const raw = await rawDatabase()
    for (const store of raw.objectStoreNames) expect([store, await raw.count(store)]).toEqual([store, 0])
    const missing = { code: 'not-found', params: { what: 'run' } }
    await expect(runs.saveUnit(id, someUnit)).rejects.toMatchObject(missing)
    await expect(runs.finish(id, someResults)).rejects.toMatchObject(missing)
    expect(await raw.count('resultBlocks')).toBe(0)
    raw.close()
  })

  test('[P6] a unit that was damaged on the disk is left out, to be computed again', async () => {
    const { runs } = await freshProfile().open()
    const { id } = await runs.create(newRun)
    const second = { ...someUnit, unit: { ...someUnit.unit, fold: 1 } }
    await runs.saveUnit(id, someUnit)
    await runs.saveUnit(id, second)
    const raw = await rawDatabase()
    const [stored] = await raw.getAll('unitResults')
    stored!.result.proba['lr']!.data[0]! += 1e-3
    await raw.put('unitResults', stored!)
    raw.close()
    expect([...(await runs.units(id)).keys()]).toEqual([unitKey(second.unit)])
  })

  test('[P6] a flipped byte in stored results is noticed', async () => {
    const { runs } = await freshProfile().open()
    const { id } = await runs.create(newRun)
    await runs.finish(id, someResults)
    const raw = await rawDatabase()
    const [block] = await raw.getAll('resultBlocks')
    block!.bytes[50]! ^= 4
    await raw.put('resultBlocks', block!)
    const damage = {
      code: 'run-corrupted',
      params: { run: 'First', piece: 'results', index: 0, count: 1, done: true },
    }
    await expect(runs.results(id)).rejects.toMatchObject(damage)
    raw.close()
  })
})
