import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { selfTestPicture } from './self-test-picture.ts'

const picture = { width: 96, height: 64, seed: 1 }
const pixels = selfTestPicture(picture)
const channel = (c: number) => pixels.filter((_, i) => i % 3 === c)

test('[R12] a seed draws one picture, always the same', () => {
  expect(pixels).toHaveLength(3 * 96 * 64)
  expect(selfTestPicture(picture)).toEqual(pixels)
  expect(selfTestPicture({ ...picture, seed: 2 })).not.toEqual(pixels)
  // the vectors in self-test.json were computed from these bytes
  expect(createHash('sha256').update(pixels).digest('hex').slice(0, 16)).toBe('d48fe0593755f7c8')
})

test('it has light and dark, colour, smooth parts and edges', () => {
  for (const c of [0, 1, 2]) {
    const levels = channel(c)
    expect(Math.max(...levels) - Math.min(...levels)).toBeGreaterThan(100)
  }
  expect(channel(0)).not.toEqual(channel(1))
  const steps = Array.from({ length: 64 * 95 }, (_, i) => {
    const at = 3 * (Math.floor(i / 95) * 96 + (i % 95))
    return Math.abs(pixels[at + 3]! - pixels[at]!)
  }).sort((a, b) => a - b)
  expect(steps[steps.length >> 1]!).toBeLessThan(15)
  expect(steps.at(-1)!).toBeGreaterThan(40)
})
