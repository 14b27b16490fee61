import { describe, expect, test } from 'vitest'
import { createManifest, type ModelManifest } from '../core/encoders/manifest.ts'
import { bytesPerModelBlock } from './models.ts'
import { freshProfile, rawDatabase } from './test-helpers.ts'

const weights = new Uint8Array(bytesPerModelBlock + 1000).map((_, i) => i % 251)
const config = new TextEncoder().encode('{}')
const files = new Map([
  ['config.json', new Blob([config])],
  ['onnx/model.onnx', new Blob([weights])],
])

const manifestOf = (id: string, title = 'A model'): Promise<ModelManifest> =>
  createManifest({
    id,
    encoders: [
      {
        title, modality: 'text', dimensions: 2, weights: 'model', dtype: 'fp32', output: 'sentence_embedding',
        pooling: 'model', prefix: '', maxTokens: 8, licence: 'MIT', description: 'For tests.',
      },
    ],
    files: [...files].map(([path, { size }]) => ({ path, bytes: size, sha256: '0'.repeat(64) })),
  }) // prettier-ignore

/** Comparing megabytes number by number would take the test runner seconds. */
const holds = async (blob: Blob | undefined, bytes: Uint8Array): Promise<boolean> =>
  blob !== undefined && Buffer.from(await blob.arrayBuffer()).equals(bytes)

describe('encoders that the user opened', () => {
  test('come back with the same bytes after a restart, listed by title', async () => {
    const { open } = freshProfile()
    const storage = await open()
    const stored: number[] = []
    await storage.models.add(await manifestOf('org/b', 'B'), files, { onProgress: (n) => stored.push(n) })
    await storage.models.add(await manifestOf('org/a', 'A'), files)
    storage.close()
    const { models } = await open()
    expect((await models.list()).map(({ id }) => id)).toEqual(['org/a', 'org/b'])
    const read = await models.files('org/b')
    expect(await holds(read.get('onnx/model.onnx'), weights)).toBe(true)
    expect(await holds(read.get('config.json'), config)).toBe(true)
    expect(stored).toEqual([2, 2 + bytesPerModelBlock, 2 + weights.length])
  })

  test('a second one of the same id takes the place of the first', async () => {
    const { models } = await freshProfile().open()
    await models.add(await manifestOf('org/a', 'old'), files)
    await models.add(await manifestOf('org/a', 'new'), files)
    expect((await models.list()).map(({ manifest }) => manifest.encoders[0]!.title)).toEqual(['new'])
    const raw = await rawDatabase()
    expect(await raw.count('modelBlocks')).toBe(3)
    raw.close()
  })

  test('[P3] cancelled in the middle: nothing of it is left, and an older one of that id stays', async () => {
    const { models } = await freshProfile().open()
    await models.add(await manifestOf('org/a', 'old'), files)
    const controller = new AbortController()
    const half = { signal: controller.signal, onProgress: () => controller.abort() }
    await expect(models.add(await manifestOf('org/a', 'new'), files, half)).rejects.toMatchObject({
      code: 'cancelled',
    })
    expect((await models.list()).map(({ manifest }) => manifest.encoders[0]!.title)).toEqual(['old'])
    expect(await holds((await models.files('org/a')).get('onnx/model.onnx'), weights)).toBe(true)
    const raw = await rawDatabase()
    expect(await raw.count('modelBlocks')).toBe(3)
    raw.close()
  })

  test('[P4] blocks that a crash left behind are swept away at the next start', async () => {
    const { open } = freshProfile()
    const storage = await open()
    await storage.models.add(await manifestOf('org/a'), files)
    const raw = await rawDatabase()
    const block = (await raw.getAll('modelBlocks'))[0]!
    await raw.add('modelBlocks', { ...block, writeId: 'never finished' })
    await raw.add('modelBlocks', { ...block, modelId: 'org/never', writeId: 'never finished' })
    storage.close()
    await open()
    expect(await raw.count('modelBlocks')).toBe(3)
    raw.close()
  })

  test('[P6] one flipped byte on disk is noticed', async () => {
    const { models } = await freshProfile().open()
    await models.add(await manifestOf('org/a'), files)
    const raw = await rawDatabase()
    const block = (await raw.getAll('modelBlocks')).find(({ path }) => path === 'onnx/model.onnx')!
    block.bytes[7]! ^= 1
    await raw.put('modelBlocks', block)
    raw.close()
    await expect(models.files('org/a')).rejects.toMatchObject({
      code: 'data-corrupted',
      params: { what: 'encoder' },
    })
  })

  test('a removed one is gone with all its blocks', async () => {
    const { models } = await freshProfile().open()
    await models.add(await manifestOf('org/a'), files)
    await models.remove('org/a')
    await expect(models.files('org/a')).rejects.toMatchObject({ code: 'not-found' })
    const raw = await rawDatabase()
    expect(await raw.count('modelBlocks')).toBe(0)
    raw.close()
  })
})
