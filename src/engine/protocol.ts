import type { AlikePairs } from '../core/explore/nearest-pairs.ts'
import type { LayoutMethod } from '../core/explore/map-layout.ts'
import type { Summary } from '../core/evaluation/summarise.ts'
import type { ExperimentData, ModalityData, Unit, UnitResult } from '../core/evaluation/types.ts'
import type { FinalModel, ModelChoice } from '../core/model/final-model.ts'
import type { FitProgress, ModelData } from '../core/model/fit-final-model.ts'
import type { ModelFacts } from '../core/model/model-facts.ts'
import type { CasePrediction } from '../core/model/predict-cases.ts'
import type { ExportCheck } from '../core/onnx/export-check.ts'
import type { FolderTexts } from '../core/onnx/deploy-folder.ts'
import type { PictureFacts } from '../core/pictures/picture-facts.ts'
import type { Picture, RejectedPicture } from '../core/pictures/picture.ts'
import type { AdaptSettings } from '../core/projection/presets.ts'
import type { EpochReport } from '../core/projection/projection.ts'
import type { Study } from '../core/study/study.ts'
import type { ReadOptions } from '../core/tables/csv.ts'
import type { TablePreview } from '../core/tables/preview.ts'
import type { TableSurvey } from '../core/dataset/survey.ts'
import type { Table } from '../core/tables/table.ts'
import type { StartedBackend } from './backend.ts'
import type { EncoderSpec } from '../core/encoders/encoder.ts'
import type { LongTexts } from '../core/encoders/long-texts.ts'
import type { Matrix } from '../core/math/matrix.ts'

/** auto: a real graphics adapter where there is one. webgpu: a software adapter will do as well (tests). */
export type BackendPreference = 'auto' | 'webgpu' | 'wasm'

export type EncoderDevice = 'webgpu' | 'wasm'

/** Pixels, row by row from the top, red, green and blue: data [height * width * 3]. */
export interface RgbPicture {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array<ArrayBuffer>
}

/** A text, or a picture: a file in a format that the browser decodes, or its pixels. */
export type EncoderInput = string | Blob | RgbPicture

/** Where a model's files are: in the folder org/name of a served folder, or picked by the user and stored here. */
export type ModelSource =
  | {
      readonly kind: 'served'
      /** Absolute address of the folder that holds org/name folders, with a slash at its end. */
      readonly modelsUrl: string
    }
  | { readonly kind: 'files'; readonly files: ReadonlyMap<string, Blob> }

export interface EncoderOptions {
  readonly spec: EncoderSpec
  readonly source: ModelSource
  readonly preference: BackendPreference
  readonly longTexts: LongTexts
}

/** What is known of n inputs before they are encoded. */
export interface MeasuredInputs {
  /** Work: the tokens that the encoder reads of each text, 1 for a picture; [n]. */
  readonly cost: Int32Array
  /** 1 where a text is longer than the encoder reads at once, [n]. */
  readonly overlong: Uint8Array
}

/** vectors [n, dimensions]; present[i] = 0 where the model knew nothing of input i, whose row is zeros (R7). */
export interface EncodedBatch {
  readonly vectors: Matrix
  readonly present: Uint8Array
}

/** A loaded, frozen encoder. The same interface in the worker, on the page and in tests. */
export interface EncoderModel {
  readonly spec: EncoderSpec
  readonly device: EncoderDevice
  measure(inputs: readonly EncoderInput[]): Promise<MeasuredInputs>
  /** @throws Failure 'device-lost', 'out-of-memory', 'picture-unreadable', 'not-finite' */
  encode(batch: readonly EncoderInput[]): Promise<EncodedBatch>
}

/** What the encode worker exposes. */
export interface EncodeWorker extends Pick<EncoderModel, 'measure' | 'encode'> {
  /** First call. */
  load(options: EncoderOptions): Promise<LoadedEncoder>
}

export interface LoadedEncoder {
  readonly device: EncoderDevice
  /** The folder's self-test.json, null where it has none. */
  readonly selfTest: unknown
}

/** How to read a file, as its reader takes it; size and progress are the worker's part. */
export type TableReadOptions = Omit<ReadOptions, 'totalBytes' | 'signal' | 'onProgress'>

/** What came along with a table and belongs to its rows. */
export interface TableFiles {
  readonly pictures: readonly { readonly path: string }[]
  /** .npy files, each with the file of its vectors' IDs where there is one. */
  readonly vectors: readonly { readonly path: string; readonly file: Blob; readonly ids: File | null }[]
}

export interface TableImportOptions extends TableReadOptions {
  /** Joined to the rows. */
  readonly files?: TableFiles
}

