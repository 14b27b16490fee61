import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fetchFrom, fetchModel } from './model-files.ts'

const model = { id: 'nearside/tiny', revision: '7' }
const base = 'http://localhost/models/'
const weights = new Uint8Array(4096).map((_, i) => i)
const config = new TextEncoder().encode('{}')

const entry = (path: string, content: Uint8Array) => ({
  path,
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
})
const manifest = { ...model, files: [entry('config.json', config), entry('onnx/model.onnx', weights)] }

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
const fetchWith = (changes: Served) => fetchModel(model, base, server({ ...genuine, ...changes }))

describe('[P16] a model is genuine or refused', () => {
  test('every file of the manifest is fetched', async () => {
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
    const other = () => Response.json({ ...manifest, revision: '8' })
    await expect(fetchWith({ 'manifest.json': other })).rejects.toMatchObject(refused)
  })

  test('a file that is not there, or a server that does not answer', async () => {
    const gone = () => new Response(null, { status: 404 })
    const missing = { code: 'model-missing', params: { file: 'config.json', status: 404 } }
    await expect(fetchWith({ 'config.json': gone })).rejects.toMatchObject(missing)
    const offline = () => Promise.reject(new TypeError('Failed to fetch'))
    await expect(fetchModel(model, base, offline)).rejects.toMatchObject({
      code: 'model-missing',
      params: { file: 'manifest.json', status: 0 },
    })
  })

  test('after a failure the next try fetches anew and may succeed', async () => {
    let tries = 0
    const once = () => (tries++ === 0 ? webPage() : new Response(config))
    const fetchFile = server({ ...genuine, 'config.json': once })
    await expect(fetchModel(model, base, fetchFile)).rejects.toMatchObject({ code: 'model-corrupted' })
    expect((await fetchModel(model, base, fetchFile)).size).toBe(2)
  })
})

describe('what a library is given to fetch with', () => {
  test('knows the verified files of this model and nothing else', async () => {
    const fetchFile = fetchFrom(new Map([['config.json', config]]), '/models/nearside/tiny/')
    expect(await (await fetchFile('/models/nearside/tiny/config.json')).text()).toBe('{}')
    expect((await fetchFile('/models/nearside/tiny/other.json')).status).toBe(404)
    expect((await fetchFile('https://huggingface.co/nearside/tiny/config.json')).status).toBe(404)
  })
})
