import type { ByteSource, FolderFile } from '../core/archives/folder-file.ts'
import { readZip } from '../core/archives/zip.ts'
import { throwIfAborted } from '../core/signal.ts'
import { createYieldToLoop } from '../engine/client.ts'
import type { ArchiveLimits } from '../core/archives/zip-directory.ts'

/** A model with its tokeniser; larger ones would not fit into a browser's memory. */
const modelLimits: ArchiveLimits = { files: 2000, bytes: 4e9 }
const bytesPerPiece = 8 << 20

/**
 * The files of a picked folder, or of one ZIP, that hold a model.
 * @throws Failure 'archive-unreadable'
 */
export async function openedFiles(picked: readonly File[]): Promise<FolderFile[]> {
  const archive = archiveIn(picked)
  return archive ? readZip(sourceOf(archive), modelLimits) : pickedFiles(picked)
}

/** The ZIP, where nothing else was picked. */
export const archiveIn = (picked: readonly File[]): File | null =>
  picked.length === 1 && picked[0]!.name.toLowerCase().endsWith('.zip') ? picked[0]! : null

/** With the page's turn in between: the browser asks the disk for the size of each. */
export async function pickedFiles(picked: readonly File[]): Promise<FolderFile[]> {
  const yieldToLoop = createYieldToLoop()
  const files: FolderFile[] = []
  for (const file of picked) {
    files.push(folderFile(file.webkitRelativePath || file.name, file))
    await yieldToLoop()
  }
  return files
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

export const sourceOf = (blob: Blob): ByteSource => ({
  size: blob.size,
  read: async (start: number, end: number) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
})
