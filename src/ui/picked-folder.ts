declare global {
  interface Window {
    /** Chromium has it; TypeScript's DOM does not know it. */
    showDirectoryPicker?(): Promise<FileSystemDirectoryHandle>
  }
}

/**
 * Every file below a folder that the user picks, with its path in webkitRelativePath, as an input element gives them: of
 * 2,000 files an input element makes one task of half a second, this makes short ones. Null where the browser has no
 * such picker or may not show it; no files where the user closed it.
 * @throws DOMException where a file cannot be read
 */
export async function pickFolder(): Promise<File[] | null> {
  const folder = await openPicker()
  return folder === 'closed' ? [] : folder && filesBelow(folder, `${folder.name}/`)
}

async function openPicker(): Promise<FileSystemDirectoryHandle | 'closed' | null> {
  try {
    return (await window.showDirectoryPicker?.()) ?? null
  } catch (thrown) {
    return thrown instanceof DOMException && thrown.name === 'AbortError' ? 'closed' : null
  }
}

async function filesBelow(folder: FileSystemDirectoryHandle, path: string): Promise<File[]> {
  const files: File[] = []
  for await (const entry of folder.values())
    if (entry.kind === 'directory') files.push(...(await filesBelow(entry, `${path}${entry.name}/`)))
    else files.push(withPath(await entry.getFile(), path + entry.name))
  return files
}

/** The file, as an input element for folders would give it. */
export function withPath(file: File, path: string): File {
  return Object.defineProperty(file, 'webkitRelativePath', { value: path })
}
