import { closeSync, createReadStream, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'

/** The same files give the same archive, whenever it is made. */
export const fixedDate = new Date(2000, 0, 1)

/** What an archive without 64-bit sizes can hold; the library writes no others. */
const mostBytes = 2 ** 32 - 2 ** 20

/** Whether files of so many bytes together fit into one archive. */
export const fitsZip = (bytes: number): boolean => bytes <= mostBytes

export const isWeights = (path: string): boolean => /\.onnx(_data(_\d+)?)?$/.test(path)

/**
 * Writes files under a folder into an archive, read and written in pieces: models may be larger than the memory. It has
 * its name only when it is whole.
 * @param isStored whether a file is not compressed: weights hardly shrink, and what is stored can be read where it lies
 */
export async function writeZip(
  archive: string,
  folder: string,
  paths: readonly string[],
  nameOf: (path: string) => string,
  isStored: (path: string) => boolean = isWeights,
): Promise<void> {
  const part = `${archive}.part`
  try {
    await writeEntries(part, folder, paths, nameOf, isStored)
    renameSync(part, archive)
  } finally {
    rmSync(part, { force: true })
  }
}

async function writeEntries(
  archive: string,
  folder: string,
  paths: readonly string[],
  nameOf: (path: string) => string,
  isStored: (path: string) => boolean,
): Promise<void> {
  const file = openSync(archive, 'w')
  try {
    const zip = new Zip((error, piece) => {
      if (error) throw error
      writeSync(file, piece)
    })
    for (const path of paths) {
      const entry = isStored(path) ? new ZipPassThrough(nameOf(path)) : new ZipDeflate(nameOf(path))
      entry.mtime = fixedDate
      zip.add(entry)
      for await (const piece of createReadStream(join(folder, path))) entry.push(piece as Buffer)
      entry.push(new Uint8Array(), true)
    }
    zip.end()
  } finally {
    closeSync(file)
  }
}
