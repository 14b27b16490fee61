import { proxy } from 'comlink'
import type { TableSurvey } from '../core/dataset/survey.ts'
import type { ExperimentData } from '../core/evaluation/types.ts'
import type { AlikePairs } from '../core/explore/nearest-pairs.ts'
import type { TablePreview } from '../core/tables/preview.ts'
import { throwIfAborted } from '../core/signal.ts'
import type { Table } from '../core/tables/table.ts'
import type { StartedBackend } from './backend.ts'
import type {
  BackendPreference,
  EncoderInput,
  EncoderOptions,
  EncodeWorker,
  ExportWorker,
  ModelSource,
  PictureWorker,
  PredictWorker,
  ReadPicture,
  StudyWorker,
  TableFiles,
  TableImportOptions,
  TableReadOptions,
  TableWorker,
} from './protocol.ts'
import { collectTable } from './collect-table.ts'
import {
  lossesBeforeWasm,
  openRecovering,
  type EncoderTrouble,
  type OpenEncoder,
} from './recovering-encoder.ts'
import { runSelfTest, type SelfTestReport } from './self-test.ts'
import { fetchServedModels, type ServedModel } from './served-models.ts'
import { startWorker, type StartedWorker, type Terminable } from './worker-client.ts'

export type { EncoderTrouble, OpenEncoder, ReadPicture, SelfTestReport, ServedModel }
export { lossesBeforeWasm }
export { batchLimits } from './batch-limits.ts'
export { contentKeys, textsByKey } from './content-key.ts'
export { encodeInputs, inputsInMemory, type InputSource } from './encode-job.ts'
export { selfTestInput } from './self-test.ts'
export { createPauseSwitch, unlessAborted } from './pause.ts'
export { installTrustedTypes } from './trusted-types.ts'
export { createYieldToLoop } from './yield-to-loop.ts'

export interface TableReader extends Terminable {
  /**
   * The whole table of a file, in the format that its name tells, with columns for what came along with it.
   * @throws Failure as core/tables and core/bundles say, 'cancelled' after terminate(), 'worker-failed'
   */
  read(file: File, options: TableImportOptions, onProgress: (bytesRead: number) => void): Promise<Table>
  /** Its first rows. @throws as `read` */
  preview(file: File, options: TableReadOptions): Promise<TablePreview>
  /** What all of it holds, before it is stored. @throws as `read` */
  survey(file: File, options: TableReadOptions, pictures: TableFiles['pictures']): Promise<TableSurvey>
}

export function openTableReader(): TableReader {
  const { call, terminate } = startWorker<TableWorker>(
    'table',
    new Worker(new URL('./table.worker.ts', import.meta.url), { type: 'module', name: 'table' }),
  )
  return {
    async read(file, options, onProgress) {
      const head = await call((remote) => remote.read(file, options, proxy(onProgress)))
      return collectTable(head, (index) => call((remote) => remote.block(index)))
    },
    preview: (file, options) => call((remote) => remote.preview(file, options)),
    survey: (...args) => call((remote) => remote.survey(...args)),
    terminate,
  }
}

/** Reads picture files one after the other: a decoded picture can take a quarter of what a page may use. */
export interface PictureReader extends PictureWorker, Terminable {}

/** `read` throws Failure 'cancelled' after terminate(), 'worker-failed'; what is wrong with a file is no failure. */
export function openPictureReader(): PictureReader {
  const { call, terminate } = startWorker<PictureWorker>(
    'picture',
    new Worker(new URL('./picture.worker.ts', import.meta.url), { type: 'module', name: 'picture' }),
  )
  return { read: (path, file) => call<ReadPicture>(async (remote) => remote.read(path, file)), terminate }
}

/** An encoder to open, and whom to tell when its worker had to be replaced. */
export interface OpenEncoderOptions extends EncoderOptions {
  readonly onTrouble: (trouble: EncoderTrouble) => void
  /** Ends the worker, also while it still loads. */
  readonly signal: AbortSignal
}

/**
 * A loaded encoder in a worker of its own, which passed its self-test; a lost graphics processor and a lack of memory
 * are mended on the way. When loading fails the worker is ended, so that the next try starts clean.
 * @throws Failure 'model-missing', 'model-corrupted', 'model-load-failed', 'self-test-failed', 'no-webgpu',
 *   'worker-failed'
 */
export function openEncoder(options: OpenEncoderOptions): Promise<OpenEncoder> {
  const { preference, onTrouble, signal, ...model } = options
  const start = (wanted: BackendPreference): Promise<OpenEncoder> =>
    startEncoder({ ...model, preference: wanted }, signal)
  return openRecovering(start, preference, onTrouble)
}

