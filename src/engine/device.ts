import type { EncoderDevice } from '../core/encoders/encoder.ts'
import { Failure } from '../core/failure.ts'
import type { BackendPreference } from './protocol.ts'

/**
 * The device for a preference. A software adapter (isFallbackAdapter) is slower than WebAssembly and counts as none
 * unless webgpu was asked for by name.
 * @throws Failure 'no-webgpu' when it was asked for and there is no adapter at all
 */
export async function chooseDevice(
  preference: BackendPreference,
  gpu: Pick<GPU, 'requestAdapter'> | undefined = globalThis.navigator?.gpu,
): Promise<EncoderDevice> {
  if (preference === 'wasm') return 'wasm'
  const adapter = (await gpu?.requestAdapter()) ?? null
  if (preference === 'webgpu') {
    if (!adapter) throw new Failure('no-webgpu', {})
    return 'webgpu'
  }
  return adapter && !adapter.info.isFallbackAdapter ? 'webgpu' : 'wasm'
}
