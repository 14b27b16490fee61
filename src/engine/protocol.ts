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
