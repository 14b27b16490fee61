import { planBatches } from '../core/encoders/bucketing.ts'
import { matrix } from '../core/math/matrix.ts'
import { batchLimits, unlessAborted, type OpenEncoder } from '../engine/client.ts'
import type { EncodedBatch, EncoderInput } from '../engine/protocol.ts'

export interface EncodedInputs extends EncodedBatch {
  /** 1 where an input is longer than the encoder reads at once, [n]. */
  readonly overlong: Uint8Array
}

/** Vectors of inputs that are kept nowhere, in their order, in batches as a job would have them. @throws Failure 'cancelled' */
export async function encodeInMemory(
  encoder: OpenEncoder,
  inputs: readonly EncoderInput[],
  signal: AbortSignal,
): Promise<EncodedInputs> {
  const { modality, dimensions } = encoder.spec
  if (inputs.length === 0)
    return { vectors: matrix(0, dimensions), present: new Uint8Array(), overlong: new Uint8Array() }
  const measured = await unlessAborted(encoder.measure(inputs), signal)
  const vectors = matrix(inputs.length, dimensions)
  const present = new Uint8Array(inputs.length)
  for (const batch of planBatches(measured.cost, batchLimits[encoder.device][modality])) {
    const part = await unlessAborted(encoder.encode(Array.from(batch, (i) => inputs[i]!)), signal)
    batch.forEach((i, at) => {
      present[i] = part.present[at]!
      vectors.data.set(part.vectors.data.subarray(at * dimensions, (at + 1) * dimensions), i * dimensions)
    })
  }
  return { vectors, present, overlong: measured.overlong }
}
