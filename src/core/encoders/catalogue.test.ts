import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { defaultEncoder, encoderById, encoderCatalogue } from './catalogue.ts'
import { parseManifest } from './manifest.ts'

const MAX_STARTER_BYTES = 6_000_000

const folder = new URL('../../../public/models/', import.meta.url)
const read = (id: string, path: string) => readFileSync(new URL(`${id}/${path}`, folder))

describe('the catalogue of encoders', () => {
  test('names each encoder once', () => {
    const ids = encoderCatalogue.map((spec) => spec.id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('finds an encoder by its id, and lists the known ones otherwise', () => {
    for (const spec of encoderCatalogue) expect(encoderById(spec.id)).toBe(spec)
    expect(() => encoderById('nearside/none')).toThrow(
      expect.objectContaining({
        code: 'unknown-encoder',
        params: { id: 'nearside/none', known: encoderCatalogue.map((spec) => spec.id) },
      }),
    )
  })

  test('starts a project of notes with the starter encoder', () => {
    expect(defaultEncoder('text').id).toBe('nearside/starter-text')
  })
})

describe.each(encoderCatalogue)('$id', (spec) => {
  const manifest = parseManifest(JSON.parse(read(spec.id, 'manifest.json').toString('utf8')), spec)

  test('has an entry that can be shown and keyed by', () => {
    expect(spec.id).toMatch(/^[\w-]+\/[\w.-]+$/)
    expect(spec.revision).toMatch(/^[\w.-]{1,64}$/)
    for (const text of [spec.title, spec.licence, spec.description]) expect(text.trim()).not.toBe('')
    for (const count of [spec.dimensions, spec.maxTokens, spec.bytes]) {
      expect(Number.isInteger(count)).toBe(true)
      expect(count).toBeGreaterThan(0)
    }
  })

  test('every file is the one that its manifest lists', () => {
    for (const { path, bytes, sha256 } of manifest.files) {
      const content = read(spec.id, path)
      expect(content.length, path).toBe(bytes)
      expect(createHash('sha256').update(content).digest('hex'), path).toBe(sha256)
    }
  })

  test('the revision is a hash over the files, and the bytes are theirs', () => {
    const listing = manifest.files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('')
    expect(createHash('sha256').update(listing).digest('hex').slice(0, 16)).toBe(spec.revision)
    expect(manifest.files.reduce((sum, file) => sum + file.bytes, 0)).toBe(spec.bytes)
  })

  test('holds what transformers.js loads', () => {
    const weights = { fp32: 'model', fp16: 'model_fp16', q8: 'model_quantized' }[spec.dtype]
    expect(manifest.files.map((file) => file.path)).toEqual(
      expect.arrayContaining([
        'config.json',
        'tokenizer.json',
        'tokenizer_config.json',
        `onnx/${weights}.onnx`,
      ]),
    )
  })
})

test('the starter encoder is small enough to come with the app', () => {
  expect(encoderById('nearside/starter-text').bytes).toBeLessThanOrEqual(MAX_STARTER_BYTES)
})
