import { expect, test as base } from '@playwright/test'
import { type Guard, watch } from './guard.ts'
import { type Outside, settle, startOutside } from './outside.ts'

interface Fixtures {
  /** Console errors and refused requests that this test provokes on purpose; all others fail it. */
  provoked: RegExp | null
  guard: Guard
}

/**
 * The `test` of every spec. It fails a test, whatever else it asserts, on a request to another origin (by the browser's
 * own log and by what arrived outside), on a violation of the security policy, and on an error on the console.
 */
export const test = base.extend<Fixtures, { outside: Outside }>({
  provoked: [null, { option: true }],

  outside: [
    async ({}, provide) => {
      const outside = await startOutside()
      await provide(outside)
      await outside.close()
    },
    { scope: 'worker' },
  ],

  // What stays on this machine is reached directly; all else would have to pass the listener.
  proxy: async ({ outside }, provide) => provide({ server: outside.url, bypass: 'localhost,127.0.0.1' }),

  guard: [
    async ({ context, baseURL, outside, provoked }, provide) => {
      const before = outside.hits.length
      const guard = await watch(context, new URL(baseURL ?? '').origin)
      await provide(guard)
      await settle(outside)
      expect.soft(outside.hits.slice(before), 'arrived outside').toEqual([])
      const unexpected = (found: readonly string[]): string[] => found.filter((text) => !provoked?.test(text))
      expect.soft(unexpected(guard.foreign), 'requests to another origin').toEqual([])
      expect.soft(unexpected(guard.errors), 'errors on the console').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
