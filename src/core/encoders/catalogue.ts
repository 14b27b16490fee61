import { Failure } from '../failure.ts'
import type { EncoderSpec } from './encoder.ts'

/**
 * Every encoder the app offers. To add one: its folder under public/models, with a manifest, and an entry here; the
 * tests hold both together.
 */
export const encoderCatalogue: readonly EncoderSpec[] = [
  {
    id: 'nearside/starter-text',
    revision: 'f4fc5565c5138321',
    title: 'Starter text encoder',
    modality: 'text',
    dimensions: 256,
    pooling: 'model',
    prefix: '',
    maxTokens: 4096,
    dtype: 'q8',
    licence: 'Apache-2.0; trained on MedQuAD (CC BY 4.0)',
    bytes: 5_744_988,
    description:
      'Weighs the words of English medical text, whatever their order: quick, and good for what a note is about; ' +
      'it does not see who did what to whom, nor that “no fever” denies a fever.',
  },
]

/** @throws Failure 'unknown-encoder' */
export function encoderById(id: string): EncoderSpec {
  const spec = encoderCatalogue.find((candidate) => candidate.id === id)
  if (!spec) throw new Failure('unknown-encoder', { id, known: encoderCatalogue.map((known) => known.id) })
  return spec
}

/** What a new project starts with: the first of the catalogue. */
export function defaultEncoder(modality: EncoderSpec['modality']): EncoderSpec {
  return encoderCatalogue.find((spec) => spec.modality === modality)!
}
