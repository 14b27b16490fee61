import { statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { bundleLimits } from '../src/core/bundles/archive.ts'
import type { StudyFile } from './study-file.ts'
import { fitsZip, writeZip } from './write-zip.ts'

/**
 * The files to open in the app for a study: itself and its one file of data; or itself and a ZIP of all its data, written
 * into `temporary`, because a browser is given names without folders. The ZIP is not compressed: it is read once, from the
 * same disk.
 * @returns absolute paths
 * @throws Error with one line where a ZIP cannot hold the data
 */
export async function filesToOpen({ study, path, data }: StudyFile, temporary: string): Promise<string[]> {
  const [only, ...others] = study.files.map((entry) => resolve(dirname(path), entry))
  if (others.length === 0 && data[0]?.path === only) return [path, data[0]!.path]
  const bytes = data.reduce((sum, file) => sum + statSync(file.path).size, 0)
  if (!fitsZip(bytes) || data.length > bundleLimits.files)
    throw new Error(
      `${path}: its ${data.length} files of ${Math.ceil(bytes / 1e6)} MB are more than the app opens.`,
    )
  const names = new Map(data.map((file) => [file.path, file.name]))
  const archive = join(temporary, `${basename(path).replace(/(\.study)?\.json$/i, '')}.zip`)
  await writeZip(archive, '', [...names.keys()], (from) => names.get(from)!, () => true) // prettier-ignore
  return [path, archive]
}
