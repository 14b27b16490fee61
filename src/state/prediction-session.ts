import { alignVectors } from '../core/encoders/embeddings.ts'
import type { EncoderModality } from '../core/encoders/encoder.ts'
import type { ModalityData } from '../core/evaluation/types.ts'
import { Failure } from '../core/failure.ts'
import type { ModelEncoder, ModelModality } from '../core/model/final-model.ts'
import type { CaseProblem, NewCases } from '../core/model/new-cases.ts'
import { takeCases } from '../core/model/take-cases.ts'
import type { OpenEncoder, PictureReader, Predictor } from '../engine/client.ts'
import type { EncoderInput } from '../engine/protocol.ts'
import type { FinalModelRecord } from '../storage/schema.ts'
import { encodeInMemory } from './encode-inputs.ts'
import { modelSource, usableEncoders } from './models.ts'
import { openWorker } from './open-worker.ts'
import type { PredictedCase } from './prediction.ts'
import type { Context } from './services.ts'

/** A picture as it is encoded, with the key of its content. */
export interface CasePicture {
  readonly key: string
  readonly bytes: Blob
}

/** A picture by the name that a case gives it in a column: read and checked, or what is wrong. */
export type ReadCasePicture = (column: string, name: string) => Promise<CasePicture | CaseProblem['code']>

/** A model with its encoders in their workers: the first case waits for them, the next ones do not. */
export interface PredictionSession {
  readonly modelId: string
  /** Reads and checks a picture's file as opening a project does. Only of models that take pictures. */
  readonly pictures: PictureReader | null
  /**
   * Predicts the given cases (indices, a few at a time).
   * @throws Failure 'cancelled', and what encoder and predictor throw; the session is then to be closed
   */
  predict(
    cases: NewCases,
    rows: readonly number[],
    readPicture: ReadCasePicture,
    signal: AbortSignal,
  ): Promise<PredictedCase[]>
  /** See core/model/training-cases.ts. */
  areTrainingCases(ids: readonly string[]): Promise<(boolean | null)[]>
  close(): void
}

type EncodedModality = Extract<ModelModality, { encoder: ModelEncoder }>

/** @throws Failure 'cancelled', 'model-encoder-missing', 'model-unreadable', 'data-corrupted', what opening encoders throws */
export async function openPredictionSession(
  context: Context,
  { id, about }: FinalModelRecord,
  signal: AbortSignal,
): Promise<PredictionSession> {
  const { engine, storage } = context.services
  const encoded = about.modalities.filter((modality): modality is EncodedModality => 'encoder' in modality)
  const encoders = new Map<EncoderModality, OpenEncoder>()
  let predictor: Predictor | null = null
  let pictures: PictureReader | null = null
  const close = (): void => {
    predictor?.terminate()
    pictures?.terminate()
    for (const encoder of encoders.values()) encoder.terminate()
  }
  try {
    for (const modality of encoded)
      if (!encoders.has(modality.kind))
        encoders.set(modality.kind, await openModelEncoder(context, modality, signal))
    if (encoders.has('image'))
      pictures = await openWorker(Promise.resolve(engine.openPictureReader()), signal)
    const bytes = await storage.finalModels.bytes(id)
    predictor = await openWorker(engine.openPredictor(bytes), signal)
    const opened = predictor
    return {
      modelId: id,
      pictures,
      close,
      areTrainingCases: (ids) => opened.areTrainingCases(ids),
      predict: (cases, rows, readPicture, now) =>
        predictRows({ predictor: opened, encoders, encoded }, cases, rows, readPicture, now),
    }
  } catch (thrown) {
    close()
    throw thrown
  }
}

function openModelEncoder(
  context: Context,
  modality: EncodedModality,
  signal: AbortSignal,
): Promise<OpenEncoder> {
  const { store, services } = context
  const { encoder, kind } = modality
  const spec = usableEncoders(store.getState()).find(
    (installed) =>
      installed.id === encoder.id &&
      installed.revision === encoder.revision &&
      installed.dtype === encoder.dtype &&
      installed.modality === kind,
  )
  if (!spec) throw new Failure('model-encoder-missing', { encoder: encoder.id })
  const opening = modelSource(context, spec.id).then((source) =>
    services.engine.openEncoder({
      spec,
      source,
      longTexts: modality.kind === 'text' ? modality.longTexts : 'truncate',
      preference: store.getState().preference,
      // what was mended for a few inputs leaves nothing to tell
      onTrouble: () => undefined,
      signal,
    }),
  )
  return openWorker(opening, signal)
}

