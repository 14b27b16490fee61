import { describe, expect, test } from 'vitest'
import type { EmbeddingRows } from '../core/encoders/embeddings.ts'
import { matrix } from '../core/math/matrix.ts'
import { freshProfile, newProject, rawDatabase, smallTable } from './test-helpers.ts'

/** n rows whose values are start, start + 1, ... */
function rowsFrom(start: number, n: number, cols = 3): EmbeddingRows {
  const vectors = matrix(n, cols)
  vectors.data.forEach((_, i) => void (vectors.data[i] = start + i))
  const keys = Array.from({ length: n }, (_, i) => `hash-${start + i}`)
  const present = Uint8Array.from({ length: n }, (_, i) => (i === 0 ? 0 : 1))
  const overlong = Uint8Array.from({ length: n }, (_, i) => (i === 1 ? 1 : 0))
  return { keys, present, overlong, vectors }
}

const encoderKey = 'nearside/starter-text@1@q8'

describe('embeddings', () => {
  test('blocks are joined in the order of storing, and survive reopening', async () => {
    const profile = freshProfile()
    const storage = await profile.open()
    const { id: p } = await storage.projects.create(newProject, smallTable)
    await storage.embeddings.appendBlock(p, encoderKey, rowsFrom(0, 1024), 'wasm')
    await storage.embeddings.appendBlock(p, encoderKey, rowsFrom(5000, 2), 'wasm')
    storage.close()

    const all = await (await profile.open()).embeddings.readAll(p, encoderKey)
    expect(all.vectors).toMatchObject({ rows: 1026, cols: 3 })
    expect([...all.vectors.data.subarray(-6)]).toEqual([5000, 5001, 5002, 5003, 5004, 5005])
    expect(all.keys.slice(1023)).toEqual(['hash-1023', 'hash-5000', 'hash-5001'])
    expect([...all.present.subarray(1022)]).toEqual([1, 1, 0, 1])
    expect([...all.overlong.subarray(1022)]).toEqual([0, 0, 0, 1])
  })

  test('of another encoder, revision or project nothing is read', async () => {
    const storage = await freshProfile().open()
    const { id: p } = await storage.projects.create(newProject, smallTable)
    await storage.embeddings.appendBlock(p, encoderKey, rowsFrom(0, 2), 'wasm')
    expect((await storage.embeddings.readAll(p, 'nearside/starter-text@2@q8')).vectors.rows).toBe(0)
    expect((await storage.embeddings.readAll('q', encoderKey)).vectors.rows).toBe(0)
    expect(await storage.embeddings.keys(p, encoderKey)).toEqual(new Set(['hash-0', 'hash-1']))
  })

  test('[R12] what computed the vectors is kept with them', async () => {
    const storage = await freshProfile().open()
    const { id: p } = await storage.projects.create(newProject, smallTable)
    expect((await storage.embeddings.readAll(p, encoderKey)).devices).toEqual([])
    await storage.embeddings.appendBlock(p, encoderKey, rowsFrom(0, 2), 'webgpu')
    await storage.embeddings.appendBlock(p, encoderKey, rowsFrom(9, 2), 'wasm')
    await storage.embeddings.appendBlock(p, encoderKey, rowsFrom(50, 2), 'webgpu')
    expect((await storage.embeddings.readAll(p, encoderKey)).devices).toEqual(['wasm', 'webgpu'])
  })

  test('a view on a larger buffer stores its own rows only', async () => {
    const storage = await freshProfile().open()
    const { id: p } = await storage.projects.create(newProject, smallTable)
    const large = new Float32Array(1_000_000).fill(7)
    const rows = { ...rowsFrom(0, 2), vectors: matrix(2, 3, large.subarray(6, 12)) }
    await storage.embeddings.appendBlock(p, encoderKey, rows, 'wasm')
    const raw = await rawDatabase()
    const [block] = await raw.getAll('embeddingBlocks')
    expect(block!.vectors.buffer.byteLength).toBe(24)
    raw.close()
  })

  test('parts of different lengths, none or too many rows are refused', async () => {
    const storage = await freshProfile().open()
    const { id: p } = await storage.projects.create(newProject, smallTable)
    const append = (rows: EmbeddingRows) => storage.embeddings.appendBlock(p, encoderKey, rows, 'wasm')
    const refused = { code: 'shape-mismatch' }
    await expect(append({ ...rowsFrom(0, 3), present: new Uint8Array(2) })).rejects.toMatchObject(refused)
    await expect(append(rowsFrom(0, 0))).rejects.toMatchObject(refused)
    await expect(append(rowsFrom(0, 1025))).rejects.toMatchObject(refused)
  })

  test('nothing is stored for a project that another tab has deleted meanwhile', async () => {
    const storage = await freshProfile().open()
    const { id } = await storage.projects.create(newProject, smallTable)
    await storage.projects.delete(id)
    await expect(
      storage.embeddings.appendBlock(id, encoderKey, rowsFrom(0, 2), 'wasm'),
    ).rejects.toMatchObject({
      code: 'not-found',
    })
    const raw = await rawDatabase()
    expect(await raw.count('embeddingBlocks')).toBe(0)
    raw.close()
  })

  test.each(['vectors', 'present', 'overlong', 'keys'] as const)(
    '[P6] one changed value in %s is noticed, and deleting is the way out',
    async (part) => {
      const storage = await freshProfile().open()
      const { id: p } = await storage.projects.create(newProject, smallTable)
      await storage.embeddings.appendBlock(p, encoderKey, rowsFrom(0, 4), 'wasm')
      const raw = await rawDatabase()
      const [block] = await raw.getAll('embeddingBlocks')
      const damaged = structuredClone(block!) as unknown as Record<string, (number | string)[]>
      damaged[part]![2] = part === 'keys' ? 'hash-9' : 9
      await raw.put('embeddingBlocks', damaged as never)

      const corrupted = { code: 'data-corrupted', params: { what: 'embeddings', block: 0 } }
      await expect(storage.embeddings.readAll(p, encoderKey)).rejects.toMatchObject(corrupted)
      await expect(storage.embeddings.keys(p, encoderKey)).rejects.toMatchObject(corrupted)
      await storage.embeddings.delete(p, encoderKey)
      expect(await storage.embeddings.keys(p, encoderKey)).toEqual(new Set())
      raw.close()
    },
  )
})