/** A table that was read, without its cells. */
export interface TableHead extends Omit<Table, 'columns'> {
  readonly columns: readonly string[]
  readonly blocks: number
}

/** What the table worker exposes. */
export interface TableWorker {
  read(file: File, options: TableImportOptions, onProgress: (bytesRead: number) => void): Promise<TableHead>
  /** The beginning of a file, without reading the rest where its format allows that. */
  preview(file: File, options: TableReadOptions): Promise<TablePreview>
  /** What the whole file holds, the pictures beside it counted; its cells stay here. */
  survey(file: File, options: TableReadOptions, pictures: TableFiles['pictures']): Promise<TableSurvey>
  /** The cells of the next rows, one array a column; blocks are numbered from 0. */
  block(index: number): Promise<string[][]>
}

/** A picture file that was read and checked, or why it was not. */
export type ReadPicture =
  | {
      readonly kind: 'picture'
      readonly picture: Picture
      /** What is kept and encoded: the file itself, or a PNG of what a DICOM file shows. */
      readonly bytes: Blob
      readonly facts: PictureFacts
    }
  | { readonly kind: 'rejected'; readonly rejected: RejectedPicture }

/** What the picture worker exposes. */
export interface PictureWorker {
  /** @param path where the file lies in its folder or archive. */
  read(path: string, file: Blob): Promise<ReadPicture>
}

/** The same for every unit of a run. */
export interface EvaluateSettings {
  readonly settings: AdaptSettings
  readonly seed: number
  readonly classifiers: readonly string[]
}

/** What the study worker exposes. */
export interface StudyWorker {
  /** First call: starts the backend and keeps the data for all that follows. */
  init(preference: BackendPreference, data: ExperimentData): Promise<StartedBackend>
  evaluate(unit: Unit, settings: EvaluateSettings, onEpoch: (epoch: EpochReport) => void): Promise<UnitResult>
  /**
   * @param caseIds of every case, [n]
   * @param onProgress is told how many of the tables of figures are done
   */
  summarise(
    results: readonly UnitResult[],
    study: Study,
    caseIds: readonly string[],
    onProgress: (done: number, total: number) => void,
  ): Promise<Summary>
  /** A procedure of the study fitted on all of the data. */
  fitFinalModel(
    about: Omit<ModelData, 'experiment'>,
    study: Study,
    choice: ModelChoice,
    computedWith: FinalModel['computedWith'],
    onProgress: (progress: FitProgress) => void,
  ): Promise<PackedModel>
  /** The unit's held-out cases in the space of its projection, [test.length, d] (R10). */
  heldOut(
    unit: Unit,
    settings: Omit<EvaluateSettings, 'classifiers'>,
    onEpoch: (epoch: EpochReport) => void,
  ): Promise<Matrix>
  /** Vectors [n, d] laid out in the plane, [n, 2]. @param onPass told after each pass over the cases */
  layout(
    X: Matrix,
    method: LayoutMethod,
    seed: number,
    onPass: (done: number, total: number) => void,
  ): Promise<Matrix>
  /** The nearest cases of different patients, in every modality. */
  nearestPairs(most: number): Promise<readonly AlikePairs[]>
}

/** A model as it is stored. */
export interface PackedModel {
  readonly about: ModelFacts
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** What the predict worker exposes. */
export interface PredictWorker {
  /** First call. @throws Failure 'model-unreadable', 'projection-unreadable', 'classifier-unreadable' */
  open(bytes: Uint8Array): Promise<void>
  /** See core/model/predict-cases.ts. */
  predict(modalities: readonly ModalityData[]): Promise<CasePrediction[]>
  /** See core/model/training-cases.ts. */
  areTrainingCases(ids: readonly string[]): Promise<(boolean | null)[]>
}

/** A model as files, once they were checked. */
export interface ExportedModel {
  readonly onnx: Uint8Array<ArrayBuffer>
  /** A ZIP of the file and of what using it elsewhere takes. */
  readonly folder: Uint8Array<ArrayBuffer>
  readonly check: ExportCheck
}

/** What the export worker exposes. */
export interface ExportWorker {
  /**
   * @param model packed
   * @param sample training cases to compare on, and of how many they are
   * @param texts what goes into the folder besides
   * @throws Failure 'export-differs' where the file's probabilities are not the app's, 'model-unreadable'
   */
  exportModel(
    model: Uint8Array,
    sample: { readonly modalities: readonly ModalityData[]; readonly of: number },
    texts: FolderTexts,
  ): Promise<ExportedModel>
}
