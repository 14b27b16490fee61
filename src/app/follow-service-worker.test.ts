import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createAppStore } from '../state/store.ts'
import { followServiceWorker } from './follow-service-worker.ts'

class FakeWorker extends EventTarget {
  state = 'installed'
  answers = true

  postMessage(_: unknown, [port]: [MessagePort]): void {
    if (this.answers) port.postMessage('other-tabs')
  }
}

/** Whether some tab holds the job lock. */
let locked: boolean
let register: () => Promise<unknown>
let answer: () => Promise<Response>
let store: ReturnType<typeof createAppStore>

beforeEach(() => {
  locked = false
  answer = () => Promise.reject(new TypeError('Failed to fetch'))
  store = createAppStore({ preference: 'wasm', route: { screen: 'start' } })
  const container = Object.assign(new EventTarget(), { controller: null, register: () => register() })
  const locks = {
    async request<T>(_name: string, _options: unknown, work: (lock: unknown) => Promise<T>): Promise<T> {
      locked = true
      try {
        return await work({})
      } finally {
        locked = false
      }
    },
  }
  vi.stubGlobal('navigator', { serviceWorker: container, locks })
  vi.stubGlobal('fetch', () => answer())
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('[P5] why the service worker could not be registered', () => {
  const policy = new DOMException('', 'SecurityError')
  const served = (status: number, type: string) => () =>
    Promise.resolve(new Response(null, { status, headers: { 'content-type': type } }))

  test.each([
    ['blocked', 'a policy', policy, served(200, 'text/javascript')],
    ['unreachable', 'no network', new TypeError(), () => Promise.reject(new TypeError())],
    ['unreachable', 'a server in trouble', new TypeError(), served(503, 'text/html')],
    ['not-served', 'a missing file', new TypeError(), served(404, 'text/plain')],
    // Chromium's error for another media type is the one for a policy
    ['not-served', 'a page in its place', policy, served(200, 'text/html')],
    ['not-served', 'a script that does not run', new TypeError(), served(200, 'text/javascript')],
  ] as const)('%s: %s', async (reason, _, error, served) => {
    register = () => Promise.reject(error)
    answer = served
    await followServiceWorker(store)
    expect(store.getState().offline).toEqual({
      state: 'failed',
      failure: { code: 'app-not-saved', params: { reason, update: false } },
    })
  })
})

describe('[P24] a version that waits', () => {
  let waiting: FakeWorker

  const load = async (): Promise<void> => {
    await followServiceWorker(store)
    const { update } = store.getState()
    if (update && 'load' in update) update.load()
  }

  beforeEach(() => {
    waiting = new FakeWorker()
    const registration = Object.assign(new EventTarget(), {
      active: new FakeWorker(),
      waiting,
      installing: null,
    })
    register = () => Promise.resolve(registration)
  })

  test('and does not answer gives the lock back, and says so', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    waiting.answers = false
    await load()
    expect(store.getState().update?.state).toBe('loading')
    expect(locked).toBe(true)
    await vi.advanceTimersByTimeAsync(9_999)
    expect(locked).toBe(true)
    await vi.advanceTimersByTimeAsync(1)
    expect(locked).toBe(false)
    expect(store.getState().update).toEqual({
      state: 'failed',
      failure: { code: 'update-unanswered', params: {} },
    })
  })

  test('and refuses is asked again later', async () => {
    await load()
    await vi.waitFor(() => expect(store.getState().update?.state).toBe('other-tabs'))
    expect(locked).toBe(false)
  })
})
