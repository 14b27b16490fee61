import { type Remote, wrap } from 'comlink'
import type { ParityWorker } from './parity.worker.ts'

let worker: Remote<ParityWorker> | null = null

/** The worker, started at the first call: only then does the page's policy allow it. */
export function parity(): Remote<ParityWorker> {
  worker ??= wrap<ParityWorker>(
    new Worker(new URL('./parity.worker.ts', import.meta.url), { type: 'module' }),
  )
  return worker
}
