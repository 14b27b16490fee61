import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EncoderSpec } from '../src/core/encoders/encoder.ts'
import { encodersOf, manifestName, parseManifest } from '../src/core/encoders/manifest.ts'
import { fromRoot } from './paths.ts'

/** The encoders of every model folder under public/models, which the app serves. @throws Failure 'model-corrupted' */
export async function readServedEncoders(folder = fromRoot('public', 'models')): Promise<EncoderSpec[]> {
  const manifests = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith(manifestName),
  )
  const read = async (path: string): Promise<EncoderSpec[]> => {
    const id = path.split(/[\\/]/).slice(0, 2).join('/')
    return encodersOf(await parseManifest(JSON.parse(readFileSync(join(folder, path), 'utf8')), id))
  }
  return (await Promise.all(manifests.toSorted().map(read))).flat()
}
