import type { ImageModality, TextModality } from '../core/dataset/dataset.ts'
import { imageModalities, textModalities } from '../core/dataset/modalities.ts'
import { alignVectors } from '../core/encoders/embeddings.ts'
import {
  encoderKey,
  modalities as encoderModalities,
  type EncoderModality,
  type EncoderSpec,
} from '../core/encoders/encoder.ts'
import type { LongTexts } from '../core/encoders/long-texts.ts'
import { toFailureData } from '../core/failure.ts'
import type { ModalityVectors } from '../core/evaluation/types.ts'
import type { Notice } from '../core/notice.ts'
import type { StudySettings } from '../core/study/study.ts'
import { contentKeys, inputsInMemory, textsByKey, type InputSource } from '../engine/client.ts'
import type { CoveragePart, OpenProject } from './app-state.ts'
import { installedEncoder } from './models.ts'
import type { Context } from './services.ts'

type Encoding = Pick<StudySettings, 'encoders' | 'long_texts'>
type EncodedModality = TextModality | ImageModality

/** Different inputs that an encoder has to read, and how many of them have a stored vector. */
export interface Coverage {
  readonly inputs: number
  readonly stored: number
}

export const nothingToEncode: Coverage = { inputs: 0, stored: 0 }

/** The encoder that settings or a study name, and the key of its vectors. @throws Failure 'unknown-encoder' */
export function encoderOf(
  context: Context,
  modality: EncoderModality,
  { encoders, long_texts }: Encoding,
): { spec: EncoderSpec; key: string; longTexts: LongTexts } {
  const spec = installedEncoder(context, modality, encoders[modality])
  return { spec, key: encoderKey(spec, long_texts), longTexts: long_texts }
}

/** Every different text or picture of the project once, by its content key. */
export async function projectInputs(
  { services }: Context,
  { dataset, record }: Pick<OpenProject, 'dataset' | 'record'>,
  modality: EncoderModality,
): Promise<InputSource> {
  if (!dataset) return inputsInMemory(new Map())
  if (modality === 'image') {
    const keys = new Set(imageModalities(dataset).flatMap(({ pictures }) => pictures.flat()))
    return { keys: [...keys], read: (wanted) => services.storage.pictures.read(record.id, wanted) }
  }
  const texts = new Map<string, string>()
  for (const { values } of textModalities(dataset))
    for (const [key, text] of textsByKey(await contentKeys(values), values)) texts.set(key, text)
  return inputsInMemory(texts)
}

/** The content keys of each case's inputs, [n]. */
async function inputKeys(modality: EncodedModality): Promise<readonly (readonly string[])[]> {
  if (modality.kind === 'image') return modality.pictures
  return (await contentKeys(modality.values)).map((key) => (key === null ? [] : [key]))
}

const overlongTexts = {
  truncate: { code: 'texts-truncated', severity: 'warning' },
  windows: { code: 'texts-in-windows', severity: 'info' },
} as const

/** The stored vectors of one modality, case by case. @throws Failure 'not-embedded', storage failures */
export async function modalityVectors(
  context: Context,
  project: OpenProject,
  modality: EncodedModality,
  encoding: Encoding,
): Promise<{ vectors: ModalityVectors; devices: readonly string[]; notices: Notice[] }> {
  const { spec, key, longTexts } = encoderOf(context, modality.kind, encoding)
  const rows = await context.services.storage.embeddings.readAll(project.record.id, key)
  const aligned = alignVectors(await inputKeys(modality), rows, spec.dimensions)
  const about = { modality: modality.name }
  const notices: Notice[] = []
  if (aligned.unknown > 0)
    notices.push({
      code: 'note-without-known-words',
      severity: 'warning',
      params: { count: aligned.unknown, ...about },
    })
  if (aligned.overlong > 0)
    notices.push({
      ...overlongTexts[longTexts],
      params: { count: aligned.overlong, tokens: spec.maxTokens, ...about },
    })
  if (rows.devices.length > 1) notices.push({ code: 'two-devices', severity: 'warning', params: about })
  return {
    devices: rows.devices,
    vectors: { name: modality.name, X: aligned.X, present: aligned.present },
    notices,
  }
}

type EncodingPart = Pick<CoveragePart, 'coverage' | 'encodeNotices' | 'encodeFailure'>

/** How far the encoding of a project is, and what has to be said of it once it is complete. */
export async function readCoverage(context: Context, project: OpenProject): Promise<EncodingPart> {
  const coverage: Record<EncoderModality, Coverage> = { text: nothingToEncode, image: nothingToEncode }
  const encodeNotices: Notice[] = []
  let encodeFailure: EncodingPart['encodeFailure'] = null
  for (const modality of encoderModalities) {
    const { keys } = await projectInputs(context, project, modality)
    if (keys.length === 0) continue
    coverage[modality] = { inputs: keys.length, stored: 0 }
    try {
      const stored = await countStored(context, project, modality, keys)
      coverage[modality] = { inputs: keys.length, stored }
      if (stored === keys.length) encodeNotices.push(...(await noticesOf(context, project, modality)))
    } catch (thrown) {
      coverage[modality] = { inputs: keys.length, stored: 0 }
      encodeFailure ??= toFailureData(thrown, 'embeddings')
    }
  }
  return { coverage, encodeNotices, encodeFailure }
}

async function countStored(
  context: Context,
  { record, settings }: OpenProject,
  modality: EncoderModality,
  keys: readonly string[],
): Promise<number> {
  const { key: encoder } = encoderOf(context, modality, settings)
  const known = await context.services.storage.embeddings.keys(record.id, encoder)
  return keys.filter((key) => known.has(key)).length
}

async function noticesOf(
  context: Context,
  project: OpenProject,
  modality: EncoderModality,
): Promise<Notice[]> {
  const notices: Notice[] = []
  for (const encoded of encodedModalities(project))
    if (encoded.kind === modality)
      notices.push(...(await modalityVectors(context, project, encoded, project.settings)).notices)
  return notices
}

/** Those that an encoder turns into vectors. */
const encodedModalities = ({ dataset }: Pick<OpenProject, 'dataset'>): EncodedModality[] =>
  dataset ? [...textModalities(dataset), ...imageModalities(dataset)] : []
