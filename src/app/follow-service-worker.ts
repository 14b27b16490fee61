import type { FailureData, FailureParams } from '../core/failure.ts'
import type {
  ActivateAnswer,
  ActivateRequest,
  SaveFailure,
  ServiceWorkerNews,
} from '../service-worker/messages.ts'
import { withJobLock } from '../state/job-runner.ts'
import type { AppStore } from '../state/store.ts'

/**
 * Registers the service worker, which saves the app for use without its server, and shows in state.offline and
 * state.update how it gets on. Never throws: what fails here leaves an app that needs its server.
 */
export async function followServiceWorker(store: AppStore): Promise<void> {
  try {
    await follow(store, navigator.serviceWorker)
  } catch {
    // Switched off by policy, together with cookies; or the server has no service worker at this address.
    if (store.getState().offline.state !== 'ready')
      store.setState({ offline: { state: 'failed', failure: notSaved('blocked', false) } })
  }
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

  const registration: ServiceWorkerRegistration | undefined = await container.register(
    `${import.meta.env.BASE_URL}sw.js`,
    { updateViaCache: 'none' },
  )
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
        if ((await askToActivate(worker)) === 'activating') return new Promise(() => undefined)
        asked = false
        return showWaiting(worker, 'other-tabs')
      })
    } catch {
      showWaiting(worker, 'other-tabs')
    }
  }
}

function askToActivate(worker: ServiceWorker): Promise<ActivateAnswer> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.addEventListener('message', ({ data }: MessageEvent<ActivateAnswer>) => resolve(data))
    port1.start()
    worker.postMessage({ kind: 'activate' } satisfies ActivateRequest, [port2])
  })
}

function notSaved(reason: FailureParams['app-not-saved']['reason'], update: boolean): FailureData {
  return { code: 'app-not-saved', params: { reason, update } }
}
