import { env } from '@huggingface/transformers'
import { Failure } from '../core/failure.ts'

/** What onnxruntime-web and the browser say when a batch did not fit, on either device. */
const memoryWords =
  /out of memory|bad_alloc|allocat(e|ion).{0,40}fail|fail.{0,40}allocat|memory access out of bounds|invalid typed array length/i
const lossWords = /device.{0,20}\blost\b|\blost\b.{0,20}device|device was destroyed/i

export const isOutOfMemory = (thrown: unknown): boolean => memoryWords.test(String(thrown))

/**
 * What can be done something about, told apart from all other errors by the runtime's own words: it throws plain errors.
 * @param inputs in the batch that failed
 */
export function encoderFailure(thrown: unknown, id: string, inputs: number): Failure | null {
  if (thrown instanceof Failure) return thrown
  const words = String(thrown)
  if (lossWords.test(words)) return new Failure('device-lost', { id })
  if (isOutOfMemory(thrown)) return new Failure('out-of-memory', { id, inputs })
  return null
}

/** The runtime's graphics device: a run that waits for a lost one may wait for ever. */
export interface WatchedDevice {
  /** `work`, or the failure 'device-lost' as soon as the device is. */
  race<T>(work: Promise<T>): Promise<T>
}

export async function watchDevice(id: string): Promise<WatchedDevice> {
  const device = (await env.backends.onnx.webgpu?.device) as GPUDevice | undefined
  // a race against the lasting promise itself would keep every batch's result alive until the worker ends
  const waiting = new Set<(failure: Failure) => void>()
  let lost = false
  const watch = async (gpu: GPUDevice): Promise<void> => {
    await gpu.lost
    lost = true
    for (const reject of waiting) reject(new Failure('device-lost', { id }))
  }
  if (device) void watch(device)
  return {
    async race(work) {
      let leave: (failure: Failure) => void = () => {}
      const whenLost = new Promise<never>((_, reject) => (leave = reject))
      if (lost) leave(new Failure('device-lost', { id }))
      waiting.add(leave)
      try {
        return await Promise.race([whenLost, work])
      } finally {
        waiting.delete(leave)
      }
    },
  }
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
