import { Zip, ZipPassThrough } from 'fflate'
import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { manifestName } from '../../src/core/encoders/manifest.ts'
import { readFolder } from './folder.ts'
import { readManifest } from './installed.ts'
import { verifyModel } from './verify.ts'

const pieceBytes = 4 * 1024 * 1024
/** What a ZIP without 64-bit sizes can hold; the library writes no others. */
const mostBytes = 2 ** 32 - 2 ** 20
/** The earliest there is in a ZIP: the same model gives the same bytes. */
const mtime = new Date(1980, 0, 1)

/**
 * One ZIP with org/name/..., which the app opens. Weights hardly become smaller, so it is stored without compression:
 * then the app reads it where it lies. It has its name only when it is whole.
 * @throws Error in one line
 */
export async function zipModel(models: string, id: string, out: string): Promise<void> {
  const differences = await verifyModel(models, id)
  if (differences.length > 0) throw new Error(`${id} is damaged: ${differences.join('; ')}.`)
  const manifest = await readManifest(models, id)
  const listed = new Set([manifestName, ...manifest.files.map(({ path }) => path)])
  const files = readFolder(join(models, id)).filter(({ path }) => listed.has(path))
  if (files.reduce((sum, { size }) => sum + size, 0) > mostBytes)
    throw new Error(`${id} is too large for a ZIP: copy its folder instead.`)

  const part = `${out}.part`
  const handle = openSync(part, 'w')
  try {
    const zip = new Zip((error, bytes) => {
      if (error) throw error
      writeSync(handle, bytes)
    })
    for (const { path, size, read } of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
      const entry = new ZipPassThrough(`${id}/${path}`)
      entry.mtime = mtime
      zip.add(entry)
      for (let at = 0; at < size; at += pieceBytes) entry.push(await read(at, at + pieceBytes))
      entry.push(new Uint8Array(0), true)
    }
    zip.end()
    closeSync(handle)
    renameSync(part, out)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}
