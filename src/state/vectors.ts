import type { TextModality } from '../core/dataset/dataset.ts'
import { textModalities } from '../core/dataset/modalities.ts'
import { alignVectors } from '../core/encoders/embeddings.ts'
import { encoderKey, type EncoderSpec } from '../core/encoders/encoder.ts'
import type { LongTexts } from '../core/encoders/long-texts.ts'
import { toFailureData } from '../core/failure.ts'
import type { ModalityVectors } from '../core/evaluation/types.ts'
import type { Notice } from '../core/notice.ts'
import type { StudySettings } from '../core/study/study.ts'
import { contentKeys, textsByKey } from '../engine/client.ts'
import type { CoveragePart, OpenProject } from './app-state.ts'
import { installedEncoder } from './models.ts'
import type { Context } from './services.ts'

type Encoding = Pick<StudySettings, 'encoders' | 'long_texts'>

/** The encoder that settings or a study name for texts, and the key of its vectors. @throws Failure 'unknown-encoder' */
export function textEncoder(
  context: Context,
  { encoders, long_texts }: Encoding,
): { spec: EncoderSpec; key: string; longTexts: LongTexts } {
  const spec = installedEncoder(context, 'text', encoders.text)
  return { spec, key: encoderKey(spec, long_texts), longTexts: long_texts }
}

const textsOf = ({ dataset }: OpenProject): TextModality[] => (dataset ? textModalities(dataset) : [])

/** Every different text of the project once, by its content key. */
export async function projectTexts(project: OpenProject): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  for (const modality of textsOf(project))
    for (const [key, text] of textsByKey(await contentKeys(modality.values), modality.values))
      texts.set(key, text)
  return texts
}

const overlongTexts = {
  truncate: { code: 'texts-truncated', severity: 'warning' },
  windows: { code: 'texts-in-windows', severity: 'info' },
} as const

/** The stored vectors of one modality, case by case. @throws Failure 'not-embedded', storage failures */
export async function modalityVectors(
  context: Context,
  project: OpenProject,
  modality: TextModality,
  encoding: Encoding,
): Promise<{ vectors: ModalityVectors; devices: readonly string[]; notices: Notice[] }> {
  const { spec, key, longTexts } = textEncoder(context, encoding)
  const rows = await context.services.storage.embeddings.readAll(project.record.id, key)
  const aligned = alignVectors(await contentKeys(modality.values), rows, spec.dimensions)
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

/** How far the encoding of a project is, and what has to be said of it once it is complete. */
export async function readCoverage(
  context: Context,
  project: OpenProject,
): Promise<Pick<CoveragePart, 'coverage' | 'encodeNotices' | 'encodeFailure'>> {
  const texts = await projectTexts(project)
  if (texts.size === 0) return { coverage: { texts: 0, stored: 0 }, encodeNotices: [], encodeFailure: null }
  try {
    const { key } = textEncoder(context, project.settings)
    const known = await context.services.storage.embeddings.keys(project.record.id, key)
    const stored = [...texts.keys()].filter((key) => known.has(key)).length
    const encodeNotices: Notice[] = []
    if (stored === texts.size)
      for (const modality of textsOf(project))
        encodeNotices.push(...(await modalityVectors(context, project, modality, project.settings)).notices)
    return { coverage: { texts: texts.size, stored }, encodeNotices, encodeFailure: null }
  } catch (thrown) {
    return {
      coverage: { texts: texts.size, stored: 0 },
      encodeNotices: [],
      encodeFailure: toFailureData(thrown, 'embeddings'),
    }
  }
}
