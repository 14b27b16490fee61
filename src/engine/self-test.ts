import { compareSelfTest, parseSelfTest, selfTestPicture, type SelfTestInput } from '../core/encoders/self-test.ts'
import { Failure } from '../core/failure.ts'
import { row } from '../core/math/matrix.ts'
import type { EncoderDevice, EncoderInput, EncoderModel } from './protocol.ts'

export interface SelfTestReport {
  readonly device: EncoderDevice
  /** The largest relative difference from the expected vectors. */
  readonly difference: number
  readonly tolerance: number
}

/**
 * Encodes the few inputs of a model's self-test on this device and compares with the vectors that they must give.
 * @param selfTest content of the folder's self-test.json
 * @throws Failure 'self-test-failed' where they differ by more than its tolerance; 'model-corrupted' where it is none
 */
export async function runSelfTest(encoder: EncoderModel, selfTest: unknown): Promise<SelfTestReport> {
  const { id } = encoder.spec
  const { inputs, vectors, tolerance } = parseSelfTest(selfTest, id)
  const encoded = await encoder.encode(inputs.map(selfTestInput))
  const actual = inputs.map((_, i) => row(encoded.vectors, i))
  const { largest, passes } = compareSelfTest(vectors, actual, tolerance)
  const report = { device: encoder.device, difference: largest, tolerance }
  if (!passes) throw new Failure('self-test-failed', { id, ...report })
  return report
}

export function selfTestInput(input: SelfTestInput): EncoderInput {
  if ('text' in input) return input.text
  const { width, height } = input.picture
  return { width, height, data: new Uint8Array(selfTestPicture(input.picture)) }
}
