import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { securityHeaders } from '../../headers.ts'
import { MEDIA_TYPES } from '../media-types.ts'
import { checkSite, type Site } from './checks.ts'

const root = 'https://app.example/'
const FILES: Record<string, string> = {
  'index.html': '<!doctype html>',
  'assets/encode.worker-1.js': 'work()',
  'assets/ort.wasm': 'wasm',
  'models/nearside/starter-text/onnx/model.onnx': 'weights',
  'sw.js': 'list()',
}
const sums = Object.entries(FILES)
  .map(([path, text]) => `${createHash('sha256').update(text).digest('hex')}  ${path}\n`)
  .join('')

interface Answer {
  status: number
  body: string
  headers: Record<string, string>
}
/** The server, as it should be; each test spoils one thing. */
let answer: (path: string) => Answer

beforeEach(() => {
  answer = (path) => {
    const body = { ...FILES, '': FILES['index.html']!, 'SHA256SUMS.txt': sums }[path]
    const type = MEDIA_TYPES[(path || 'index.html').split('.').at(-1)!] ?? 'text/plain'
    const headers = { ...securityHeaders, 'Content-Type': type, 'Cache-Control': 'no-cache' }
    return { status: body === undefined ? 404 : 200, body: body ?? 'Not found', headers }
  }
})

async function problems(changes: Partial<Site> = {}): Promise<string[]> {
  const site: Site = {
    root,
    secureContext: true,
    crossOriginIsolated: true,
    fetchFile: async (url) => {
      const { status, body, headers } = answer(url.slice(root.length))
      return new Response(body, { status, headers })
    },
    ...changes,
  }
  const found = []
  for await (const { problem } of checkSite(site)) if (problem !== null) found.push(problem)
  return found
}

/** The right answers, but for one path. */
function spoil(spoiled: string, change: (right: Answer) => Partial<Answer>): void {
  const right = answer
  answer = (path) => (path === spoiled ? { ...right(path), ...change(right(path)) } : right(path))
}
const without = (name: string) => (right: Answer) => ({
  headers: Object.fromEntries(Object.entries(right.headers).filter(([header]) => header !== name)),
})

describe('the self-check of a packed app', () => {
  test('finds nothing on a server as it should be', async () => {
    expect(await problems()).toEqual([])
  })

  test('an address that is not secure', async () => {
    expect(await problems({ secureContext: false })).toEqual([expect.stringContaining('over https')])
  })

  test('a page that is not isolated', async () => {
    expect(await problems({ crossOriginIsolated: false })).toEqual([expect.stringContaining('Threads')])
  })

  test.each(['', 'assets/encode.worker-1.js'])('a missing header on "%s"', async (path) => {
    spoil(path, without('Content-Security-Policy'))
    expect(await problems()).toEqual([
      expect.stringMatching(/^Content-Security-Policy of .* is missing; it should/),
    ])
  })

  test('a header that says something else', async () => {
    spoil('', ({ headers }) => ({ headers: { ...headers, 'Referrer-Policy': 'origin' } }))
    expect(await problems()).toEqual([expect.stringContaining('is “origin”; it should be “no-referrer”')])
  })

  test('a wrong media type', async () => {
    spoil('assets/ort.wasm', ({ headers }) => ({ headers: { ...headers, 'Content-Type': 'text/html' } }))
    expect(await problems()).toEqual([expect.stringContaining('Files .wasm have the media type text/html')])
  })

  test('the start page in place of a missing file', async () => {
    spoil('models/there-is-no-such-file.json', () => ({ status: 200, body: FILES['index.html']! }))
    expect(await problems()).toEqual([expect.stringContaining('status 200 instead of 404')])
  })

  test('a service worker that caches may keep', async () => {
    spoil('sw.js', without('Cache-Control'))
    expect(await problems()).toEqual([expect.stringContaining('Cache-Control of sw.js is missing')])
  })

  test('a changed byte, and a file that was not copied, by name', async () => {
    spoil('models/nearside/starter-text/onnx/model.onnx', () => ({ body: 'weightz' }))
    spoil('index.html', () => ({ status: 404 }))
    expect(await problems()).toEqual([
      expect.stringMatching(/^index\.html cannot be had \(status 404\)/),
      expect.stringMatching(/model\.onnx is not the file that was packed/),
    ])
  })

  test('no list of files', async () => {
    spoil('SHA256SUMS.txt', () => ({ status: 404 }))
    expect(await problems()).toEqual([expect.stringContaining('SHA256SUMS.txt cannot be read')])
  })
})
