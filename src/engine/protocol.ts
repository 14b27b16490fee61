import type { Summary } from '../core/evaluation/summarise.ts'
import type { ExperimentData, Unit, UnitResult } from '../core/evaluation/types.ts'
import type { AdaptSettings } from '../core/projection/presets.ts'
import type { EpochReport } from '../core/projection/projection.ts'
import type { Study } from '../core/study/study.ts'
import type { ReadOptions } from '../core/tables/csv.ts'
import type { Table } from '../core/tables/table.ts'
import type { StartedBackend } from './backend.ts'
import type { EncodedBatch, Encoder, EncoderDevice, EncoderSpec } from '../core/encoders/encoder.ts'

/** auto: a real graphics adapter where there is one. webgpu: a software adapter will do as well (tests). */
export type BackendPreference = 'auto' | 'webgpu' | 'wasm'

export interface EncoderOptions {
  readonly spec: EncoderSpec
  readonly preference: BackendPreference
  /** Absolute address of the folder that holds org/name folders, with a slash at its end. */
  readonly modelsUrl: string
}

/** An Encoder that also tells lengths, so that texts of a length are encoded together. */
export interface TextEncoderModel extends Encoder {
  /** Tokens of each text, special tokens and prefix included, uncut; [n]. */
  countTokens(texts: readonly string[]): Promise<Int32Array>
}

/** What the encode worker exposes. */
export interface EncodeWorker {
  load(options: EncoderOptions): Promise<EncoderDevice>
  countTokens(texts: readonly string[]): Promise<Int32Array>
  encode(batch: readonly string[]): Promise<EncodedBatch>
}

/** How to read a file, as its reader takes it; size and progress are the worker's part. */
export type TableReadOptions = Omit<ReadOptions, 'totalBytes' | 'signal' | 'onProgress'>

/** A table that was read, without its cells. */
export interface TableHead extends Omit<Table, 'columns'> {
  readonly columns: readonly string[]
  readonly blocks: number
}

/** What the table worker exposes. */
export interface TableWorker {
  read(file: File, options: TableReadOptions, onProgress: (bytesRead: number) => void): Promise<TableHead>
  /** The cells of the next rows, one array a column; blocks are numbered from 0. */
  block(index: number): Promise<string[][]>
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
  /** @param caseIds of every case, [n] */
  summarise(results: readonly UnitResult[], study: Study, caseIds: readonly string[]): Promise<Summary>
}
