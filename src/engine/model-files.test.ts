import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { EncoderSpec } from '../core/encoders/encoder.ts'
import { createManifest } from '../core/encoders/manifest.ts'
import { fetchFrom, readModel } from './model-files.ts'

const model = { id: 'nearside/tiny' }
const base = 'http://localhost/models/'
const weights = new Uint8Array(4096).map((_, i) => i)
const config = new TextEncoder().encode('{}')

const entry = (path: string, content: Uint8Array) => ({
  path,
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
})
const encoder = {
  title: 'Tiny', modality: 'image', dimensions: 4, weights: 'model', dtype: 'fp32', output: 'image_embeds',
  pooling: 'model', prefix: '', maxTokens: 0, licence: 'MIT', description: 'For tests.',
} as const // prettier-ignore
const manifest = await createManifest({
  ...model,
  encoders: [encoder],
  files: [
    entry('config.json', config),
    entry('onnx/model.onnx', weights),
    entry('onnx/text_model.onnx', config),
  ],
})
const spec: EncoderSpec = { ...encoder, ...model, revision: manifest.revision, bytes: 0 }

type Served = Record<string, () => Response>
const genuine: Served = {
  'manifest.json': () => Response.json(manifest),
  'config.json': () => new Response(config),
  'onnx/model.onnx': () => new Response(weights),
}
/** A server that has these files in the model's folder and answers 404 otherwise. */
const server = (served: Served): typeof fetch => {
  return (url) => {
    const path = (url as string).replace(`${base}${model.id}/`, '')
    return Promise.resolve(served[path]?.() ?? new Response(null, { status: 404 }))
  }
}
const webPage = () =>
  new Response('<!doctype html>', { headers: { 'content-type': 'text/html; charset=utf-8' } })
const served = { kind: 'served', modelsUrl: base } as const
const fetchWith = (changes: Served) => readModel(spec, served, server({ ...genuine, ...changes }))

describe('[P16] a model is genuine or refused', () => {
  test('every file that the encoder needs is fetched, other weights of the folder are not', async () => {
    expect(await fetchWith({})).toEqual(
      new Map([
        ['config.json', config],
        ['onnx/model.onnx', weights],
      ]),
    )
  })

  test('one flipped bit', async () => {
    const flipped = weights.slice()
    flipped[2000]! ^= 1
    await expect(fetchWith({ 'onnx/model.onnx': () => new Response(flipped) })).rejects.toMatchObject({
      code: 'model-corrupted',
      params: { id: model.id, file: 'onnx/model.onnx', reason: 'checksum' },
    })
  })

  test('a file cut short', async () => {
    const cut = { 'onnx/model.onnx': () => new Response(weights.slice(0, 100)) }
    await expect(fetchWith(cut)).rejects.toMatchObject({ params: { reason: 'size' } })
  })

  test.each(['manifest.json', 'config.json', 'onnx/model.onnx'])(
    'a web page in place of %s',
    async (file) => {
      await expect(fetchWith({ [file]: webPage })).rejects.toMatchObject({
        code: 'model-corrupted',
        params: { file, reason: 'web page' },
      })
    },
  )

  test('a manifest that is none, or of another revision', async () => {
    const refused = { code: 'model-corrupted', params: { file: 'manifest.json', reason: 'manifest' } }
    await expect(fetchWith({ 'manifest.json': () => new Response('x') })).rejects.toMatchObject(refused)
    const other = await createManifest({ ...manifest, files: [entry('config.json', weights)] })
    await expect(fetchWith({ 'manifest.json': () => Response.json(other) })).rejects.toMatchObject(refused)
  })

  test('a file that is not there, or a server that does not answer', async () => {
    const gone = () => new Response(null, { status: 404 })
    const missing = { code: 'model-missing', params: { file: 'config.json', status: 404 } }
    await expect(fetchWith({ 'config.json': gone })).rejects.toMatchObject(missing)
    const offline = () => Promise.reject(new TypeError('Failed to fetch'))
    await expect(readModel(spec, served, offline)).rejects.toMatchObject({
      code: 'model-missing',
      params: { file: 'manifest.json', status: 0 },
    })
  })

  test('after a failure the next try fetches anew and may succeed', async () => {
    let tries = 0
    const once = () => (tries++ === 0 ? webPage() : new Response(config))
    const fetchFile = server({ ...genuine, 'config.json': once })
    await expect(readModel(spec, served, fetchFile)).rejects.toMatchObject({ code: 'model-corrupted' })
    expect((await readModel(spec, served, fetchFile)).size).toBe(2)
  })
})

test('[P16] files that the user opened are checked the same way', async () => {
  const files = new Map([
    ['manifest.json', new Blob([JSON.stringify(manifest)])],
    ['config.json', new Blob([config])],
    ['onnx/model.onnx', new Blob([weights])],
  ])
  expect((await readModel(spec, { kind: 'files', files })).get('onnx/model.onnx')).toEqual(weights)
  const flipped = weights.slice()
  flipped[2000]! ^= 1
  const damaged = new Map(files).set('onnx/model.onnx', new Blob([flipped]))
  await expect(readModel(spec, { kind: 'files', files: damaged })).rejects.toMatchObject({
    code: 'model-corrupted',
    params: { reason: 'checksum' },
  })
  files.delete('config.json')
  await expect(readModel(spec, { kind: 'files', files })).rejects.toMatchObject({ code: 'model-missing' })
})

describe('what a library is given to fetch with', () => {
  test('knows the verified files of this model and nothing else', async () => {
    const fetchFile = fetchFrom(new Map([['config.json', config]]), '/models/nearside/tiny/')
    expect(await (await fetchFile('/models/nearside/tiny/config.json')).text()).toBe('{}')
    expect((await fetchFile('/models/nearside/tiny/other.json')).status).toBe(404)
    expect((await fetchFile('https://huggingface.co/nearside/tiny/config.json')).status).toBe(404)
  })
})
