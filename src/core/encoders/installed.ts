import { array, object, safeParse } from 'valibot'
import { Failure } from '../failure.ts'
import type { EncoderModality, EncoderSpec } from './encoder.ts'
import { modelId } from './manifest.ts'

/** What comes with the app: new projects start with these. */
export const starterEncoders = { text: 'nearside/starter-text', image: 'nearside/starter-image' } as const

/** models/index.json: the model folders that are served beside the app. */
const index = object({ models: array(modelId) })

/** @throws Failure 'model-corrupted' when it is no index, such as a web page in its place */
export function parseModelIndex(value: unknown): readonly string[] {
  const parsed = safeParse(index, value)
  if (!parsed.success)
    throw new Failure('model-corrupted', { id: 'models', file: 'index.json', reason: 'manifest' })
  return parsed.output.models
}

/** Ids by what the encoders read: what a study may name. */
export function encoderIds(installed: readonly EncoderSpec[]): Record<EncoderModality, string[]> {
  const ids: Record<EncoderModality, string[]> = { text: [], image: [] }
  for (const { modality, id } of installed) ids[modality].push(id)
  return ids
}

/**
 * The encoder that a study names for a modality.
 * @throws Failure 'unknown-encoder', with the ids there are for that modality
 */
export function findEncoder(
  installed: readonly EncoderSpec[],
  modality: EncoderModality,
  id: string,
): EncoderSpec {
  const usable = installed.filter((spec) => spec.modality === modality)
  const found = usable.find((spec) => spec.id === id)
  if (!found) throw new Failure('unknown-encoder', { id, known: usable.map((spec) => spec.id) })
  return found
}
