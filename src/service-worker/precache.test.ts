import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { createPrecache, type Precache, type PrecacheEntry } from './precache.ts'

const scope = 'https://app.example/'
const version = (files: Record<string, string>): PrecacheEntry[] =>
  Object.entries(files).map(([url, text]) => ({
    url,
    bytes: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
  }))

/** A cache in memory; `full` makes it refuse, as a browser without room does. */
class MemoryCache {
  readonly stored = new Map<string, Response>()
  full = false

  async match(url: string): Promise<Response | undefined> {
    return this.stored.get(url)?.clone()
  }
  async put(url: string, response: Response): Promise<void> {
    const body = await response.arrayBuffer()
    if (this.full) throw new DOMException('', 'QuotaExceededError')
    this.stored.set(url, new Response(body, response))
  }
  async keys(): Promise<Request[]> {
    return [...this.stored.keys()].map((url) => new Request(url))
  }
  async delete({ url }: Request): Promise<boolean> {
    return this.stored.delete(url)
  }
}

let cache: MemoryCache
/** What the server has, and what it was asked for. */
let served: Map<string, string>
let asked: string[]

beforeEach(() => {
  cache = new MemoryCache()
  asked = []
})

function precacheOf(files: Record<string, string>): Precache {
  served = new Map(Object.entries(files))
  return createPrecache(version(files), {
    scope,
    caches: { open: () => Promise.resolve(cache as unknown as Cache) },
    fetchFile: async ({ url }) => {
      const path = url.slice(scope.length)
      asked.push(path)
      const text = served.get(path)
      if (text === 'unreachable') throw new TypeError('Failed to fetch')
      return text === undefined
        ? new Response(null, { status: 404 })
        : new Response(text, { headers: { 'Content-Security-Policy': 'strict', 'Content-Encoding': 'gzip' } })
    },
  })
}

const files = { 'index.html': '<!doctype html>', 'assets/a.js': 'alert()' }
const read = async (precache: Precache, path: string, init?: RequestInit): Promise<string | null> => {
  const request = new Request(scope + path, init)
  const entry = precache.entryFor(request)
  return entry ? (await precache.respond(entry, request)).text() : null
}

describe('saving', () => {
  test('every file, with the progress in bytes', async () => {
    const precache = precacheOf(files)
    const shown: number[] = []
    await precache.save((done) => shown.push(done))
    expect(shown).toEqual(shown.toSorted((a, b) => a - b))
    expect(shown.at(-1)).toBe(precache.total)
    expect(asked).toEqual(Object.keys(files))
  })

  test('an interrupted try goes on where it stopped', async () => {
    const precache = precacheOf(files)
    served.set('assets/a.js', 'unreachable')
    await expect(precache.save(() => undefined)).rejects.toMatchObject({ reason: 'unreachable' })
    served.set('assets/a.js', files['assets/a.js'])
    await precache.save(() => undefined)
    expect(asked).toEqual(['index.html', 'assets/a.js', 'assets/a.js'])
  })

  test.each([
    ['another file of the same size', 'ALERT()'],
    ['a shorter file', 'aler'],
    ['a login page', '<!doctype html>'],
  ])('[P16] %s is refused, and not kept', async (_, text) => {
    const precache = precacheOf(files)
    served.set('assets/a.js', text)
    await expect(precache.save(() => undefined)).rejects.toMatchObject({ reason: 'changed' })
    expect([...cache.stored.keys()].filter((key) => key.includes('a.js'))).toEqual([])
  })

  test('a missing file is told from a full disk', async () => {
    const precache = precacheOf(files)
    served.delete('assets/a.js')
    await expect(precache.save(() => undefined)).rejects.toMatchObject({ reason: 'changed' })
    cache.full = true
    served.set('assets/a.js', files['assets/a.js'])
    await expect(precache.save(() => undefined)).rejects.toMatchObject({ reason: 'full' })
  })
})

describe('answering', () => {
  test('from what is saved, with the headers of the server but for how it packed the bytes', async () => {
    const precache = precacheOf(files)
    await precache.save(() => undefined)
    served.clear()
    const request = new Request(`${scope}assets/a.js`)
    const response = await precache.respond(precache.entryFor(request)!, request)
    expect(await response.text()).toBe('alert()')
    expect(response.headers.get('content-security-policy')).toBe('strict')
    expect(response.headers.has('content-encoding')).toBe(false)
  })

  test.each(['', '?backend=wasm', 'index.html', 'index.html?x'])('the start page at "%s"', async (path) => {
    const precache = precacheOf(files)
    await precache.save(() => undefined)
    expect(await read(precache, path)).toBe('<!doctype html>')
  })

  test('what the browser has lost comes from the server', async () => {
    const precache = precacheOf(files)
    expect(await read(precache, 'assets/a.js')).toBe('alert()')
  })

  test.each([
    ['a file that is none of this version', 'models/other/x.onnx', {}],
    ['a request that wants no cache', 'assets/a.js', { cache: 'no-store' }],
    ['anything but GET', 'assets/a.js', { method: 'POST' }],
  ] as const)('%s is left to the server', (_, path, init) => {
    expect(precacheOf(files).entryFor(new Request(scope + path, init))).toBeUndefined()
  })

  test('another origin is none of its business', () => {
    expect(precacheOf(files).entryFor(new Request('https://other.example/index.html'))).toBeUndefined()
  })
})

describe('[P24] a new version', () => {
  const next = { 'index.html': '<!doctype html>2', 'assets/a.js': 'alert()' }

  test('fetches only what differs, and leaves the running one what it needs until it takes over', async () => {
    const running = precacheOf(files)
    await running.save(() => undefined)
    asked = []
    const waiting = precacheOf(next)
    await waiting.save(() => undefined)
    expect(asked).toEqual(['index.html'])
    expect(await read(running, '')).toBe('<!doctype html>')
    await waiting.dropOthers()
    expect(await read(waiting, '')).toBe('<!doctype html>2')
    expect(cache.stored.size).toBe(2)
  })
})
