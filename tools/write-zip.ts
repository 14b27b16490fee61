import { closeSync, createReadStream, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'

/** The same files give the same archive, whenever it is made. */
const FIXED_DATE = new Date(2000, 0, 1)

/** Writes files under a folder into an archive, read and written in pieces: models may be larger than the memory. */
export async function writeZip(
  archive: string,
  folder: string,
  paths: readonly string[],
  nameOf: (path: string) => string,
): Promise<void> {
  const file = openSync(archive, 'w')
  try {
    const zip = new Zip((error, piece) => {
      if (error) throw error
      writeSync(file, piece)
    })
    for (const path of paths) {
      // weights hardly shrink
      const entry = path.endsWith('.onnx') ? new ZipPassThrough(nameOf(path)) : new ZipDeflate(nameOf(path))
      entry.mtime = FIXED_DATE
      zip.add(entry)
      for await (const piece of createReadStream(join(folder, path))) entry.push(piece as Buffer)
      entry.push(new Uint8Array(), true)
    }
    zip.end()
  } finally {
    closeSync(file)
  }
}
