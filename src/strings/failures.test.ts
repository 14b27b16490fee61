import { expect, test } from 'vitest'
import type { FailureData } from '../core/failure.ts'
import type { Notice } from '../core/notice.ts'
import { wordFailure } from './failures.ts'
import { citeNotice } from './notices.ts'

test('what was stored by another version, of a code that this one does not know, is still told', () => {
  const failure = { code: 'moon-in-the-way', params: {} } as unknown as FailureData
  expect(wordFailure(failure).what).toContain('moon-in-the-way')
  const notice = { code: 'rain', severity: 'info', params: {} } as unknown as Notice
  expect(citeNotice(notice)).toBe('rain.')
})

const damage = { run: 'Run 2', index: 2, count: 15 } as const

test.each([
  [{ piece: 'unit', done: true }, 'results of this run', /^Delete “Run 2” under Results and run the comparison anew/], // prettier-ignore
  [{ piece: 'unit', done: false }, 'Cases, embeddings and other runs', /^Continue “Run 2” under Results, which computes that piece again, or delete it/], // prettier-ignore
  [{ piece: 'results', done: true }, 'Cases, embeddings and other runs', /^Delete “Run 2” under Results and run the comparison anew/], // prettier-ignore
] as const)('R13: a damaged piece of a run is named, with what is safe and what helps: %j', (of, safe, doNext) => {
  const words = wordFailure({ code: 'run-corrupted', params: { ...damage, ...of } })
  expect(words.what).toMatch(/^In “Run 2”, number 3 of 15 /)
  expect(words.safe).toContain(safe)
  expect(words.doNext).toMatch(doNext)
}) // prettier-ignore
