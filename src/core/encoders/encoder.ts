import type { LongTexts } from './long-texts.ts'

export const modalities = ['text', 'image'] as const
export type EncoderModality = (typeof modalities)[number]

/**
 * How a graph's output becomes one vector an input: 'model' when the output is [n, d] already; of an output
 * [n, length, d] the mean, the first ('cls') or the last token's vector, padding left out.
 */
export const poolings = ['model', 'mean', 'cls', 'last'] as const
export type Pooling = (typeof poolings)[number]

/** Weights on disk; their files end in '', '_fp16' and '_quantized', as transformers.js has it. */
export const dtypes = ['fp32', 'fp16', 'q8'] as const
export type Dtype = (typeof dtypes)[number]

/** An encoder model as data: what its folder's manifest says of it. Nothing else knows a model by name. */
export interface EncoderSpec {
  /** 'org/name': the folder under public/models and the name in a study file. One id has one encoder a modality. */
  readonly id: string
  /** A hash over the model's files: other bytes, other vectors. Part of the key of stored embeddings. */
  readonly revision: string
  readonly title: string
  readonly modality: EncoderModality
  readonly dimensions: number
  /** Base name of its ONNX file under onnx/, without the ending for the dtype. */
  readonly weights: string
  readonly dtype: Dtype
  /** The graph's output that is read. */
  readonly output: string
  readonly pooling: Pooling
  /** Put before every text, '' for none. */
  readonly prefix: string
  /** Tokens that it reads of a text at once, special ones included; 0 for images. */
  readonly maxTokens: number
  readonly licence: string
  /** One sentence: what it is good for and what not. */
  readonly description: string
  /** Of all files of its folder. */
  readonly bytes: number
}

/**
 * Under what an encoder's vectors are stored: whatever of these differs makes other vectors. The prefix comes last, as
 * only it may hold an @.
 * @param longTexts matters for texts only
 */
export function encoderKey(spec: EncoderSpec, longTexts: LongTexts): string {
  const { id, revision, weights, dtype, output, pooling, maxTokens, prefix } = spec
  const textOnly = spec.modality === 'text' ? [maxTokens, longTexts, prefix] : []
  return [id, revision, spec.modality, weights, dtype, output, pooling, ...textOnly].join('@')
}

const endings: Readonly<Record<Dtype, string>> = { fp32: '', fp16: '_fp16', q8: '_quantized' }

/** Path of the ONNX file in the model's folder. */
export const weightsPath = ({ weights, dtype }: Pick<EncoderSpec, 'weights' | 'dtype'>): string =>
  `onnx/${weights}${endings[dtype]}.onnx`
