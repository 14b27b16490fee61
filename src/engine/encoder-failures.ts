import { env } from '@huggingface/transformers'
import { Failure } from '../core/failure.ts'
import { saysLost, watchDevice, type WatchedDevice } from './watched-device.ts'

/** What onnxruntime-web and the browser say when a batch did not fit, on either device. */
const memoryWords =
  /out of memory|bad_alloc|allocat(e|ion).{0,40}fail|fail.{0,40}allocat|memory access out of bounds|invalid typed array length/i

export const isOutOfMemory = (thrown: unknown): boolean => memoryWords.test(String(thrown))

/**
 * What can be done something about, told apart from all other errors by the runtime's own words: it throws plain errors.
 * @param inputs in the batch that failed
 */
export function encoderFailure(thrown: unknown, id: string, inputs: number): Failure | null {
  if (thrown instanceof Failure) return thrown
  if (saysLost(thrown)) return new Failure('device-lost', { id })
  if (isOutOfMemory(thrown)) return new Failure('out-of-memory', { id, inputs })
  return null
}

/** The runtime's graphics device; null where it computes without one. */
export async function watchRuntimeDevice(id: string): Promise<WatchedDevice | null> {
  const device = (await env.backends.onnx.webgpu?.device) as GPUDevice | undefined
  return device ? watchDevice(device, () => new Failure('device-lost', { id })) : null
}

/** `work`, or a failure that can be acted on, as soon as it is known. */
export async function guarded<T>(
  work: () => Promise<T>,
  { id, inputs, gpu }: { id: string; inputs: number; gpu: WatchedDevice | null },
): Promise<T> {
  try {
    return await (gpu ? gpu.race(work()) : work())
  } catch (thrown) {
    throw encoderFailure(thrown, id, inputs) ?? thrown
  }
}
