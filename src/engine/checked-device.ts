import { Failure } from '../core/failure.ts'
import { saysLost, watchDevice } from './watched-device.ts'

/** A graphics device whose errors are told: by itself it keeps them, and a buffer that it could not make reads as zeros. */
export interface CheckedDevice {
  readonly device: GPUDevice
  /**
   * @param undo frees what the work made, where the device says only afterwards that it failed
   * @throws Failure 'training-device-lost', 'training-out-of-memory', and 'internal' with the device's own words for any other of
   *   its errors; what the work throws
   */
  checked<T>(work: () => Promise<T>, undo?: (made: T) => void): Promise<T>
}

/** The last one is the first that is taken off. */
const kinds = ['out-of-memory', 'validation', 'internal'] as const

const lostDevice = (): Failure => new Failure('training-device-lost', {})
export const noGraphicsMemory = (): Failure => new Failure('training-out-of-memory', { backend: 'webgpu' })

export function checkDevice(device: GPUDevice): CheckedDevice {
  const watched = watchDevice(device, lostDevice)

  async function told<T>(work: () => Promise<T>, undo: (made: T) => void): Promise<T> {
    for (const kind of kinds) device.pushErrorScope(kind)
    const working = work()
    await working.catch(() => undefined)
    // all of them are taken off before any is looked at
    const [internal, validation, memory] = await Promise.all(kinds.map(() => device.popErrorScope()))
    // what could not be made is not valid either: the lack of memory says why
    const error = memory ?? validation ?? internal
    if (!error) return working
    working.then(undo, () => undefined)
    throw memory ? noGraphicsMemory() : new Failure('internal', { where: 'webgpu', detail: error.message })
  }

  return {
    device,
    async checked(work, undo = () => undefined) {
      try {
        return await watched.race(told(work, undo))
      } catch (thrown) {
        if (thrown instanceof Failure) throw thrown
        throw saysLost(thrown) || (await watched.isLost()) ? lostDevice() : thrown
      }
    },
  }
}
