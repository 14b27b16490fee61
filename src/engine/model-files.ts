import { sha256 } from 'hash-wasm'
import { parseManifest } from '../core/encoders/manifest.ts'
import { Failure } from '../core/failure.ts'

/** The files of a model, by their path in its folder; every byte was checked. */
export type ModelFiles = ReadonlyMap<string, Uint8Array<ArrayBuffer>>

interface ModelIdentity {
  readonly id: string
  readonly revision: string
}

/**
 * Fetches a model's manifest and every file in it, and checks type, size and SHA-256 before anything reads them
 * (promises: P16). Nothing is kept: after a failure the next call fetches anew, past the HTTP cache.
 * @throws Failure 'model-missing', 'model-corrupted'
 */
export async function fetchModel(
  model: ModelIdentity,
  modelsUrl: string,
  fetchFile: typeof fetch = fetch,
): Promise<ModelFiles> {
  const load = (file: string) => fetchBytes(model.id, file, modelsUrl, fetchFile)
  const manifest = parseManifest(readJson(await load('manifest.json')), model)
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  for (const { path, bytes, sha256: expected } of manifest.files) {
    const content = await load(path)
    const refuse = (reason: 'size' | 'checksum') =>
      new Failure('model-corrupted', { id: model.id, file: path, reason })
    if (content.length !== bytes) throw refuse('size')
    if ((await sha256(content)) !== expected) throw refuse('checksum')
    files.set(path, content)
  }
  return files
}

/** A `fetch` that knows these files only: whatever a library asks for, no request leaves the worker. */
export function fetchFrom(files: ModelFiles, folder: string): (url: string | URL) => Promise<Response> {
  return (url) => {
    const content = String(url).startsWith(folder) ? files.get(String(url).slice(folder.length)) : undefined
    return Promise.resolve(content ? new Response(content) : new Response(null, { status: 404 }))
  }
}

async function fetchBytes(
  id: string,
  file: string,
  modelsUrl: string,
  fetchFile: typeof fetch,
): Promise<Uint8Array<ArrayBuffer>> {
  const missing = (status: number) => new Failure('model-missing', { id, file, status })
  const response = await fetchFile(`${modelsUrl}${id}/${file}`, { cache: 'no-cache' }).catch(() => {
    throw missing(0)
  })
  if (!response.ok) throw missing(response.status)
  if (response.headers.get('content-type')?.startsWith('text/html'))
    throw new Failure('model-corrupted', { id, file, reason: 'web page' })
  const body = await response.arrayBuffer().catch(() => {
    throw missing(0)
  })
  return new Uint8Array(body)
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}
