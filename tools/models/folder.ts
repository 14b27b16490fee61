import { existsSync, readdirSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { FolderFile } from '../../src/core/archives/folder-file.ts'

/** Every file under a folder of the disk, by its path in there; none where there is no folder. */
export function readFolder(folder: string): FolderFile[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => openFile(file, relative(folder, file).split(sep).join('/')))
}

/** A file of the disk, opened anew for each piece. */
export function openFile(file: string, path: string): FolderFile {
  const { size } = statSync(file)
  return {
    path,
    size,
    async read(start, end) {
      const handle = await open(file)
      try {
        const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start))
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, start)
        return bytesRead === bytes.length ? bytes : bytes.slice(0, bytesRead)
      } finally {
        await handle.close()
      }
    },
  }
}
