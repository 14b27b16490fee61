import { describe, expect, it } from 'vitest'
import { createRng } from '../math/rng.ts'
import { dropoutMask, dropoutStream } from './dropout.ts'

const kept = (mask: Float32Array): number[] => Array.from(mask, (value) => (value > 0 ? 1 : 0))
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

describe('dropoutMask', () => {
  it('leaves out the share asked for and scales the rest, so that the mean stays 1', () => {
    const mask = dropoutMask([123, 456], 40_000, 0.3)
    expect(new Set(mask)).toEqual(new Set([0, Math.fround(1 / 0.7)]))
    // four standard deviations of a mean of 40,000 draws
    expect(Math.abs(mean(kept(mask)) - 0.7)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / 40_000))
  })

  it('depends on key and index alone: these are the bits that every trainer has to repeat', () => {
    const long = dropoutMask([0xdeadbeef, 0x12345678], 64, 0.5)
    expect(dropoutMask([0xdeadbeef, 0x12345678], 16, 0.5)).toEqual(long.slice(0, 16))
    expect(kept(long).join('')).toBe('0100010011110101101011100100111111001111111000010101001000100011')
  })

  it('gives unrelated masks for neighbouring keys, indices and words', () => {
    const length = 40_000
    const base = kept(dropoutMask([7, 9], length + 1, 0.5))
    const others = {
      'next first word': kept(dropoutMask([8, 9], length, 0.5)),
      'next second word': kept(dropoutMask([7, 10], length, 0.5)),
      'words swapped': kept(dropoutMask([9, 7], length, 0.5)),
      'next index': base.slice(1),
      'next row of 256': base.slice(256),
    }
    for (const [what, other] of Object.entries(others)) {
      const agreement = mean(other.map((value, i) => (value === base[i] ? 1 : 0)))
      expect(Math.abs(agreement - 0.5), what).toBeLessThan(4 * Math.sqrt(0.25 / other.length))
    }
  })
})

describe('dropoutStream', () => {
  it('R12: the same seed gives the same keys, and no key comes twice', () => {
    const draw = (): string[] => {
      const stream = dropoutStream(createRng(5, 'dropout'))
      return Array.from({ length: 1000 }, () => stream.nextKey().join())
    }
    expect(draw()).toEqual(draw())
    expect(new Set(draw()).size).toBe(1000)
  })
})