interface Opened {
  readonly predictor: Predictor
  readonly encoders: ReadonlyMap<EncoderModality, OpenEncoder>
  readonly encoded: readonly EncodedModality[]
}

async function predictRows(
  { predictor, encoders, encoded }: Opened,
  cases: NewCases,
  rows: readonly number[],
  readPicture: ReadCasePicture,
  signal: AbortSignal,
): Promise<PredictedCase[]> {
  const problems = rows.map((i) => [...cases.problems[i]!])
  const overlong = new Uint8Array(rows.length)
  const vectors = new Map<string, ModalityData>()
  for (const modality of encoded) {
    const inputs =
      modality.kind === 'text'
        ? textInputs(cases.texts.get(modality.name)!, rows)
        : await pictureInputs(modality.name, cases.pictures.get(modality.name)!, rows, readPicture, problems)
    const encoder = encoders.get(modality.kind)!
    const read = await encodeInMemory(encoder, inputs.all, signal)
    const aligned = alignVectors(inputs.ofCases, { ...read, keys: inputs.keys }, encoder.spec.dimensions)
    vectors.set(modality.name, { name: modality.name, X: aligned.X, present: aligned.present })
    const long = new Set(inputs.keys.filter((_, i) => read.overlong[i] === 1))
    inputs.ofCases.forEach((ofCase, i) => {
      if (ofCase.some((key) => long.has(key))) overlong[i] = 1
    })
  }
  for (const modality of takeCases(cases.ready, rows)) vectors.set(modality.name, modality)
  const inOrder = cases.order.map((name) => vectors.get(name)!)

  const usable = rows.flatMap((_, i) => (problems[i]!.length === 0 ? [i] : []))
  const predictions = usable.length > 0 ? await predictor.predict(takeCases(inOrder, usable)) : []
  const predicted = new Map(usable.map((i, at) => [i, predictions[at]!]))
  return rows.map((_, i): PredictedCase => {
    const prediction = predicted.get(i) ?? null
    // what has nothing that the model knows would get the answer for nobody
    if (prediction && prediction.missing.length === inOrder.length)
      return { prediction: null, problems: [{ code: 'empty', column: null }], overlong: false }
    return { prediction, problems: problems[i]!, overlong: overlong[i] === 1 }
  })
}

/** What an encoder is given: every different text or picture once, as when a data set is encoded. */
interface Inputs {
  readonly all: readonly EncoderInput[]
  /** Of each of them. */
  readonly keys: readonly string[]
  /** The keys of each case, each once: a picture that a case names twice counts once. */
  readonly ofCases: readonly (readonly string[])[]
}

function textInputs(texts: readonly (string | null)[], rows: readonly number[]): Inputs {
  const ofCases = rows.map((i) => {
    const text = texts[i]
    return typeof text === 'string' ? [text] : []
  })
  const all = [...new Set(ofCases.flat())]
  return { all, keys: all, ofCases }
}

async function pictureInputs(
  column: string,
  names: readonly (readonly string[])[],
  rows: readonly number[],
  readPicture: ReadCasePicture,
  problems: readonly CaseProblem[][],
): Promise<Inputs> {
  const pictures = new Map<string, Blob>()
  const ofCases: string[][] = []
  for (const [at, i] of rows.entries()) {
    const own = new Set<string>()
    for (const name of names[i]!) {
      const picture = await readPicture(column, name)
      if (typeof picture === 'string') problems[at]!.push({ code: picture, column })
      else {
        own.add(picture.key)
        pictures.set(picture.key, picture.bytes)
      }
    }
    ofCases.push([...own])
  }
  return { all: [...pictures.values()], keys: [...pictures.keys()], ofCases }
}
