import {
  compareSelfTest,
  parseSelfTest,
  selfTestPicture,
  type SelfTestInput,
} from '../core/encoders/self-test.ts'
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
 * @param selfTest content of the folder's self-test.json; a folder of two encoders has inputs for both
 * @returns null where none of its inputs is for this encoder
 * @throws Failure 'self-test-failed' where they differ by more than its tolerance; 'model-corrupted' where it is none
 */
export async function runSelfTest(encoder: EncoderModel, selfTest: unknown): Promise<SelfTestReport | null> {
  const { id, modality } = encoder.spec
  const { inputs, vectors, tolerance } = parseSelfTest(selfTest, id)
  const kind = modality === 'text' ? 'text' : 'picture'
  const own = [...inputs.keys()].filter((i) => kind in inputs[i]!)
  if (own.length === 0) return null
  const encoded = await encoder.encode(own.map((i) => selfTestInput(inputs[i]!)))
  const expected = own.map((i) => vectors[i]!)
  const actual = own.map((_, at) => row(encoded.vectors, at))
  const { largest, passes } = compareSelfTest(expected, actual, tolerance)
  const report = { device: encoder.device, difference: largest, tolerance }
  if (!passes) throw new Failure('self-test-failed', { id, ...report })
  return report
}

export function selfTestInput(input: SelfTestInput): EncoderInput {
  if ('text' in input) return input.text
  const { width, height } = input.picture
  return { width, height, data: new Uint8Array(selfTestPicture(input.picture)) }
}
