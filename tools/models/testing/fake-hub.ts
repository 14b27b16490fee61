import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Hub } from '../hub.ts'

export const commit = 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00'
const filesPerPage = 3

/** What goes wrong, by a file's path. */
export interface Faults {
  /** The connection ends after this many bytes; one entry is used up a request. */
  readonly breaks: Map<string, number[]>
  /** Whether the file's first `bytes` have arrived, so that the connection may end. */
  mayBreak: (bytes: number) => boolean
  /** A web page comes in its place. */
  readonly pages: Set<string>
  /** Other bytes of the same size come. */
  readonly damaged: Set<string>
  /** Ranges are ignored: the whole file comes. */
  ignoresRanges: boolean
  gated: boolean
}

export interface FakeHub extends Hub {
  readonly faults: Faults
  /** "METHOD path range" of every request for a file's bytes. */
  readonly transfers: string[]
  /** What the other host was sent as a login. */
  readonly strangersLogins: (string | undefined)[]
  close(): Promise<void>
}

/** Answers for one model as the hub does; the bytes of its ONNX files come from another host. */
export async function startFakeHub(id: string, files: ReadonlyMap<string, Uint8Array>): Promise<FakeHub> {
  const faults: Faults = {
    breaks: new Map(),
    mayBreak: () => true,
    pages: new Set(),
    damaged: new Set(),
    ignoresRanges: false,
    gated: false,
  }
  const transfers: string[] = []
  const strangersLogins: (string | undefined)[] = []

  const other = await listen((request, response) => {
    strangersLogins.push(request.headers.authorization)
    sendFile(decodeURIComponent(request.url!.slice(1)), request, response)
  })
  const hub = await listen((request, response) => {
    const url = new URL(request.url!, 'http://hub')
    if (url.pathname.startsWith('/login/')) {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>')
      return
    }
    const parts = url.pathname.split('/').map(decodeURIComponent)
    const [api, models, org, name, kind, revision] = parts.slice(1)
    if (api === 'api' && models === 'models') {
      if (`${org}/${name}` !== id) return sendJson(response, 404, { error: 'Repository not found' })
      if (revision !== 'main' && revision !== commit)
        return sendJson(response, 404, { error: `Invalid rev id: ${revision}` })
      if (kind === 'revision')
        return sendJson(response, 200, { _id: '1', id, sha: commit, cardData: { license: 'mit' } })
      return sendTree(url, response)
    }
    const path = parts.slice(5).join('/')
    if (faults.gated && !request.headers.authorization)
      return sendJson(response, 401, { error: 'Access to this model is restricted' })
    if (parts[3] !== 'resolve' || parts[4] !== commit || !files.has(path))
      return sendJson(response, 404, { error: 'Entry not found' })
    if (!path.endsWith('.onnx')) return sendFile(path, request, response)
    response.writeHead(302, { location: `${other.url}/${encodeURIComponent(path)}` }).end()
  })

  function sendTree(url: URL, response: ServerResponse): void {
    const from = Number(url.searchParams.get('cursor') ?? 0)
    const entries = [...files].map(([path, content]) => ({
      type: 'file',
      path,
      size: content.length,
      oid: sha('sha1', `blob ${content.length}\0`, content),
      ...(path.endsWith('.onnx') && {
        lfs: { oid: sha('sha256', content), size: content.length, pointerSize: 130 },
      }),
    }))
    if (from + filesPerPage < entries.length) {
      url.searchParams.set('cursor', String(from + filesPerPage))
      response.setHeader('link', `<${hub.url}${url.pathname}${url.search}>; rel="next"`)
    }
    sendJson(response, 200, entries.slice(from, from + filesPerPage))
  }

  function sendFile(path: string, request: IncomingMessage, response: ServerResponse): void {
    const { range } = request.headers
    transfers.push(`${path} ${range ?? 'all'}`)
    if (faults.pages.has(path)) {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Login</title>')
      return
    }
    const whole = faults.damaged.has(path) ? files.get(path)!.map((byte) => byte ^ 1) : files.get(path)!
    const from = faults.ignoresRanges ? 0 : Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0)
    const body = whole.subarray(from)
    response.writeHead(from > 0 ? 206 : 200, {
      'content-length': body.length,
      ...(from > 0 && { 'content-range': `bytes ${from}-${whole.length - 1}/${whole.length}` }),
    })
    const breakAt = faults.breaks.get(path)?.shift()
    if (breakAt === undefined) response.end(body)
    else {
      response.flushHeaders()
      response.write(body.subarray(0, breakAt))
      endWhen(() => faults.mayBreak(from + breakAt), response)
    }
  }

  return {
    url: hub.url,
    faults,
    transfers,
    strangersLogins,
    close: async () => {
      await Promise.all([hub.close(), other.close()])
    },
  }
}

function endWhen(isTime: () => boolean, response: ServerResponse): void {
  if (isTime()) response.socket?.end()
  else setImmediate(() => endWhen(isTime, response))
}

async function listen(handle: RequestListener): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(handle)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

function sha(algorithm: string, ...parts: (string | Uint8Array)[]): string {
  const hash = createHash(algorithm)
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}
