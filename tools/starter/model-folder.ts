import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What manifest.json says of an encoder in the folder. */
export interface EncoderEntry {
  readonly title: string
  readonly modality: 'text' | 'image'
  readonly dimensions: number
  /** Base name of the ONNX file under onnx/, without the suffix of its dtype. */
  readonly weights: string
  readonly dtype: 'fp32' | 'fp16' | 'q8'
  /** Name of the graph's output to read. */
  readonly output: string
  /** 'model': that output is [n, dimensions] already. */
  readonly pooling: 'model' | 'mean' | 'cls' | 'last'
  readonly prefix: string
  /** 0 for images. */
  readonly maxTokens: number
  readonly licence: string
  /** One sentence: what it is good for and what not. */
  readonly description: string
}

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
export function modelFolder(id: string, encoders: readonly EncoderEntry[], files: Files): ModelFolder {
  const listed = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, content]) => ({ path, bytes: content.length, sha256: sha256(content) }))
  const revision = sha256(utf8(listed.map((file) => `${file.sha256}  ${file.path}\n`).join(''))).slice(0, 16)
  const manifest = utf8(`${JSON.stringify({ id, revision, encoders, files: listed }, null, 2)}\n`)
  return {
    revision,
    bytes: listed.reduce((sum, file) => sum + file.bytes, 0),
    files: new Map([...files, ['manifest.json', manifest]]),
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

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
