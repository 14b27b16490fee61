import { type Remote, wrap } from 'comlink'
import type { TrainWorker } from './train.worker.ts'

let worker: Remote<TrainWorker> | null = null

/** The worker, started at the first call: only then does the page's policy allow it. */
export function trainer(): Remote<TrainWorker> {
  worker ??= wrap<TrainWorker>(new Worker(new URL('./train.worker.ts', import.meta.url), { type: 'module' }))
  return worker
}