async function startEncoder(options: EncoderOptions, signal: AbortSignal): Promise<OpenEncoder> {
  const worker = startWorker<EncodeWorker>(
    'encode',
    new Worker(new URL('./encode.worker.ts', import.meta.url), { type: 'module', name: 'encode' }),
  )
  signal.addEventListener('abort', worker.terminate)
  try {
    throwIfAborted(signal)
    const { device, selfTest } = await worker.call((remote) => remote.load(options))
    const encoder = {
      spec: options.spec,
      device,
      measure: (inputs: readonly EncoderInput[]) => worker.call((remote) => remote.measure(inputs)),
      encode: (batch: readonly EncoderInput[]) => worker.call((remote) => remote.encode(batch)),
      terminate: worker.terminate,
    }
    return { ...encoder, selfTest: selfTest === null ? null : await runSelfTest(encoder, selfTest) }
  } catch (thrown) {
    worker.terminate()
    throw thrown
  }
}

/** One worker of an experiment; several on the same data give the same results as one (R12). */
export interface Evaluator extends Pick<StudyWorker, 'evaluate' | 'summarise' | 'fitFinalModel'>, Terminable {
  readonly environment: StartedBackend
}

/** @throws Failure 'no-webgpu', 'no-webassembly', 'worker-failed'; no worker is left running then */
export async function openEvaluator(preference: BackendPreference, data: ExperimentData): Promise<Evaluator> {
  const { environment, call, terminate } = await openStudyWorker(preference, data)
  return {
    environment,
    evaluate: (unit, settings, onEpoch) => call((remote) => remote.evaluate(unit, settings, proxy(onEpoch))),
    summarise: (results, study, caseIds, onProgress) =>
      call((remote) => remote.summarise(results, study, caseIds, proxy(onProgress))),
    fitFinalModel: (about, study, choice, computedWith, onProgress) =>
      call((remote) => remote.fitFinalModel(about, study, choice, computedWith, proxy(onProgress))),
    terminate,
  }
}

/** One worker that shows the cases of an experiment: the same code on the same data, so that it shows what was evaluated (R12). */
export interface Explorer extends Pick<StudyWorker, 'heldOut' | 'layout' | 'nearestPairs'>, Terminable {
  readonly environment: StartedBackend
}

/** @throws as `openEvaluator` */
export async function openExplorer(preference: BackendPreference, data: ExperimentData): Promise<Explorer> {
  const { environment, call, terminate } = await openStudyWorker(preference, data)
  return {
    environment,
    heldOut: (unit, settings, onEpoch) => call((remote) => remote.heldOut(unit, settings, proxy(onEpoch))),
    layout: (X, method, seed, onPass) => call((remote) => remote.layout(X, method, seed, proxy(onPass))),
    nearestPairs: (most) => call<readonly AlikePairs[]>(async (remote) => remote.nearestPairs(most)),
    terminate,
  }
}

async function openStudyWorker(
  preference: BackendPreference,
  data: ExperimentData,
): Promise<StartedWorker<StudyWorker> & { readonly environment: StartedBackend }> {
  const { call, terminate } = startWorker<StudyWorker>(
    'study',
    new Worker(new URL('./study.worker.ts', import.meta.url), { type: 'module', name: 'study' }),
  )
  try {
    return { environment: await call((remote) => remote.init(preference, data)), call, terminate }
  } catch (thrown) {
    terminate()
    throw thrown
  }
}

/** A model that is ready to predict. */
export interface Predictor extends Pick<PredictWorker, 'predict' | 'areTrainingCases'>, Terminable {}

/** @throws Failure 'model-unreadable', 'worker-failed'; no worker is left running then */
export async function openPredictor(bytes: Uint8Array): Promise<Predictor> {
  const { call, terminate } = startWorker<PredictWorker>(
    'predict',
    new Worker(new URL('./predict.worker.ts', import.meta.url), { type: 'module', name: 'predict' }),
  )
  try {
    await call((remote) => remote.open(bytes))
    return {
      predict: (modalities) => call((remote) => remote.predict(modalities)),
      areTrainingCases: (ids) => call((remote) => remote.areTrainingCases(ids)),
      terminate,
    }
  } catch (thrown) {
    terminate()
    throw thrown
  }
}

/** Writes models as files, in a worker of its own. */
export interface Exporter extends ExportWorker, Terminable {}

export function openExporter(): Exporter {
  const { call, terminate } = startWorker<ExportWorker>(
    'export',
    new Worker(new URL('./export.worker.ts', import.meta.url), { type: 'module', name: 'export' }),
  )
  return {
    exportModel: (model, sample, texts) => call((remote) => remote.exportModel(model, sample, texts)),
    terminate,
  }
}

/** The models served beside the app; an app in a sub-folder of a server finds its own. */
export const listServedModels = (): Promise<ServedModel[]> => fetchServedModels(modelsUrl())

export const servedSource = (): ModelSource => ({ kind: 'served', modelsUrl: modelsUrl() })

function modelsUrl(): string {
  return new URL(`${import.meta.env.BASE_URL}models/`, document.baseURI).href
}
