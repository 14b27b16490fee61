import { encodersOf } from '../../src/core/encoders/manifest.ts'
import { formatBytes } from '../../src/ui/format.ts'
import { textTable } from '../text-table.ts'
import { installedIds, readManifest } from './installed.ts'

/** A table of the installed encoders, one a line. */
export async function listModels(models: string): Promise<string> {
  const rows: string[][] = []
  for (const id of installedIds(models)) {
    const manifest = await readManifest(models, id)
    for (const { modality, dimensions, dtype, bytes } of encodersOf(manifest))
      rows.push([
        id,
        modality,
        `${dimensions}`,
        dtype,
        formatBytes(bytes),
        manifest.source ?? 'made in this project',
      ])
  }
  return textTable(['id', 'modality', 'dimensions', 'dtype', 'size', 'source'], rows)
}
