import { describe, expect, it } from 'vitest'
import { atOnce, inTurns, type Steps } from './steps.ts'

function* countTo(last: number, seen: number[]): Steps<string> {
  for (let i = 1; i <= last; i++) {
    seen.push(i)
    yield
  }
  return `counted to ${last}`
}

describe('a pass in steps', () => {
  it('gives its result at once', () => {
    const seen: number[] = []
    expect(atOnce(countTo(3, seen))).toBe('counted to 3')
    expect(seen).toEqual([1, 2, 3])
  })

  it('gives the same in turns, with a turn of the page after each step', async () => {
    const seen: number[] = []
    const turns: number[] = []
    const yieldToLoop = async (): Promise<void> => void turns.push(seen.length)
    expect(await inTurns(countTo(3, seen), yieldToLoop)).toBe('counted to 3')
    expect(turns).toEqual([1, 2, 3])
  })

  it('fails as the pass does, either way', async () => {
    const failing = function* (): Steps<never> {
      yield
      throw new Error('broken')
    }
    expect(() => atOnce(failing())).toThrow('broken')
    await expect(inTurns(failing(), async () => {})).rejects.toThrow('broken')
  })
})
