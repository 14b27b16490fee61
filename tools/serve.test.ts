import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { request, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { securityHeaders } from './headers.ts'
import { startServer, type RunningServer } from './serve.ts'

let folder: string
let server: RunningServer

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nearside-serve-'))
  mkdirSync(join(folder, 'site', 'models'), { recursive: true })
  writeFileSync(join(folder, 'secret.txt'), 'outside')
  for (const name of [
    'index.html',
    'a.mjs',
    'a.js',
    'a.wasm',
    'a.json',
    'a.css',
    'sw.js',
    'manifest.webmanifest',
    'models/a.onnx',
    'models/a.onnx_data',
    'models/a.onnx_data_1',
  ])
    writeFileSync(join(folder, 'site', name), `body of ${name}`)
  server = await startServer({ port: 0, folder: join(folder, 'site') })
})

afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** node:http rather than fetch: fetch tidies `..` out of a path before sending it. */
function get(
  path: string,
  options: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(server.url)
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, family: 4, ...options }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (body += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
      .on('error', reject)
      .end()
  })
}

describe('every response carries the strict headers', () => {
  const requests: [string, number, Parameters<typeof get>[1]?][] = [
    ['/', 200],
    ['/models/a.onnx', 200],
    ['/models/missing.onnx', 404],
    ['/a.wasm', 206, { headers: { range: 'bytes=0-3' } }],
    ['/a.wasm', 416, { headers: { range: 'bytes=999-' } }],
    ['/a.json', 405, { method: 'POST' }],
  ]
  test.each(requests)('%s with status %i', async (path, status, options) => {
    const answer = await get(path, options)
    expect(answer.status).toBe(status)
    for (const [name, value] of Object.entries(securityHeaders))
      expect(answer.headers[name.toLowerCase()], name).toBe(value)
  })

  test('an unchanged file (304)', async () => {
    const etag = (await get('/a.js')).headers.etag
    const answer = await get('/a.js', { headers: { 'if-none-match': String(etag) } })
    expect(answer.status).toBe(304)
    expect(answer.headers['content-security-policy']).toBe(securityHeaders['Content-Security-Policy'])
  })
})

test.each([
  ['/', 'text/html;charset=utf-8'],
  ['/a.mjs', 'text/javascript'],
  ['/a.js', 'text/javascript'],
  ['/a.wasm', 'application/wasm'],
  ['/a.json', 'application/json'],
  ['/a.css', 'text/css'],
  ['/manifest.webmanifest', 'application/manifest+json'],
  ['/models/a.onnx', 'application/octet-stream'],
  ['/models/a.onnx_data', 'application/octet-stream'],
  ['/models/a.onnx_data_1', 'application/octet-stream'],
])('%s is served as %s', async (path, type) => {
  expect((await get(path)).headers['content-type']).toBe(type)
})

test.each([
  '/models/missing.json',
  '/models/',
  '/models',
  '/data/some/screen',
  '/../secret.txt',
  '/%2e%2e/secret.txt',
])('%s is not found, and never the start page or a file outside', async (path) => {
  const answer = await get(path)
  expect(answer.status).toBe(404)
  expect(answer.body).toBe('Not found\n')
})

test('a taken port is said in words', async () => {
  const port = Number(new URL(server.url).port)
  await expect(startServer({ port, folder })).rejects.toThrow(`Port ${port} is taken`)
})

test('[P24] a new service worker is seen at once: caches must ask for it each time', async () => {
  expect((await get('/sw.js')).headers['cache-control']).toBe('no-cache')
})
