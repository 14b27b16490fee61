import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { manifestName } from '../../src/core/encoders/manifest.ts'
import { writeZip } from '../write-zip.ts'
import { readManifest } from './installed.ts'
import { verifyModel } from './verify.ts'

/** What a ZIP without 64-bit sizes can hold; the library writes no others. */
const mostBytes = 2 ** 32 - 2 ** 20

/**
 * One ZIP with org/name/..., which the app opens; the same model gives the same bytes. It has its name only when it is
 * whole.
 * @throws Error in one line; Failure 'model-corrupted' when the manifest is none
 */
export async function zipModel(models: string, id: string, out: string): Promise<void> {
  const differences = await verifyModel(models, id)
  if (differences.length > 0) throw new Error(`${id} is damaged: ${differences.join('; ')}.`)
  const { files } = await readManifest(models, id)
  if (files.reduce((sum, { bytes }) => sum + bytes, 0) > mostBytes)
    throw new Error(`${id} is too large for a ZIP: copy its folder instead.`)
  const paths = [manifestName, ...files.map(({ path }) => path)]
  const part = `${out}.part`
  try {
    await writeZip(part, join(models, id), paths, (path) => `${id}/${path}`)
    renameSync(part, out)
  } finally {
    rmSync(part, { force: true })
  }
}
