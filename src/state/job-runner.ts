import { Failure, toFailureData } from '../core/failure.ts'
import type { Job } from './job.ts'
import type { Context } from './services.ts'
import { measureStorage } from './storage-use.ts'

/** Held by the tab whose job runs: a second tab may look, not compute. It also keeps the browser from freezing the tab. */
const jobLock = 'nearside-job'

export interface JobHandle {
  readonly signal: AbortSignal
  /** Changes what the progress strip shows. */
  show(
    patch: Partial<
      Pick<Job, 'title' | 'unit' | 'done' | 'total' | 'rate' | 'secondsLeft' | 'paused' | 'pause' | 'resume'>
    >,
  ): void
}

/**
 * Runs one long job under the job lock, with its progress in state.job and a cancel that aborts `signal`.
 * @throws Failure 'job-running' when this tab has one, 'job-in-other-tab' when another has; whatever the work throws
 */
export async function runJob<T>(
  { store }: Context,
  job: Pick<Job, 'kind' | 'title' | 'unit' | 'total'>,
  work: (handle: JobHandle) => Promise<T>,
): Promise<T> {
  if (store.getState().job) throw new Failure('job-running', {})
  const controller = new AbortController()
  store.setState({
    job: {
      ...job,
      done: 0,
      rate: null,
      secondsLeft: null,
      paused: false,
      cancel: () => controller.abort(),
      pause: null,
      resume: null,
    },
  })
  const handle: JobHandle = {
    signal: controller.signal,
    show: (patch) => store.setState((state) => (state.job ? { job: { ...state.job, ...patch } } : {})),
  }
  try {
    return await withJobLock(() => work(handle))
  } finally {
    store.setState({ job: null })
    // The job has its result, or its failure, whatever becomes of the meter.
    measureStorage({ store }).catch((thrown: unknown) =>
      store.setState(({ failure }) => ({ failure: failure ?? toFailureData(thrown, 'storage meter') })),
    )
  }
}

/** Does what must not meet a job of any tab. @throws Failure 'job-in-other-tab' */
export async function withJobLock<T>(work: () => Promise<T>): Promise<T> {
  // Absent only in tests outside a browser: the app refuses to start without a secure context, where locks exist.
  if (!globalThis.navigator?.locks) return work()
  return navigator.locks.request(jobLock, { ifAvailable: true }, (lock) => {
    if (!lock) throw new Failure('job-in-other-tab', {})
    return work()
  })
}
