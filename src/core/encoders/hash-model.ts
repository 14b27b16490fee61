import { createSHA256 } from 'hash-wasm'
import type { FolderFile } from '../archives/folder-file.ts'
import { Failure } from '../failure.ts'
import { throwIfAborted, type Signal } from '../signal.ts'
import type { InspectedModel } from './inspect-model.ts'
import { createManifest, type ModelFile, type ModelManifest } from './manifest.ts'

export interface HashOptions {
  /** Where the files come from, for a manifest that is made here. */
  readonly source?: string
  readonly signal?: Signal
  /** Called with the bytes read so far, of all files. */
  readonly onProgress?: (bytes: number) => void
}

const pieceBytes = 4 * 1024 * 1024

/**
 * Reads every file of a model once, in pieces, and hashes it: gives the manifest that it came with, if all is as that
 * says, else one made of what was read.
 * @throws Failure 'model-corrupted' naming the first file that differs; 'cancelled'
 */
export async function hashModel(model: InspectedModel, options: HashOptions = {}): Promise<ModelManifest> {
  const { id, encoders, manifest } = model
  const files: ModelFile[] = []
  let before = 0
  for (const file of model.files) {
    const sha256 = await hashFile(file, (bytes) => {
      throwIfAborted(options.signal)
      options.onProgress?.(before + bytes)
    })
    before += file.size
    const listed = manifest?.files.find(({ path }) => path === file.path)
    if (listed && listed.sha256 !== sha256)
      throw new Failure('model-corrupted', { id, file: file.path, reason: 'checksum' })
    files.push({ path: file.path, bytes: file.size, sha256 })
  }
  return manifest ?? createManifest({ id, source: options.source, encoders: [...encoders], files })
}

/** The SHA-256 of a file, in hexadecimal digits. */
export async function hashFile(file: FolderFile, onProgress?: (bytes: number) => void): Promise<string> {
  const hasher = await createSHA256()
  hasher.init()
  for (let at = 0; at < file.size; at += pieceBytes) {
    const end = Math.min(at + pieceBytes, file.size)
    hasher.update(await file.read(at, end))
    onProgress?.(end)
  }
  return hasher.digest('hex')
}
