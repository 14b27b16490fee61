import type { Failure } from '../core/failure.ts'

/** A graphics device that may be lost: work that waits for a lost one may wait for ever. */
export interface WatchedDevice {
  /** `work`, or the failure of a lost device as soon as it is lost. */
  race<T>(work: Promise<T>): Promise<T>
  /** Whether it is lost, once a loss that is under way had its turn: work may hear of it a task earlier, in words of any browser. */
  isLost(): Promise<boolean>
}

const lossWords = /device.{0,20}\blost\b|\blost\b.{0,20}device|device was destroyed/i

/** What runtimes and browsers say of work that was given to a lost device. */
export const saysLost = (thrown: unknown): boolean => lossWords.test(String(thrown))

export function watchDevice(device: Pick<GPUDevice, 'lost'>, failure: () => Failure): WatchedDevice {
  // a race against the lasting promise itself would keep every result alive until the worker ends
  const waiting = new Set<(failure: Failure) => void>()
  let lost = false
  const watch = async (): Promise<void> => {
    await device.lost
    lost = true
    for (const reject of waiting) reject(failure())
  }
  void watch()
  return {
    async race(work) {
      let leave: (failure: Failure) => void = () => {}
      const whenLost = new Promise<never>((_, reject) => (leave = reject))
      if (lost) leave(failure())
      waiting.add(leave)
      try {
        return await Promise.race([whenLost, work])
      } finally {
        waiting.delete(leave)
      }
    },
    async isLost() {
      await new Promise((resolve) => setTimeout(resolve))
      return lost
    },
  }
}
