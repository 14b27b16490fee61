import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { networkInWords, refused, type Hub, type HubFile, type HubModel } from './hub.ts'

export interface DownloadOptions {
  readonly log: (line: string) => void
  /** Between attempts. */
  readonly wait: (milliseconds: number) => Promise<void>
}

const mostFailures = 5
const firstWait = 1000
/** From here on progress is told in tenths. */
const largeBytes = 20e6

/** Trying again may help. */
class Interrupted extends Error {}

/**
 * Fetches one file of a model, unless it is there. What arrived of it stays in FILE.part, from where the next attempt or
 * the next call goes on; only a file of the right size and hash gets its name.
 *
 * The requests are made here because the hub package's downloads do not tell an answer that goes on (206) from one that
 * begins anew (200), which joined to what is there would be a wrong file.
 * @throws Error in one line
 */
export async function downloadFile(
  hub: Hub,
  model: HubModel,
  file: HubFile & { readonly remotePath: string },
  target: string,
  options: DownloadOptions,
): Promise<void> {
  if (existsSync(target)) return
  mkdirSync(dirname(target), { recursive: true })
  const part = `${target}.part`
  if (sizeOf(part) > file.size) rmSync(part)
  const url = `${hub.url}/${model.id}/resolve/${model.commit}/${file.remotePath.split('/').map(encodeURIComponent).join('/')}`

  for (let failures = 0; !existsSync(part) || sizeOf(part) < file.size;) {
    const before = sizeOf(part)
    try {
      await fetchRest(hub, model.id, file, url, part, options.log)
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error
      failures = sizeOf(part) > before ? 1 : failures + 1
      if (failures >= mostFailures) throw new Error(error.message, { cause: error })
      options.log(`  ${file.path}: ${error.message} Going on at ${sizeOf(part)} of ${file.size} bytes.`)
      await options.wait(firstWait * 2 ** (failures - 1))
    }
  }
  await check(model.id, file, part)
  renameSync(part, target)
}

async function fetchRest(
  hub: Hub,
  id: string,
  { path, size }: HubFile,
  url: string,
  part: string,
  log: (line: string) => void,
): Promise<void> {
  const before = sizeOf(part)
  const headers = {
    // a compressed answer cannot be continued
    'accept-encoding': 'identity',
    ...(before > 0 && { range: `bytes=${before}-` }),
    // fetch drops it where the hub redirects to another host
    ...(hub.token && { authorization: `Bearer ${hub.token}` }),
  }
  const response = await fetch(url, { headers }).catch((error: unknown) => {
    throw new Interrupted(networkInWords(error, hub))
  })
  const { status } = response
  if (status === 401 || status === 403) throw new Error(refused(id, hub))
  if (status === 429 || status >= 500) throw new Interrupted(`${hub.url} answered ${status}.`)
  const continues = status === 206 && before > 0
  if ((!response.ok && status !== 416) || (status === 206 && !startsAt(response, before)))
    throw new Error(`${hub.url} answered ${status} for ${path} of ${id}.`)
  if (response.headers.get('content-type')?.startsWith('text/html'))
    throw new Error(`A web page came instead of ${path} of ${id}: does a proxy want a login?`)
  if (status === 416 || !response.body) {
    rmSync(part, { force: true })
    throw new Interrupted(`${hub.url} answered ${status} for the rest of ${path}.`)
  }
  await store(response.body, part, { id, path, size, from: continues ? before : 0, log })
}

interface Target {
  readonly id: string
  readonly path: string
  readonly size: number
  readonly from: number
  readonly log: (line: string) => void
}

/** Chunk by chunk, so that all that arrived before the connection broke is there for the next attempt. */
async function store(body: ReadableStream<Uint8Array>, part: string, target: Target): Promise<void> {
  const { id, path, size, from, log } = target
  const handle = await open(part, from > 0 ? 'a' : 'w')
  let bytes = from
  try {
    for await (const chunk of interruptible(body)) {
      const before = bytes
      bytes += chunk.length
      if (bytes > size) throw new Error(`${path} of ${id} is larger than the hub lists it (${size} bytes).`)
      await handle.appendFile(chunk)
      const [tenth, next] = [before, bytes].map((count) => Math.floor((10 * count) / size)) as [
        number,
        number,
      ]
      if (size >= largeBytes && next > tenth && next < 10) log(`  ${path}: ${next * 10} %`)
    }
  } finally {
    await handle.close()
  }
  if (bytes < size) throw new Interrupted('The transfer ended early.')
}

async function* interruptible(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body
  } catch {
    throw new Interrupted('The transfer broke off.')
  }
}

const startsAt = (response: Response, at: number): boolean =>
  response.headers.get('content-range')?.startsWith(`bytes ${at}-`) ?? false

/** What is wrong is deleted: the next attempt begins anew. */
async function check(id: string, { path, size, sha256, blob }: HubFile, part: string): Promise<void> {
  const sameAs = async (hash: ReturnType<typeof createHash>, expected: string): Promise<boolean> => {
    for await (const chunk of createReadStream(part)) hash.update(chunk as Buffer)
    return hash.digest('hex') === expected
  }
  const isRight =
    (!sha256 || (await sameAs(createHash('sha256'), sha256))) &&
    (!blob || (await sameAs(createHash('sha1').update(`blob ${size}\0`), blob)))
  if (isRight) return
  rmSync(part)
  throw new Error(`${path} of ${id} did not arrive as the hub lists it (wrong checksum): add it again.`)
}

const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0)
