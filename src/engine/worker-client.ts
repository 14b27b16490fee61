import { wrap, type Remote } from 'comlink'
import { Failure } from '../core/failure.ts'
import { installFailureTransfer } from './transfer.ts'

/** What every opened worker offers besides its own functions. */
export interface Terminable {
  /**
   * Ends the worker at once: the way to cancel and to free its memory (that of a graphics processor too, which no
   * dispose() does). Calls that have not settled reject with the failure 'cancelled'.
   */
  terminate(): void
}

export interface StartedWorker<T> extends Terminable {
  /** Runs a call on the worker. @throws Failure 'cancelled', 'worker-failed', or what the worker throws */
  call<R>(run: (remote: Remote<T>) => Promise<R>): Promise<R>
}

/** Wraps a worker that exposes a T through comlink. */
export function startWorker<T>(name: string, worker: Worker): StartedWorker<T> {
  installFailureTransfer()
  const remote = wrap<T>(worker)
  // A race against one lasting promise would keep every result alive until the worker ends.
  const waiting = new Set<(failure: Failure) => void>()
  let ended: Failure | null = null

  const end = (failure: Failure): void => {
    worker.terminate()
    ended ??= failure
    waiting.forEach((reject) => reject(failure))
  }
  const fail = (detail: string): void => end(new Failure('worker-failed', { worker: name, detail }))

  // Its script did not load, or an error that no call waits for: the worker's state is unknown from here on.
  worker.addEventListener('error', (event) => fail(event.message || 'its script did not load'))
  worker.addEventListener('messageerror', () => fail('a message could not be read'))

  return {
    async call(run) {
      if (ended) throw ended
      let leave: (failure: Failure) => void = () => {}
      const whenEnded = new Promise<never>((_, reject) => (leave = reject))
      waiting.add(leave)
      try {
        return await Promise.race([whenEnded, run(remote)])
      } finally {
        waiting.delete(leave)
      }
    },
    terminate: () => end(new Failure('cancelled', {})),
  }
}
