import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createManifest, manifestName, type ManifestEncoder } from '../../src/core/encoders/manifest.ts'

/** Contents by path within the folder. */
export type Files = ReadonlyMap<string, Uint8Array>

export interface ModelFolder {
  /** Of the model's files, the manifest not among them. */
  readonly revision: string
  readonly bytes: number
  /** Every file of the folder, the manifest included. */
  readonly files: Files
}

/** Adds the manifest to a model's files. The revision is a hash over all of them, self-test.json included. */
export async function modelFolder(
  id: string,
  encoders: readonly ManifestEncoder[],
  files: Files,
): Promise<ModelFolder> {
  const listed = [...files].map(([path, content]) => ({
    path,
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  }))
  const manifest = await createManifest({ id, encoders: [...encoders], files: listed })
  return {
    revision: manifest.revision,
    bytes: listed.reduce((sum, file) => sum + file.bytes, 0),
    files: new Map([...files, [manifestName, utf8(`${JSON.stringify(manifest, null, 2)}\n`)]]),
  }
}

export function writeFiles(folder: string, files: Files): void {
  for (const [path, content] of files) {
    const target = join(folder, path)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, content)
  }
}

/** A small file as bytes, on one line. */
export function jsonFile(content: unknown): Uint8Array {
  return utf8(`${JSON.stringify(content)}\n`)
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
