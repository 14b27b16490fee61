import { join } from 'node:path'
import { hashFile } from '../../src/core/encoders/hash-model.ts'
import { manifestName } from '../../src/core/encoders/manifest.ts'
import { readFolder } from './folder.ts'
import { readManifest } from './installed.ts'

/**
 * Reads every file of an installed model again.
 * @returns what differs from the manifest, one line a file; empty when nothing does
 * @throws Failure 'model-corrupted' when the manifest is none
 */
export async function verifyModel(models: string, id: string): Promise<string[]> {
  const manifest = await readManifest(models, id)
  const files = readFolder(join(models, id))
  const differences: string[] = []
  for (const { path, bytes, sha256 } of manifest.files) {
    const file = files.find((candidate) => candidate.path === path)
    if (!file) differences.push(`${path} is missing`)
    else if (file.size !== bytes) differences.push(`${path} has ${file.size} bytes instead of ${bytes}`)
    else if ((await hashFile(file)) !== sha256) differences.push(`${path} has another checksum`)
  }
  const listed = new Set([manifestName, ...manifest.files.map(({ path }) => path)])
  for (const { path } of files)
    if (!listed.has(path)) differences.push(`${path} is not listed in the manifest`)
  return differences
}
