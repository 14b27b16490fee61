import type { ByteSource, FolderFile } from '../core/archives/folder-file.ts'
import { readZip } from '../core/archives/zip.ts'
import { throwIfAborted } from '../core/signal.ts'
import type { ArchiveLimits } from '../core/archives/zip-directory.ts'

const bytesPerPiece = 8 << 20

/**
 * The files of a picked folder, or of one ZIP.
 * @throws Failure 'archive-unreadable'
 */
export async function openedFiles(picked: readonly File[], limits: ArchiveLimits): Promise<FolderFile[]> {
  const [first] = picked
  const isArchive = picked.length === 1 && first!.name.toLowerCase().endsWith('.zip')
  if (isArchive) return readZip(sourceOf(first!), limits)
  return picked.map((file) => folderFile(file.webkitRelativePath || file.name, file))
}

/** What the files are called together: the archive's name, or the folder's. */
export const nameOfOpened = (picked: readonly File[]): string =>
  (picked[0]?.webkitRelativePath.split('/')[0] || picked[0]?.name || '').replace(/\.zip$/i, '')

/** The whole file, read in order and in pieces: the browser keeps a Blob's bytes outside the page's memory. */
export async function blobOf(file: FolderFile, signal: AbortSignal): Promise<Blob> {
  const parts: Blob[] = []
  for (let at = 0; at < file.size; at += bytesPerPiece) {
    throwIfAborted(signal)
    parts.push(new Blob([await file.read(at, Math.min(at + bytesPerPiece, file.size))]))
  }
  return new Blob(parts)
}

export const folderFile = (path: string, blob: Blob): FolderFile => ({ path, ...sourceOf(blob) })

const sourceOf = (blob: Blob): ByteSource => ({
  size: blob.size,
  read: async (start: number, end: number) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
})
