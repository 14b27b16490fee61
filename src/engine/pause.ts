import { Failure } from '../core/failure.ts'

/** Pauses a job between two of its steps. */
export interface PauseSwitch {
  readonly paused: boolean
  pause(): void
  resume(): void
  /** Resolves at once unless paused, then on resume. */
  whenRunning(): Promise<void>
}

export function createPauseSwitch(): PauseSwitch {
  let waiting: { readonly resumed: Promise<void>; readonly resume: () => void } | null = null
  return {
    get paused() {
      return waiting !== null
    },
    pause() {
      if (waiting) return
      let resume = () => {}
      const resumed = new Promise<void>((resolve) => (resume = resolve))
      waiting = { resumed, resume }
    },
    resume() {
      waiting?.resume()
      waiting = null
    },
    whenRunning: () => waiting?.resumed ?? Promise.resolve(),
  }
}

/**
 * `work`, or the failure 'cancelled' as soon as the signal aborts. The work itself is not stopped: end its worker.
 * @throws Failure 'cancelled', or what `work` throws
 */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work
  let onAbort = () => {}
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(new Failure('cancelled', {}))
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort)
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
