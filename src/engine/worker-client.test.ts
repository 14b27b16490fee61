import { describe, expect, test, vi } from 'vitest'
import { startWorker } from './worker-client.ts'

/** A worker that never answers: only its events and its end matter here. */
function silentWorker() {
  const worker = Object.assign(new EventTarget(), {
    postMessage: vi.fn<() => void>(),
    terminate: vi.fn<() => void>(),
  })
  return { worker, started: startWorker<{ work(): string }>('encode', worker as unknown as Worker) }
}

describe('a started worker', () => {
  test('terminating ends it at once; the call under way and later ones reject as cancelled', async () => {
    const { worker, started } = silentWorker()
    const call = started.call((remote) => remote.work())
    started.terminate()
    expect(worker.terminate).toHaveBeenCalledTimes(1)
    await expect(call).rejects.toMatchObject({ code: 'cancelled' })
    await expect(started.call((remote) => remote.work())).rejects.toMatchObject({ code: 'cancelled' })
  })

  test('a script that does not load fails the call instead of leaving it waiting, and ends the worker', async () => {
    const { worker, started } = silentWorker()
    const call = started.call((remote) => remote.work())
    worker.dispatchEvent(new Event('error'))
    await expect(call).rejects.toMatchObject({ code: 'worker-failed', params: { worker: 'encode' } })
    expect(worker.terminate).toHaveBeenCalledTimes(1)
  })

  test('the first end counts', async () => {
    const { worker, started } = silentWorker()
    const call = started.call((remote) => remote.work())
    worker.dispatchEvent(new Event('messageerror'))
    started.terminate()
    await expect(call).rejects.toMatchObject({ code: 'worker-failed' })
    await expect(started.call((remote) => remote.work())).rejects.toMatchObject({ code: 'worker-failed' })
  })
})
