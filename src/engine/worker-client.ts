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
  let end: (failure: Failure) => void
  const ended = new Promise<never>((_, reject) => {
    end = (failure) => {
      worker.terminate()
      reject(failure)
    }
  })
  // A worker that ends between two calls is reported by the next one.
  ended.catch(() => undefined)

  const fail = (detail: string) => end(new Failure('worker-failed', { worker: name, detail }))
  // Its script did not load, or an error that no call waits for: the worker's state is unknown from here on.
  worker.addEventListener('error', (event) => fail(event.message || 'its script did not load'))
  worker.addEventListener('messageerror', () => fail('a message could not be read'))
  return {
    call: (run) => Promise.race([ended, run(remote)]),
    terminate: () => end(new Failure('cancelled', {})),
  }
}
