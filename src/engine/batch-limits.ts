import type { BatchLimits } from '../core/encoders/bucketing.ts'
import type { EncoderModality } from '../core/encoders/encoder.ts'

/**
 * 32 texts of 128 tokens fill the matrix units of either device, and so do 8 pictures; more only delays cancelling. A
 * picture's cost is 1.
 */
export const batchLimits: Readonly<Record<EncoderModality, BatchLimits>> = {
  text: { maxBatch: 32, maxTokensPerBatch: 4096 },
  image: { maxBatch: 8, maxTokensPerBatch: 8 },
}
