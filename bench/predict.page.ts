import { findEncoder } from '../src/core/encoders/installed.ts'
import { encodersOf } from '../src/core/encoders/manifest.ts'
import type { EncoderModality, EncoderSpec } from '../src/core/encoders/encoder.ts'
import { presets } from '../src/core/projection/presets.ts'
import type { ModalityVectors } from '../src/core/evaluation/types.ts'
import type { ModelModality } from '../src/core/model/final-model.ts'
import { defaultSettings } from '../src/core/study/default-settings.ts'
import type { Study } from '../src/core/study/study.ts'
import {
  listServedModels,
  openEncoder,
  openEvaluator,
  openPredictor,
  servedSource,
  type OpenEncoder,
} from '../src/engine/client.ts'
import type { EncoderInput } from '../src/engine/protocol.ts'
import { madeCases } from './made-cases.ts'
import { timeOnScreen } from './predict-screen.ts'

export interface PredictTiming {
  readonly fitMs: number
  readonly modelBytes: number
  /** From the stored bytes to a model that is ready. */
  readonly openMs: number
  /** One case from its text and picture to all that is shown of it, of each repeat. */
  readonly caseMs: readonly number[]
  /** Of these, what the encoders took. */
  readonly encodeMs: readonly number[]
  /** One case on the app's own screen, of each repeat: from the click on "Predict this case" until the answer is painted. */
  readonly screenMs: readonly number[]
}

const now = (): number => performance.now()
const ids: Readonly<Record<EncoderModality, string>> = {
  text: 'nearside/starter-text',
  image: 'nearside/starter-image',
}

async function openStarter(modality: EncoderModality): Promise<OpenEncoder> {
  const served = (await listServedModels()).flatMap(({ manifest }) => (manifest ? encodersOf(manifest) : []))
  return openEncoder({
    spec: findEncoder(served, modality, ids[modality]),
    source: servedSource(),
    longTexts: 'truncate',
    preference: 'wasm',
    signal: new AbortController().signal,
    onTrouble: ({ kind }) => {
      throw new Error(`not a fair run: ${kind}`)
    },
  })
}

/** Training cases are made: what a prediction costs depends on their number and width, not on what they say. */
export async function timePrediction(
  modalities: readonly EncoderModality[],
  cases: number,
  classifier: string,
  texts: readonly string[],
  pictures: readonly string[],
): Promise<PredictTiming> {
  const encoders = await Promise.all(modalities.map(openStarter))
  const made = encoders.map(({ spec }, m) => madeCases(cases, spec.dimensions, 2, m + 1))
  const vectors = made.map(({ X }, m): ModalityVectors => ({
    name: modalities[m]!,
    X,
    present: new Uint8Array(cases).fill(1),
  }))
  const { y } = made[0]!
  const data = {
    modalities: vectors,
    y,
    classes: ['no', 'yes'],
    positive: 1,
    groups: Int32Array.from({ length: cases }, (_, i) => i),
  }
  const { contrastive } = presets.robust
  const study: Study = {
    ...defaultSettings(),
    version: 1,
    name: 'bench',
    files: [],
    // as wide as the preset's; a few epochs are enough for weights to multiply with
    preset: { ...presets.robust, contrastive: { ...contrastive, epochs: 3 } },
  }
  const evaluator = await openEvaluator('wasm', data)
  const begun = now()
  const { about, bytes } = await evaluator.fitFinalModel(
    {
      modalities: encoders.map(({ spec }) => describe(spec)),
      decimal: null,
      caseIds: Array.from(data.groups, String),
      folds: null,
      fingerprint: 'bench',
    },
    study,
    { projection: 'contrastive', fusion: 'single', classifier, recalibration: 'platt' },
    { app: 'bench', backend: 'wasm' },
    () => undefined,
  )
  const fitMs = now() - begun
  evaluator.terminate()

  const opening = now()
  const predictor = await openPredictor(bytes)
  const openMs = now() - opening

  const files = pictures.map(
    (base64) => new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]),
  )
  const caseMs: number[] = []
  const encodeMs: number[] = []
  for (let i = 0; i < texts.length; i++) {
    const started = now()
    const encoded: ModalityVectors[] = []
    for (const [m, encoder] of encoders.entries()) {
      const input: EncoderInput = modalities[m] === 'text' ? texts[i]! : files[i % files.length]!
      await encoder.measure([input])
      const { vectors: X, present } = await encoder.encode([input])
      encoded.push({ name: modalities[m]!, X, present })
    }
    const ready = now()
    await predictor.predict(encoded)
    encodeMs.push(ready - started)
    caseMs.push(now() - started)
  }
  predictor.terminate()
  for (const encoder of encoders) encoder.terminate()
  const screenMs = await timeOnScreen(
    { about, bytes },
    texts.map((text, i) => ({
      text: modalities.includes('text') ? text : null,
      picture: modalities.includes('image') ? files[i % files.length]! : null,
    })),
  )
  return { fitMs, modelBytes: bytes.length, openMs, caseMs, encodeMs, screenMs }
}

function describe({ modality, id, revision, dtype }: EncoderSpec): ModelModality {
  const encoder = { id, revision, dtype }
  return modality === 'image'
    ? { kind: 'image', name: modality, encoder }
    : { kind: 'text', name: modality, columns: [modality], longTexts: 'truncate', encoder }
}
