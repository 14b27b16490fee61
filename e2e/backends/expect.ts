import {
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  type ExpectStatic as Expect,
} from '@vitest/expect'
import * as chai from 'chai'
import type { ExpectStatic } from 'vitest'

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin)

/** As Vitest's own, without its runner: for what unit tests and workers of a browser hold alike. */
export const expect = chai.expect as unknown as Expect as ExpectStatic
