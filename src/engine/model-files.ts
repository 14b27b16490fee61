import { sha256 } from 'hash-wasm'
import { weightsPath, type EncoderSpec } from '../core/encoders/encoder.ts'
import { manifestName, parseManifest, type ModelFile } from '../core/encoders/manifest.ts'
import { Failure } from '../core/failure.ts'
import type { ModelSource } from './protocol.ts'

/** The files of a model, by their path in its folder; every byte was checked. */
export type ModelFiles = ReadonlyMap<string, Uint8Array<ArrayBuffer>>

type ReadFile = (path: string) => Promise<Uint8Array<ArrayBuffer>>

/**
 * Reads a model's manifest and the files that the encoder needs, and checks type, size and SHA-256 before anything uses
 * them (promises: P16). Nothing is kept: after a failure the next call reads anew, past the HTTP cache.
 * @throws Failure 'model-missing', 'model-corrupted' (another revision than the encoder's included)
 */
export async function readModel(
  spec: EncoderSpec,
  source: ModelSource,
  fetchFile: typeof fetch = fetch,
): Promise<ModelFiles> {
  const read =
    source.kind === 'files'
      ? fromFiles(spec.id, source.files)
      : fromServer(spec.id, source.modelsUrl, fetchFile)
  const manifest = await parseManifest(readJson(await read(manifestName)), spec.id)
  const refuse = (path: string, reason: 'size' | 'checksum' | 'manifest') =>
    new Failure('model-corrupted', { id: spec.id, file: path, reason })
  if (manifest.revision !== spec.revision) throw refuse(manifestName, 'manifest')
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  for (const { path, bytes, sha256: expected } of neededFiles(spec, manifest.files)) {
    const content = await read(path)
    if (content.length !== bytes) throw refuse(path, 'size')
    if ((await sha256(content)) !== expected) throw refuse(path, 'checksum')
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

/** A folder may hold the weights of several encoders (one for texts, one for pictures); the others' are left out. */
function neededFiles(spec: EncoderSpec, files: readonly ModelFile[]): ModelFile[] {
  const weights = weightsPath(spec)
  return files.filter(({ path }) => !/\.onnx(_data.*)?$/.test(path) || path.startsWith(weights))
}

function fromFiles(id: string, files: ReadonlyMap<string, Blob>): ReadFile {
  return async (path) => {
    const file = files.get(path)
    if (!file) throw new Failure('model-missing', { id, file: path, status: 0 })
    return new Uint8Array(await file.arrayBuffer())
  }
}

function fromServer(id: string, modelsUrl: string, fetchFile: typeof fetch): ReadFile {
  return (path) => fetchModelFile({ id, file: path, url: `${modelsUrl}${id}/${path}` }, fetchFile)
}

/**
 * One file of the server, past the HTTP cache; never a web page in its place.
 * @throws Failure 'model-missing', 'model-corrupted'
 */
export async function fetchModelFile(
  { id, file, url }: { id: string; file: string; url: string },
  fetchFile: typeof fetch,
): Promise<Uint8Array<ArrayBuffer>> {
  const missing = (status: number) => new Failure('model-missing', { id, file, status })
  const response = await fetchFile(url, { cache: 'no-cache' }).catch(() => {
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

/** null where it is no JSON. */
export function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}
