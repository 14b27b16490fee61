import { withPath } from './picked-folder.ts'

/**
 * Every file that was dropped, those of dropped folders with their path in webkitRelativePath, as a folder picker gives
 * them.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  // the items are gone once this task ends: take them all before the first wait
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry())
  const loose = [...transfer.files]
  const files: File[] = []
  for (const [i, entry] of entries.entries()) {
    if (entry?.isDirectory) files.push(...(await filesBelow(entry as FileSystemDirectoryEntry)))
    else if (loose[i]) files.push(loose[i])
  }
  return files
}

async function filesBelow(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const files: File[] = []
  const reader = folder.createReader()
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (some.length === 0) return files
    for (const entry of some)
      if (entry.isDirectory) files.push(...(await filesBelow(entry as FileSystemDirectoryEntry)))
      else files.push(withPath(await fileOf(entry as FileSystemFileEntry), entry.fullPath.replace(/^\//, '')))
  }
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject))
