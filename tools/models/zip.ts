import { join } from 'node:path'
import { manifestName } from '../../src/core/encoders/manifest.ts'
import { fitsZip, writeZip } from '../write-zip.ts'
import { readManifest } from './installed.ts'
import { verifyModel } from './verify.ts'

/**
 * One ZIP with org/name/..., which the app opens; the same model gives the same bytes.
 * @throws Error in one line; Failure 'model-corrupted' when the manifest is none
 */
export async function zipModel(models: string, id: string, out: string): Promise<void> {
  const differences = await verifyModel(models, id)
  if (differences.length > 0) throw new Error(`${id} is damaged: ${differences.join('; ')}.`)
  const { files } = await readManifest(models, id)
  if (!fitsZip(files.reduce((sum, { bytes }) => sum + bytes, 0)))
    throw new Error(`${id} is too large for a ZIP: copy its folder instead.`)
  const paths = [manifestName, ...files.map(({ path }) => path)]
  await writeZip(out, join(models, id), paths, (path) => `${id}/${path}`)
}
