import { strToU8, zipSync, type Zippable } from 'fflate'
import type { EncoderSpec } from '../encoders/encoder.ts'
import type { FinalModel } from '../model/final-model.ts'
import { deployNotes } from './deploy-notes.ts'
import type { ExportCheck } from './export-check.ts'
import type { ModelFile } from './model-file.ts'

/** What the folder holds beside the model. */
export interface FolderTexts {
  /** deploy/score.py */
  readonly score: string
  readonly card: { readonly markdown: string; readonly html: string }
  /** Of the model's encoders, those that are installed here. */
  readonly encoders: readonly EncoderSpec[]
}

/** The same files give the same archive, whenever it is made. */
const fixedDate = '2000-01-01T00:00:00'

/** A ZIP with everything that using a model elsewhere takes: the file, its encoders, a script, notes and the model card. */
export function deployFolder(
  model: FinalModel,
  file: ModelFile,
  check: ExportCheck,
  { score, card, encoders }: FolderTexts,
): Uint8Array<ArrayBuffer> {
  const texts: Readonly<Record<string, string>> = {
    'DEPLOY.md': deployNotes(model, file, check),
    'MODEL-CARD.md': card.markdown,
    'model-card.html': card.html,
    'encoders.json': `${JSON.stringify(encodersOf(model, encoders), null, 2)}\n`,
    'score.py': score,
  }
  const entries: Zippable = {
    // weights hardly shrink
    'nearside-model/model.onnx': [file.bytes, { level: 0 }],
  }
  for (const [name, text] of Object.entries(texts)) entries[`nearside-model/${name}`] = strToU8(text)
  return zipSync(entries, { mtime: fixedDate }) as Uint8Array<ArrayBuffer>
}

/**
 * What turns texts and pictures into the vectors that the model was fitted on. An encoder that is not installed here any more is
 * given by what the model knows of it.
 */
export function encodersOf(
  { modalities, procedure }: Pick<FinalModel, 'modalities' | 'procedure'>,
  installed: readonly EncoderSpec[],
): object[] {
  return modalities.flatMap((modality) => {
    if (modality.kind !== 'text' && modality.kind !== 'image') return []
    const { id, revision, dtype } = modality.encoder
    const spec = installed.find(
      (of) => of.id === id && of.revision === revision && of.dtype === dtype && of.modality === modality.kind,
    )
    const isText = modality.kind === 'text'
    return {
      modality: modality.name,
      kind: modality.kind,
      used: usesModality(procedure, modality.name),
      ...(isText && { columns: modality.columns, long_texts: modality.longTexts }),
      id,
      revision,
      dtype,
      ...(spec && {
        weights: spec.weights,
        output: spec.output,
        pooling: spec.pooling,
        dimensions: spec.dimensions,
        licence: spec.licence,
        ...(isText && { tokenizer: { files: ['tokenizer.json', 'tokenizer_config.json'], prefix: spec.prefix, max_tokens: spec.maxTokens, special_tokens: true } }), // prettier-ignore
        ...(modality.kind === 'image' && { preprocessor: { files: ['preprocessor_config.json'] }, several_pictures: 'mean of their vectors' }), // prettier-ignore
      }),
    }
  })
}

const usesModality = ({ space }: FinalModel['procedure'], name: string): boolean =>
  space.plans.some(
    ({ modality, blocks }) => modality === name || blocks.some((block) => block.modality === name),
  )
