import type { Dtype } from '../core/encoders/encoder.ts'
import { Failure } from '../core/failure.ts'
import type { BackendPreference, EncoderDevice } from './protocol.ts'

type Gpu = Pick<GPU, 'requestAdapter'>

/**
 * The device for a preference. A software adapter (isFallbackAdapter) is slower than WebAssembly and counts as none
 * unless webgpu was asked for by name.
 * @param dtype half-precision weights need an adapter with shader-f16; elsewhere they run on wasm
 * @throws Failure 'no-webgpu' when it was asked for and there is no adapter at all
 */
export async function chooseDevice(
  preference: BackendPreference,
  dtype: Dtype,
  gpu: Gpu | undefined = globalThis.navigator?.gpu,
): Promise<EncoderDevice> {
  if (preference === 'wasm') return 'wasm'
  const adapter = (await gpu?.requestAdapter()) ?? null
  if (preference === 'webgpu' && !adapter) throw new Failure('no-webgpu', {})
  if (!adapter || (dtype === 'fp16' && !adapter.features.has('shader-f16'))) return 'wasm'
  return preference === 'webgpu' || !adapter.info.isFallbackAdapter ? 'webgpu' : 'wasm'
}
