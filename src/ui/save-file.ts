/** A file that is written piece by piece; it is there once it was closed. */
export interface SaveFile {
  readonly fileName: string
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>
  close(): Promise<void>
  discard(): Promise<void>
}

declare global {
  interface Window {
    /** Chromium has it; TypeScript's DOM does not know it. */
    showSaveFilePicker?(options: { suggestedName: string }): Promise<FileSystemFileHandle>
  }
}

/**
 * A file where the user wants it: written to the disk as it comes, where the browser can do that; else kept by the browser,
 * outside the page's memory, and downloaded in the end: also where the chosen file may not be written to. Null where the user closed the
 * picker. Call it in a click.
 */
export async function openSaveFile(suggestedName: string): Promise<SaveFile | null> {
  const handle = await pickFile(suggestedName)
  if (handle === 'closed') return null
  return (handle && (await onDisk(handle))) ?? downloaded(suggestedName)
}

async function pickFile(suggestedName: string): Promise<FileSystemFileHandle | 'closed' | null> {
  try {
    return (await window.showSaveFilePicker?.({ suggestedName })) ?? null
  } catch (thrown) {
    return thrown instanceof DOMException && thrown.name === 'AbortError' ? 'closed' : null
  }
}

/** The browser writes beside the file, and puts what was written in its place on closing. Null where it may not. */
async function onDisk(handle: FileSystemFileHandle): Promise<SaveFile | null> {
  const stream = await handle.createWritable().catch(() => null)
  if (!stream) return null
  return {
    fileName: handle.name,
    write: (bytes) => stream.write(bytes),
    close: () => stream.close(),
    discard: () => stream.abort().catch(() => undefined),
  }
}

function downloaded(fileName: string): SaveFile {
  let pieces: Blob[] = []
  return {
    fileName,
    async write(bytes) {
      pieces.push(new Blob([bytes]))
    },
    async close() {
      download(fileName, new Blob(pieces, { type: 'application/zip' }))
      pieces = []
    },
    async discard() {
      pieces = []
    },
  }
}

/** Long enough for the browser to have opened the file that it copies from. */
const keptFor = 60_000

function download(fileName: string, file: Blob): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), keptFor)
}
