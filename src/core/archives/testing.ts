import type { ByteSource, FolderFile } from './folder-file.ts'

/** Bytes in memory; `reads` counts what was asked for. */
export function memorySource(bytes: Uint8Array): ByteSource & { reads: { start: number; end: number }[] } {
  const reads: { start: number; end: number }[] = []
  return {
    size: bytes.length,
    reads,
    read(start, end) {
      reads.push({ start, end })
      return Promise.resolve(new Uint8Array(bytes.subarray(start, end)))
    },
  }
}

/** A file in memory: bytes, a text, or an object that becomes JSON. */
export function memoryFile(path: string, content: Uint8Array | string | object): FolderFile {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  const bytes = content instanceof Uint8Array ? content : new TextEncoder().encode(text)
  return { ...memorySource(bytes), path }
}
