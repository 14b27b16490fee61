import type { Matrix } from '../math/matrix.ts'
import type { Signal } from '../signal.ts'

/** An encoder model as data. The catalogue lists them; nothing else knows a model by name. */
export interface EncoderSpec {
  /** 'org/name': the folder under public/models and the name in a study file. */
  readonly id: string
  /** Pins the weights; part of the key of stored embeddings. */
  readonly revision: string
  readonly title: string
  readonly modality: 'text'
  readonly dimensions: number
  /** How token vectors become one: 'model' when the graph itself gives sentence_embedding [n, d]. */
  readonly pooling: 'model' | 'mean' | 'cls'
  /** Put before every text, '' for none. */
  readonly prefix: string
  /** Tokens beyond this are cut; the count of cut texts is shown (R13). */
  readonly maxTokens: number
  readonly dtype: 'fp32' | 'fp16' | 'q8'
  readonly licence: string
  readonly bytes: number
  /** One sentence: what it is good for and what not. */
  readonly description: string
}

/**
 * Under what an encoder's vectors are stored, "id@revision@dtype@pooling@maxTokens@prefix": whatever of these differs
 * makes other vectors. The prefix comes last, as only it may hold an @.
 */
export function encoderKey(
  spec: Pick<EncoderSpec, 'id' | 'revision' | 'dtype' | 'pooling' | 'maxTokens' | 'prefix'>,
): string {
  return [spec.id, spec.revision, spec.dtype, spec.pooling, spec.maxTokens, spec.prefix].join('@')
}

export type EncoderDevice = 'webgpu' | 'wasm'

/** Vectors of one batch: values [n, dimensions]; present[i] = 0 where the model knew nothing of input i (row is zeros). */
export interface EncodedBatch {
  readonly vectors: Matrix
  readonly present: Uint8Array
  /** How many inputs were longer than maxTokens and cut. */
  readonly truncated: number
}

/** A loaded, frozen encoder. The same interface in the worker and in tests. */
export interface Encoder {
  readonly spec: EncoderSpec
  readonly device: EncoderDevice
  encode(batch: readonly string[], signal?: Signal): Promise<EncodedBatch>
  dispose(): Promise<void>
}
