import { describe, expect, it } from 'vitest'
import { Failure } from '../core/failure.ts'
import { guard, guardReading } from './guard.ts'
import type { Context } from './services.ts'
import { createAppStore } from './store.ts'

const told = { code: 'changed-in-other-tab', params: {} } as const

function afterFailure(): Context {
  const store = createAppStore({ preference: 'wasm', route: { screen: 'start' } })
  store.setState({ failure: told })
  return { store } as Context
}

describe('an earlier failure', () => {
  it('goes when a click starts something', async () => {
    const context = afterFailure()
    expect(await guard(context, 'click', async () => undefined)).toBe(true)
    expect(context.store.getState().failure).toBeNull()
  })

  it('stays while a screen reads by itself, unless that fails too (R13)', async () => {
    const context = afterFailure()
    expect(await guardReading(context, 'picture', async () => 'read')).toBe('read')
    expect(context.store.getState().failure).toEqual(told)
    const missing = new Failure('not-found', { what: 'run' })
    expect(await guardReading(context, 'picture', () => Promise.reject(missing))).toBeNull()
    expect(context.store.getState().failure?.code).toBe('not-found')
  })
})

it('a cancellation is no failure', async () => {
  const context = afterFailure()
  const cancelled = (): Promise<void> => Promise.reject(new Failure('cancelled', {}))
  expect(await guard(context, 'click', cancelled)).toBe(false)
  expect(context.store.getState().failure).toBeNull()
})
