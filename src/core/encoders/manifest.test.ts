import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { weightsPath } from './encoder.ts'
import { starterEncoders } from './installed.ts'
import { createManifest, encodersOf, parseManifest } from './manifest.ts'

const id = 'org/model'
const encoder = {
  title: 'A model', modality: 'text', dimensions: 4, weights: 'model', dtype: 'q8', output: 'sentence_embedding',
  pooling: 'model', prefix: '', maxTokens: 128, licence: 'MIT', description: 'For tests.',
} as const // prettier-ignore
const file = { path: 'onnx/model_quantized.onnx', bytes: 3, sha256: 'ab'.repeat(32) }
const other = { path: 'config.json', bytes: 2, sha256: 'cd'.repeat(32) }
const manifest = await createManifest({ id, encoders: [encoder], files: [file, other] })
const twice = await createManifest({ id, encoders: [encoder], files: [file, other, file] })

describe('manifest of a model', () => {
  test('is read, its files in order', async () => {
    expect(await parseManifest(manifest, id)).toEqual(manifest)
    expect(manifest.files).toEqual([other, file])
  })

  test('its revision is a hash over the files, in the form that sha256sum prints', () => {
    const listing = manifest.files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('')
    expect(manifest.revision).toBe(createHash('sha256').update(listing).digest('hex').slice(0, 16))
  })

  test('gives each of its encoders with the id, the revision and the size of the folder', () => {
    expect(encodersOf(manifest)).toEqual([{ ...encoder, id, revision: manifest.revision, bytes: 5 }])
  })

  test.each([
    ['nothing', null],
    ['a web page that parsed as text', '<!doctype html>'],
    ['another model', { ...manifest, id: 'org/other' }],
    ['another revision', { ...manifest, revision: '0123456789abcdef' }],
    ['one changed checksum', { ...manifest, files: [other, { ...file, sha256: 'ef'.repeat(32) }] }],
    ['no encoder', { ...manifest, encoders: [] }],
    ['two encoders for texts', { ...manifest, encoders: [encoder, encoder] }],
    ['an unknown pooling', { ...manifest, encoders: [{ ...encoder, pooling: 'max' }] }],
    ['one file twice', twice],
    ['an encoder that reads nothing', { ...manifest, encoders: [{ ...encoder, maxTokens: 0 }] }],
    ['no checksum', { ...manifest, files: [{ path: 'config.json', bytes: 3 }] }],
    ['a way out of the folder', { ...manifest, files: [{ ...file, path: 'onnx/../../x' }] }],
    ['an absolute path', { ...manifest, files: [{ ...file, path: '/x' }] }],
    ['an address', { ...manifest, files: [{ ...file, path: 'https://x' }] }],
  ])('%s is refused', async (_, value) => {
    await expect(parseManifest(value, id)).rejects.toMatchObject({
      code: 'model-corrupted',
      params: { id, file: 'manifest.json', reason: 'manifest' },
    })
  })
})

const folder = new URL('../../../public/models/', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, folder))
const shipped = readdirSync(new URL('nearside/', folder)).map((name) => `nearside/${name}`)
const maxStarterBytes = { 'nearside/starter-text': 6_000_000, 'nearside/starter-image': 3_000_000 }

test('the starters ship', () => {
  expect(shipped).toEqual(expect.arrayContaining(Object.values(starterEncoders)))
})

describe.each(shipped)('%s', async (shippedId) => {
  const parsed = await parseManifest(JSON.parse(read(`${shippedId}/manifest.json`).toString()), shippedId)

  test('every file is the one that its manifest lists', () => {
    for (const { path, bytes, sha256 } of parsed.files) {
      const content = read(`${shippedId}/${path}`)
      expect(content.length, path).toBe(bytes)
      expect(createHash('sha256').update(content).digest('hex'), path).toBe(sha256)
    }
  })

  test('holds what transformers.js loads', () => {
    const paths = parsed.files.map(({ path }) => path)
    for (const spec of encodersOf(parsed)) {
      const needed = spec.modality === 'text' ? 'tokenizer.json' : 'preprocessor_config.json'
      expect(paths).toEqual(expect.arrayContaining(['config.json', needed, weightsPath(spec)]))
    }
  })

  test('is small enough to come with the app', () => {
    const most = maxStarterBytes[shippedId as keyof typeof maxStarterBytes]
    for (const { bytes } of encodersOf(parsed)) expect(bytes).toBeLessThanOrEqual(most)
  })
})
