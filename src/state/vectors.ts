import type { TextModality } from '../core/dataset/dataset.ts'
import { encoderById } from '../core/encoders/catalogue.ts'
import { alignVectors } from '../core/encoders/embeddings.ts'
import { encoderKey, type EncoderSpec } from '../core/encoders/encoder.ts'
import { toFailureData } from '../core/failure.ts'
import type { ModalityVectors } from '../core/evaluation/types.ts'
import type { Notice } from '../core/notice.ts'
import type { StudySettings } from '../core/study/study.ts'
import { contentKeys, textsByKey } from '../engine/client.ts'
import type { CoveragePart, OpenProject } from './app-state.ts'
import type { Context } from './services.ts'

/** The encoder that settings or a study name for texts. */
export const textEncoder = ({ encoders }: Pick<StudySettings, 'encoders'>): EncoderSpec =>
  encoderById(encoders.text ?? '')

/** Every different text of the project once, by its content key. */
export async function projectTexts(project: OpenProject): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  for (const modality of project.dataset?.modalities ?? [])
    for (const [key, text] of textsByKey(await contentKeys(modality.values), modality.values))
      texts.set(key, text)
  return texts
}

/** The stored vectors of one modality, case by case. @throws Failure 'not-embedded', storage failures */
export async function modalityVectors(
  context: Context,
  project: OpenProject,
  modality: TextModality,
  spec: EncoderSpec,
): Promise<{ vectors: ModalityVectors; notices: Notice[] }> {
  const rows = await context.services.storage.embeddings.readAll(project.record.id, encoderKey(spec))
  const aligned = alignVectors(await contentKeys(modality.values), rows, spec.dimensions)
  const about = { modality: modality.name }
  const notices: Notice[] = []
  if (aligned.unknown > 0)
    notices.push({
      code: 'note-without-known-words',
      severity: 'warning',
      params: { count: aligned.unknown, ...about },
    })
  if (aligned.truncated > 0)
    notices.push({
      code: 'texts-truncated',
      severity: 'warning',
      params: { count: aligned.truncated, ...about },
    })
  return { vectors: { name: modality.name, X: aligned.X, present: aligned.present }, notices }
}

/** How far the encoding of a project is, and what has to be said of it once it is complete. */
export async function readCoverage(
  context: Context,
  project: OpenProject,
): Promise<Pick<CoveragePart, 'coverage' | 'encodeNotices' | 'encodeFailure'>> {
  const texts = await projectTexts(project)
  try {
    const spec = textEncoder(project.settings)
    const known = await context.services.storage.embeddings.keys(project.record.id, encoderKey(spec))
    const stored = [...texts.keys()].filter((key) => known.has(key)).length
    const encodeNotices: Notice[] = []
    if (stored === texts.size)
      for (const modality of project.dataset?.modalities ?? [])
        encodeNotices.push(...(await modalityVectors(context, project, modality, spec)).notices)
    return { coverage: { texts: texts.size, stored }, encodeNotices, encodeFailure: null }
  } catch (thrown) {
    return {
      coverage: { texts: texts.size, stored: 0 },
      encodeNotices: [],
      encodeFailure: toFailureData(thrown, 'embeddings'),
    }
  }
}
