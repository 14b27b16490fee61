import { expect, test } from 'vitest'
import { sayWhenDone } from './say-when-done.ts'

test('[R13] an edit is told after it was stored, and never where it was not', async () => {
  const said: string[] = []
  const say = (words: string): void => void said.push(words)
  let settle!: (isDone: boolean) => void
  const edit = new Promise<boolean>((resolve) => (settle = resolve))
  const saying = sayWhenDone(edit, '3 cases tagged', say)
  expect(said).toEqual([''])
  settle(true)
  expect(await saying).toBe(true)
  expect(said).toEqual(['', '3 cases tagged'])

  // what was said of the edit before is gone
  expect(await sayWhenDone(Promise.resolve(false), '3 cases tagged', say)).toBe(false)
  expect(said.at(-1)).toBe('')
})
