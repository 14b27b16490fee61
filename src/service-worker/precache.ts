import { createSHA256 } from 'hash-wasm'
import type { SaveFailure } from './messages.ts'

/** One file of this version of the app, as the build lists it. */
export interface PrecacheEntry {
  /** Relative to the folder that the app is served from. */
  readonly url: string
  readonly bytes: number
  /** Hexadecimal. */
  readonly sha256: string
}

/** Why a file could not be saved. */
export class SaveError extends Error {
  readonly reason: SaveFailure

  constructor(reason: SaveFailure, options?: ErrorOptions) {
    super(reason, options)
    this.reason = reason
  }
}

interface Surroundings {
  /** The address that the app is served from, with a trailing slash. */
  readonly scope: string
  readonly caches: Pick<CacheStorage, 'open'>
  readonly fetchFile: (request: Request) => Promise<Response>
}

export interface Precache {
  /**
   * Saves what is not saved yet, one file after the other; `onProgress` gets the bytes done so far, of `total`. What an
   * earlier version or an interrupted try has saved stays, and counts as done.
   * @throws SaveError
   */
  save(onProgress: (done: number) => void): Promise<void>
  readonly total: number
  /** The file that a request asks for; undefined where it is none of this version's, or the request wants no cache. */
  entryFor(request: Request): PrecacheEntry | undefined
  /** The saved file; from the server where the browser has lost it. */
  respond(entry: PrecacheEntry, request: Request): Promise<Response>
  /** Deletes what only other versions had. */
  dropOthers(): Promise<void>
}

/**
 * The files of one version in one cache, each under its SHA-256: versions share what they have in common, and a version
 * that waits never touches what the running one needs.
 */
export function createPrecache(
  entries: readonly PrecacheEntry[],
  { scope, caches, fetchFile }: Surroundings,
): Precache {
  const byUrl = new Map(entries.map((entry) => [entry.url, entry]))
  const keyOf = ({ url, sha256 }: PrecacheEntry): string => new URL(`${url}?sha256=${sha256}`, scope).href
  const open = (): Promise<Cache> => caches.open('nearside-app')

  async function saveEntry(cache: Cache, entry: PrecacheEntry, onBytes: (n: number) => void): Promise<void> {
    const request = new Request(new URL(entry.url, scope), { cache: 'no-cache' })
    const response = await fetchFile(request).catch((cause: unknown) => {
      throw new SaveError('unreachable', { cause })
    })
    if (response.status !== 200 || !response.body)
      throw new SaveError(response.status >= 500 ? 'unreachable' : 'changed')
    const checked = await checkedBody(response.body, entry, onBytes)
    const copy = new Response(checked.body, { headers: headersOfCopy(response.headers) })
    await cache.put(keyOf(entry), copy).catch((cause: unknown) => {
      if (cause instanceof Error && cause.name === 'QuotaExceededError')
        throw new SaveError('full', { cause })
      throw new SaveError(checked.differs() ? 'changed' : 'unreachable', { cause })
    })
  }

  return {
    total: entries.reduce((sum, { bytes }) => sum + bytes, 0),

    async save(onProgress) {
      const cache = await open()
      let done = 0
      for (const entry of entries) {
        const before = done
        if (!(await cache.match(keyOf(entry))))
          await saveEntry(cache, entry, (bytes) => onProgress(before + Math.min(bytes, entry.bytes)))
        done = before + entry.bytes
        onProgress(done)
      }
    },

    entryFor(request) {
      // The self-check of a packed folder asks the server itself.
      if (request.method !== 'GET' || request.cache === 'no-store') return undefined
      const { origin, pathname } = new URL(request.url)
      const address = origin + pathname
      if (!address.startsWith(scope)) return undefined
      return byUrl.get(address.slice(scope.length) || 'index.html')
    },

    async respond(entry, request) {
      const cache = await open()
      return (await cache.match(keyOf(entry))) ?? fetchFile(request)
    },

    async dropOthers() {
      const cache = await open()
      const mine = new Set(entries.map(keyOf))
      const others = (await cache.keys()).filter(({ url }) => !mine.has(url))
      await Promise.all(others.map((request) => cache.delete(request)))
    },
  }
}

/**
 * The body as it streams by, which ends in an error where it is not the listed file: half a deployment, or a login page
 * in its place, is never saved.
 */
async function checkedBody(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  { bytes, sha256 }: PrecacheEntry,
  onBytes: (n: number) => void,
) {
  const hash = await createSHA256()
  let seen = 0
  let differs = false
  const check = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      hash.update(chunk)
      seen += chunk.length
      onBytes(seen)
      controller.enqueue(chunk)
    },
    flush(controller) {
      differs = seen !== bytes || hash.digest() !== sha256
      if (differs) controller.error(new SaveError('changed'))
    },
  })
  return { body: body.pipeThrough(check), differs: () => differs }
}

/** The server's own headers, the policy among them; not how it packed the bytes, which are unpacked by now. */
function headersOfCopy(headers: Headers): Headers {
  const copy = new Headers(headers)
  for (const name of ['content-encoding', 'content-length', 'vary']) copy.delete(name)
  return copy
}
