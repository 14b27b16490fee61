import { afterEach, describe, expect, it, vi } from 'vitest'
import { throwIfAborted } from '../core/signal.ts'
import { runJob } from './job-runner.ts'
import type { Context } from './services.ts'
import { createAppStore } from './store.ts'

const context = (): Context => ({
  store: createAppStore({ preference: 'wasm', route: { screen: 'start' } }),
  services: {} as Context['services'],
  storeInOrder: (work) => work(),
  deriveInOrder: (work) => work(),
})
const job = { kind: 'encode', title: 'Encoding', unit: 'texts', total: 10 } as const

describe('runJob', () => {
  afterEach(() => vi.unstubAllGlobals())

  it.each([
    ['done', async () => undefined],
    ['stopped', async () => Promise.reject(new Error('stopped'))],
  ])('measures anew what is stored once the job is %s', async (_, work) => {
    const one = context()
    vi.stubGlobal('navigator', { storage: { estimate: async () => ({ usage: 7_000, quota: 9_000 }) } })
    await runJob(one, job, work).catch(() => undefined)
    await vi.waitFor(() => expect(one.store.getState().storageUse).toEqual({ usage: 7_000 }))
  })

  it('gives its result though the meter never answers, or fails, which is told', async () => {
    const one = context()
    vi.stubGlobal('navigator', { storage: { estimate: () => new Promise(() => undefined) } })
    expect(await runJob(one, job, async () => 'result')).toBe('result')
    vi.stubGlobal('navigator', { storage: { estimate: () => Promise.reject(new Error('no estimate')) } })
    expect(await runJob(one, job, async () => 'result')).toBe('result')
    await vi.waitFor(() => expect(one.store.getState().failure).toMatchObject({ code: 'internal' }))
  })

  it('shows its progress while it runs and nothing afterwards', async () => {
    const { store, ...rest } = context()
    const result = await runJob({ store, ...rest }, job, async ({ show }) => {
      show({ done: 4, secondsLeft: 3 })
      expect(store.getState().job).toMatchObject({ kind: 'encode', done: 4, total: 10, secondsLeft: 3 })
      return 'done'
    })
    expect(result).toBe('done')
    expect(store.getState().job).toBeNull()
  })

  it('refuses a second job and leaves the first alone', async () => {
    const one = context()
    await runJob(one, job, async () => {
      await expect(runJob(one, job, async () => undefined)).rejects.toMatchObject({ code: 'job-running' })
      expect(one.store.getState().job).not.toBeNull()
    })
  })

  it('ends with "cancelled" when the strip’s cancel is pressed, and clears the strip', async () => {
    const one = context()
    const running = runJob(one, job, async ({ signal }) => {
      one.store.getState().job!.cancel()
      throwIfAborted(signal)
    })
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    expect(one.store.getState().job).toBeNull()
  })
})
