import type { BatchLimits } from '../core/encoders/bucketing.ts'
import type { EncoderModality } from '../core/encoders/encoder.ts'
import type { EncoderDevice } from './protocol.ts'

/** A picture's cost is 1, and 8 fill either device. */
const image: BatchLimits = { maxBatch: 8, maxTokensPerBatch: 8 }

/**
 * A graphics processor wants 4,096 tokens to fill its matrix units. A processor is full with two texts of 512, and keeps
 * what it computes in its caches: 1,024 tokens at once are a little faster than 4,096, and cancelling, pausing and a
 * crash cost a quarter as much work.
 */
export const batchLimits: Readonly<Record<EncoderDevice, Readonly<Record<EncoderModality, BatchLimits>>>> = {
  webgpu: { text: { maxBatch: 32, maxTokensPerBatch: 4096 }, image },
  wasm: { text: { maxBatch: 32, maxTokensPerBatch: 1024 }, image },
}
