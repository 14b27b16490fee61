import { describe, expect, test } from 'vitest'
import { selfTestPicture } from '../encoders/self-test-picture.ts'
import { createRng } from '../math/rng.ts'
import { perceptualHash } from './perceptual-hash.ts'
import { greyOfColours, shrinkGrey } from './shrink-grey.ts'

const side = 96
const draw = (seed: number, size = side): Uint8Array =>
  greyOfColours(selfTestPicture({ width: size, height: size, seed }), 3)
const hashOf = (grey: ArrayLike<number>, size = side): string => perceptualHash(grey, size, size)
const original = draw(1)
/** Few bits: pairs of X-rays of different patients differ in more than these. */
const few = 4

/** How many of the 64 bits of two hashes differ. Pictures that look alike differ in a few. */
function hashDistance(a: string, b: string): number {
  let differing = 0
  for (let i = 0; i < a.length; i++) {
    let bits = Number.parseInt(a[i]!, 16) ^ Number.parseInt(b[i]!, 16)
    for (; bits > 0; bits >>= 1) differing += bits & 1
  }
  return differing
}

describe('the perceptual hash', () => {
  test('is 64 bits, by the definition of pHash', () => {
    // a slope from left to right: the mean and the odd frequencies across are above the median, which is 0
    const slope = Uint8Array.from({ length: side * side }, (_, i) => 255 - 2 * (i % side))
    expect(hashOf(slope)).toBe('d500000000000000')
    expect(hashOf(new Uint8Array(side * side))).toBe('0000000000000000')
  })

  test.each([
    ['half its size', () => hashOf(shrinkGrey(original, side, side, side / 2), side / 2)],
    ['drawn larger', () => hashOf(draw(1, 2 * side), 2 * side)],
    ['brighter', () => hashOf(original.map((value) => Math.min(255, value * 1.1 + 8)))],
    ['with less contrast', () => hashOf(original.map((value) => 64 + value / 2))],
    ['with the noise of compression', () => hashOf(noisy(original, 6))],
  ])('a picture %s stays within few bits', (_, changed) => {
    expect(hashDistance(hashOf(original), changed())).toBeLessThanOrEqual(few)
  })

  test('different pictures differ in many', () => {
    const hashes = Array.from({ length: 40 }, (_, seed) => hashOf(draw(seed)))
    const distances = hashes.flatMap((a, i) => hashes.slice(i + 1).map((b) => hashDistance(a, b)))
    expect(Math.min(...distances)).toBeGreaterThan(2 * few)
  })

  test('a picture of one colour keeps its hash with noise', () => {
    const flat = new Uint8Array(side * side).fill(120)
    expect(hashDistance(hashOf(flat), hashOf(noisy(flat, 2)))).toBeLessThanOrEqual(few)
  })
})

describe('shrinking', () => {
  test('each pixel is the mean of what it covers, also across borders', () => {
    expect([...shrinkGrey([0, 10, 20, 30], 2, 2, 1)]).toEqual([15])
    const thirds = shrinkGrey([0, 30, 60, 0, 30, 60, 0, 30, 60], 3, 3, 2)
    expect([...thirds].map((value) => Math.round(value))).toEqual([10, 50, 10, 50])
  })

  test('a picture may be smaller than it becomes', () => {
    expect([...shrinkGrey([0, 100], 2, 1, 4)].slice(0, 4)).toEqual([0, 0, 100, 100])
  })
})

function noisy(grey: Uint8Array, most: number): Uint8Array {
  const rng = createRng(4, 'noise')
  return grey.map((value) => Math.max(0, Math.min(255, value + Math.round(rng.uniform(-most, most)))))
}
