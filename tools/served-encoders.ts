import type { EncoderSpec } from '../src/core/encoders/encoder.ts'
import { encodersOf } from '../src/core/encoders/manifest.ts'
import { installedIds, MODELS, readManifest } from './models/installed.ts'

/** The encoders of every model folder under public/models, which the app serves. @throws Failure 'model-corrupted' */
export async function readServedEncoders(models = MODELS): Promise<EncoderSpec[]> {
  const manifests = await Promise.all(installedIds(models).map((id) => readManifest(models, id)))
  return manifests.flatMap(encodersOf)
}
