import type { EncoderModality, Pooling } from './encoder.ts'
import type { OnnxHeader, OnnxValue } from './onnx-header.ts'

/** Which output of a graph is read, and how. */
export interface ChosenOutput {
  readonly output: OnnxValue
  readonly pooling: Pooling
}

/** Inputs that transformers.js makes from a text or an image; what else a graph wants, nobody would give it. */
const textInputs = /^(input_ids|attention_mask|token_type_ids|position_ids|past_key_values\..+)$/
const imageInputs = /^pixel_values$/

/** undefined: neither a text nor an image encoder, or both at once. */
export function modalityOf({ inputs }: OnnxHeader): EncoderModality | undefined {
  const names = inputs.map(({ name }) => name)
  if (names.includes('input_ids') && names.every((name) => textInputs.test(name))) return 'text'
  if (names.includes('pixel_values') && names.every((name) => imageInputs.test(name))) return 'image'
  return undefined
}

/**
 * The output that stands for the whole input. Its own sentence or image embedding comes first; then, for images and for
 * the towers of a model with both, its pooler's output; then the vectors of its tokens, pooled here. The pooler of BERT
 * and its kin is left alone: it was trained to tell whether two sentences follow each other.
 * @param isTower one of two encoders of one space (CLIP, SigLIP)
 * @param stated how the model's own files say that its token vectors are pooled
 */
export function chooseOutput(
  header: OnnxHeader,
  modality: EncoderModality,
  isTower: boolean,
  stated: Pooling | undefined,
): ChosenOutput | undefined {
  const ready =
    modality === 'text' ? ['sentence_embedding', 'text_embeds'] : ['image_embeds', 'pooler_output']
  if (modality === 'text' && isTower) ready.push('pooler_output')
  const output = (names: readonly string[], isUsable: (value: OnnxValue) => boolean) =>
    names.flatMap((name) => header.outputs.filter((value) => value.name === name && isUsable(value)))[0]

  const vector = output(ready, isVector)
  if (vector) return { output: vector, pooling: 'model' }
  const tokens = output(['last_hidden_state', 'token_embeddings'], isTokens)
  return tokens && { output: tokens, pooling: stated ?? defaultPooling(header, modality) }
}

function defaultPooling({ inputs }: OnnxHeader, modality: EncoderModality): Pooling {
  if (modality === 'image') return 'cls'
  // a graph that keeps keys and values reads from left to right: only its last token has seen the whole text
  return inputs.some(({ name }) => name.startsWith('past_key_values')) ? 'last' : 'mean'
}

/** Whether an output's shape is one that can be pooled so. */
export const canBePooled = (output: OnnxValue, pooling: Pooling): boolean =>
  pooling === 'model' ? isVector(output) : isTokens(output)

/** What the graph itself says of the vector's length. */
export function staticDimensions({ shape }: OnnxValue): number | undefined {
  const size = shape?.length === 4 ? shape[1] : shape?.at(-1)
  return size ?? undefined
}

/** [n, d], or [n, d, 1, 1] as convolutional networks have it; a graph that says no shape is believed by its names. */
const isVector = ({ type, shape }: OnnxValue): boolean =>
  type !== 'other' &&
  (shape === null || shape.length === 2 || (shape.length === 4 && shape[2] === 1 && shape[3] === 1))

/** [n, length, d]: [n, d, height, width] of a convolutional network is none. */
const isTokens = ({ type, shape }: OnnxValue): boolean =>
  type !== 'other' && (shape === null || shape.length === 3)
