import type { FailureData, FailureParams } from '../core/failure.ts'
import type {
  ActivateAnswer,
  ActivateRequest,
  SaveFailure,
  ServiceWorkerNews,
} from '../service-worker/messages.ts'
import { withJobLock } from '../state/job-runner.ts'
import type { AppStore } from '../state/store.ts'

type NotSavedReason = FailureParams['app-not-saved']['reason']

const script = `${import.meta.env.BASE_URL}sw.js`
/** A worker that has to be started answers within a second; one that never does must not hold the job lock. */
const answerWithin = 10_000

/**
 * Registers the service worker, which saves the app for use without its server, and shows in state.offline and
 * state.update how it gets on. Never throws: what fails here leaves an app that needs its server.
 */
export async function followServiceWorker(store: AppStore): Promise<void> {
  try {
    await follow(store, navigator.serviceWorker)
  } catch (thrown) {
    const reason = await whyRefused(thrown)
    if (store.getState().offline.state !== 'ready')
      store.setState({ offline: { state: 'failed', failure: notSaved(reason, false) } })
  }
}

/**
 * Chromium has the same SecurityError for what a policy forbids and for a script of another media type, and a TypeError
 * for whatever else keeps the script away: so the server is asked for the script again.
 */
async function whyRefused(thrown: unknown): Promise<NotSavedReason> {
  const response = await fetch(script, { method: 'HEAD', cache: 'no-store' }).catch(() => null)
  if (!response || response.status >= 500) return 'unreachable'
  const isScript = response.ok && /javascript/.test(response.headers.get('content-type') ?? '')
  return isScript && !(thrown instanceof TypeError) ? 'blocked' : 'not-served'
}

async function follow(store: AppStore, container: ServiceWorkerContainer): Promise<void> {
  let controlled = container.controller !== null
  let asked = false
  let reason: SaveFailure = 'unreachable'
  if (controlled) store.setState({ offline: { state: 'ready' } })

  container.addEventListener('message', ({ data }: MessageEvent<ServiceWorkerNews>) => {
    if (data.kind === 'not-saved') {
      // before or after the state that it explains
      reason = data.reason
      showFailed()
    } else if (store.getState().offline.state !== 'ready')
      store.setState({ offline: { state: 'saving', fraction: data.done / data.total } })
  })
  container.addEventListener('controllerchange', () => {
    if (asked) location.reload()
    // The first version takes over the page that brought it: nothing changes for it.
    else if (controlled) store.setState({ update: { state: 'replaced', load: () => location.reload() } })
    controlled = true
  })

  const registration: ServiceWorkerRegistration | undefined = await container.register(script, {
    updateViaCache: 'none',
  })
  // Whoever drives this browser has switched service workers off: a test, or a study without a person.
  if (!registration) return
  if (registration.active) store.setState({ offline: { state: 'ready' } })
  if (registration.active && registration.waiting) showWaiting(registration.waiting)
  watch(registration.installing ?? registration.waiting ?? registration.active)
  registration.addEventListener('updatefound', () => watch(registration.installing))

  function watch(worker: ServiceWorker | null): void {
    let before = worker?.state
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && registration?.active) showWaiting(worker)
      if (worker.state === 'activated') store.setState({ offline: { state: 'ready' } })
      if (worker.state === 'redundant' && before === 'installing') showFailed()
      before = worker.state
    })
  }

  function showFailed(): void {
    const { offline, update } = store.getState()
    // A version that waits is worth more than the news that its successor could not be saved.
    if (update && update.state !== 'failed') return
    if (offline.state === 'ready')
      store.setState({ update: { state: 'failed', failure: notSaved(reason, true) } })
    else store.setState({ offline: { state: 'failed', failure: notSaved(reason, false) } })
  }

  function showWaiting(worker: ServiceWorker, state: 'waiting' | 'other-tabs' = 'waiting'): void {
    store.setState({ update: { state, load: () => void load(worker) } })
  }

  /** Under the job lock, so that no tab has a job or begins one before the page is loaded again. */
  async function load(worker: ServiceWorker): Promise<void> {
    store.setState({ update: { state: 'loading', load: () => undefined } })
    try {
      await withJobLock(async () => {
        asked = true
        const answer = await askToActivate(worker)
        if (answer === 'activating') return new Promise(() => undefined)
        asked = false
        if (answer === 'other-tabs') return showWaiting(worker, 'other-tabs')
        store.setState({ update: { state: 'failed', failure: { code: 'update-unanswered', params: {} } } })
      })
    } catch {
      showWaiting(worker, 'other-tabs')
    }
  }
}

/** @returns null where no answer came in time */
async function askToActivate(worker: ServiceWorker): Promise<ActivateAnswer | null> {
  const { port1, port2 } = new MessageChannel()
  let timer: ReturnType<typeof setTimeout>
  const answer = await new Promise<ActivateAnswer | null>((resolve) => {
    timer = setTimeout(() => resolve(null), answerWithin)
    port1.addEventListener('message', ({ data }: MessageEvent<ActivateAnswer>) => resolve(data))
    port1.start()
    worker.postMessage({ kind: 'activate' } satisfies ActivateRequest, [port2])
  })
  clearTimeout(timer!)
  port1.close()
  return answer
}

function notSaved(reason: NotSavedReason, update: boolean): FailureData {
  return { code: 'app-not-saved', params: { reason, update } }
}
