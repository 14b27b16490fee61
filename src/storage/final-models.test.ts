import { describe, expect, test } from 'vitest'
import type { ModelFacts } from '../core/model/model-facts.ts'
import { freshProfile, newProject, rawDatabase, smallTable } from './test-helpers.ts'

const about = { cases: 3, classes: ['a', 'b'], fingerprint: 'f' } as unknown as ModelFacts
/** Two blocks. */
const bytes = Uint8Array.from({ length: (4 << 20) + 100 }, (_, i) => i % 251)

describe('final models', () => {
  test('are listed per project, newest first, and come back to the last bit', async () => {
    const profile = freshProfile()
    const storage = await profile.open()
    const { id } = await storage.projects.create(newProject, smallTable)
    const first = await storage.finalModels.add({ projectId: id, run: 'Run 1', about }, bytes)
    const second = await storage.finalModels.add({ projectId: id, run: 'Run 2', about }, bytes.slice(0, 5))
    storage.close()

    const { finalModels } = await profile.open()
    expect(await finalModels.list(id)).toEqual([second, first])
    expect(await finalModels.list('another')).toEqual([])
    expect(Buffer.compare(await finalModels.bytes(first.id), bytes)).toBe(0)
    expect(first.blocks).toBe(2)
  })

  test('[P7] a damaged one is told, not used', async () => {
    const profile = freshProfile()
    const storage = await profile.open()
    const { id } = await storage.projects.create(newProject, smallTable)
    const model = await storage.finalModels.add({ projectId: id, run: 'Run 1', about }, bytes)
    const raw = await rawDatabase()
    const block = (await raw.get('finalModelBlocks', [model.id, 1]))!
    await raw.put('finalModelBlocks', { ...block, bytes: block.bytes.map((byte) => byte ^ 1) })
    raw.close()
    await expect(storage.finalModels.bytes(model.id)).rejects.toMatchObject({
      code: 'data-corrupted',
      params: { what: 'model', block: 1 },
    })
  })

  test('go with their project, or by themselves; none comes back to a project that is gone', async () => {
    const storage = await freshProfile().open()
    const { id } = await storage.projects.create(newProject, smallTable)
    const kept = await storage.finalModels.add({ projectId: id, run: 'Run 1', about }, bytes)
    const other = await storage.finalModels.add({ projectId: id, run: 'Run 1', about }, bytes)
    await storage.finalModels.delete(other.id)
    expect(await storage.finalModels.list(id)).toEqual([kept])
    await storage.projects.delete(id)
    const raw = await rawDatabase()
    expect([await raw.count('finalModels'), await raw.count('finalModelBlocks')]).toEqual([0, 0])
    raw.close()
    await expect(
      storage.finalModels.add({ projectId: id, run: 'Run 1', about }, bytes),
    ).rejects.toMatchObject({
      code: 'not-found',
      params: { what: 'project' },
    })
    await expect(storage.finalModels.bytes(kept.id)).rejects.toMatchObject({ params: { what: 'model' } })
  })
})
