import { createSHA256 } from 'hash-wasm'
import { securityHeaders } from '../../headers.ts'
import { ALSO_FINE, MEDIA_TYPES } from '../media-types.ts'

/** The site as the checks see it. */
export interface Site {
  /** Where the packed app lies, with a trailing slash. */
  readonly root: string
  readonly secureContext: boolean
  readonly crossOriginIsolated: boolean
  readonly fetchFile: (url: string, options: RequestInit) => Promise<Response>
}

export interface Finding {
  readonly check: string
  /** What is wrong and what to change; null where the check passed. */
  readonly problem: string | null
}

const CONFIGURATION = 'conf/nginx.conf and conf/web.config of the packed folder hold the right lines.'
const LIST = 'SHA256SUMS.txt'

/** Every check of a packed app on its server, one after the other. Nothing comes from a cache. */
export async function* checkSite(site: Site): AsyncGenerator<Finding> {
  yield {
    check: 'The address is secure (https, or http on localhost)',
    problem: site.secureContext
      ? null
      : 'Browsers switch off storage, WebGPU and service workers here. Serve the folder over https.',
  }
  const files = await readList(site)
  if (!files) {
    yield {
      check: `The list of files, ${LIST}`,
      problem: `${LIST} cannot be read. Copy the whole folder app/ again.`,
    }
    return
  }
  // A worker brings its own policy, so its script needs the headers as much as the page does.
  const worker = [...files.keys()].find((path) => path.includes('.worker-'))
  for (const path of ['', ...(worker ? [worker] : [])]) yield* checkHeaders(site, path)
  yield {
    check: 'The page is cross-origin isolated',
    problem: site.crossOriginIsolated
      ? null
      : `Threads and exact timers are off. Both Cross-Origin headers must reach the browser, over https. ${CONFIGURATION}`,
  }
  yield await checkFreshness(site)
  yield await checkMissingFile(site)
  yield* checkTypes(site, [...files.keys()])
  for (const [path, sha256] of files) yield await checkFile(site, path, sha256)
}

const get = (site: Site, path: string): Promise<Response> =>
  site.fetchFile(site.root + path, { cache: 'no-store' })

/** path -> SHA-256; null where the list is not there. */
async function readList(site: Site): Promise<ReadonlyMap<string, string> | null> {
  const response = await get(site, LIST).catch(() => null)
  if (!response?.ok) return null
  const lines = (await response.text()).split('\n').filter(Boolean)
  const entries = lines.map((line) => /^([0-9a-f]{64}) {2}(.+)$/.exec(line))
  if (entries.length === 0 || entries.includes(null)) return null
  return new Map(entries.map((entry) => [entry![2]!, entry![1]!]))
}

async function* checkHeaders(site: Site, path: string): AsyncGenerator<Finding> {
  const name = path || 'the start page'
  const response = await get(site, path).catch(() => null)
  for (const [header, wanted] of Object.entries(securityHeaders)) {
    const sent = response?.headers.get(header) ?? null
    yield {
      check: `${header} of ${name}`,
      problem:
        sent === wanted
          ? null
          : `${header} of ${name} is ${sent === null ? 'missing' : `“${sent}”`}; it should be “${wanted}”. ${CONFIGURATION}`,
    }
  }
}

/** A service worker that caches keep would hide the next version. */
async function checkFreshness(site: Site): Promise<Finding> {
  const response = await get(site, 'sw.js').catch(() => null)
  const sent = response?.headers.get('cache-control') ?? ''
  return {
    check: 'Cache-Control of sw.js',
    problem: /no-cache|no-store|max-age=0/.test(sent)
      ? null
      : `Cache-Control of sw.js is ${sent ? `“${sent}”` : 'missing'}; with “no-cache” new versions arrive at once. ${CONFIGURATION}`,
  }
}

async function checkMissingFile(site: Site): Promise<Finding> {
  const response = await get(site, 'models/there-is-no-such-file.json').catch(() => null)
  return {
    check: 'A missing file is not found (404)',
    problem:
      response?.status === 404
        ? null
        : `For a missing file the server answers with status ${response?.status ?? 'none'} instead of 404: switch off its fallback to index.html. ${CONFIGURATION}`,
  }
}

/** One file of each kind. */
async function* checkTypes(site: Site, paths: readonly string[]): AsyncGenerator<Finding> {
  const examples = new Map(paths.map((path) => [path.split('.').at(-1)!, path]))
  for (const [extension, wanted] of Object.entries(MEDIA_TYPES)) {
    const path = examples.get(extension)
    if (path === undefined) continue
    const response = await get(site, path).catch(() => null)
    await response?.body?.cancel()
    const sent = response?.headers.get('content-type')?.split(';')[0]?.trim() ?? 'none'
    const fine = sent === wanted || ALSO_FINE[extension]?.includes(sent)
    yield {
      check: `Media type of .${extension}`,
      problem: fine
        ? null
        : `Files .${extension} have the media type ${sent}; it should be ${wanted}. ${CONFIGURATION}`,
    }
  }
}

async function checkFile(site: Site, path: string, sha256: string): Promise<Finding> {
  const check = `Content of ${path}`
  const repair = 'Copy it again from the packed folder.'
  try {
    const response = await get(site, path)
    if (!response.ok || !response.body)
      return { check, problem: `${path} cannot be had (status ${response.status}). ${repair}` }
    const hash = await createSHA256()
    const reader = response.body.getReader()
    for (let part = await reader.read(); !part.done; part = await reader.read()) hash.update(part.value)
    return {
      check,
      problem: hash.digest() === sha256 ? null : `${path} is not the file that was packed. ${repair}`,
    }
  } catch {
    return { check, problem: `${path} cannot be had: the connection broke. ${repair}` }
  }
}
