import { env } from '@huggingface/transformers'
import { Failure } from '../core/failure.ts'

/** What onnxruntime-web and the browser say when a batch did not fit, on either device. */
const memoryWords =
  /out of memory|bad_alloc|allocat(e|ion).{0,40}fail|fail.{0,40}allocat|memory access out of bounds|invalid typed array length/i
const lossWords = /device.{0,20}\blost\b|\blost\b.{0,20}device|device was destroyed/i

/**
 * What can be done something about, told apart from all other errors by the runtime's own words: it throws plain errors.
 * @param inputs in the batch that failed
 */
export function encoderFailure(thrown: unknown, id: string, inputs: number): Failure | null {
  if (thrown instanceof Failure) return thrown
  const words = String(thrown)
  if (lossWords.test(words)) return new Failure('device-lost', { id })
  if (memoryWords.test(words)) return new Failure('out-of-memory', { id, inputs })
  return null
}

/**
 * Rejects with the failure 'device-lost' when the runtime's graphics device is lost, and never resolves: a run that
 * waits for a lost device may wait for ever.
 */
export async function watchDevice(id: string): Promise<{ readonly lost: Promise<never> }> {
  const device = (await env.backends.onnx.webgpu?.device) as GPUDevice | undefined
  const lost = (device?.lost ?? new Promise<never>(() => {})).then(() => {
    throw new Failure('device-lost', { id })
  })
  // told to whoever runs a batch; a loss between batches is no unhandled error
  lost.catch(() => undefined)
  return { lost }
}

/** `work`, or a failure that can be acted on, as soon as it is known. */
export async function guarded<T>(
  work: () => Promise<T>,
  { id, inputs, deviceLost }: { id: string; inputs: number; deviceLost: DeviceLost | null },
): Promise<T> {
  try {
    return await (deviceLost ? Promise.race([deviceLost.lost, work()]) : work())
  } catch (thrown) {
    throw encoderFailure(thrown, id, inputs) ?? thrown
  }
}

export type DeviceLost = Awaited<ReturnType<typeof watchDevice>>
