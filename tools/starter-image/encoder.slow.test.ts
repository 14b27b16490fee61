import { RawImage } from '@huggingface/transformers'
import { describe, expect, test } from 'vitest'
import { compareSelfTest, selfTestPicture } from '../../src/core/encoders/self-test.ts'
import { row } from '../../src/core/math/matrix.ts'
import { expectShipped } from '../starter/testing/expect-shipped.ts'
import { buildEncoder } from './build.ts'
import { loadStarter } from './embed.ts'
import { dimensions } from './encoder-graph.ts'
import { settings } from './settings.ts'
import { referenceEmbedding } from './testing/reference.ts'

const id = 'nearside/starter-image'
const maxBytes = 3_000_000
const { size } = settings

const encoder = await loadStarter()
const built = await buildEncoder(id)

function picture(bytes: Uint8Array, width: number = size, height: number = size): RawImage {
  return new RawImage(bytes, width, height, 3)
}

function even(level: number, width: number, height: number): RawImage {
  return picture(new Uint8Array(3 * width * height).fill(level), width, height)
}

describe('the shipped starter image encoder', () => {
  test('[R12] is what its script makes', async () => {
    await expectShipped(id, built.files)
  })

  test('is small enough to come with the app', () => {
    expect(built.bytes).toBeLessThanOrEqual(maxBytes)
  })

  test('computes what the definitions say', { timeout: 60_000 }, async () => {
    const bytes = selfTestPicture({ width: size, height: size, seed: 7 })
    const X = await encoder.embed([picture(bytes)])
    const expected = referenceEmbedding(bytes)
    expect([X.rows, X.cols]).toEqual([1, dimensions])
    expect(expected).toHaveLength(dimensions)
    expect(compareSelfTest([expected], [X.data], 1e-5)).toMatchObject({ passes: true })
    X.data.forEach((value, j) => expect(value, `dimension ${j}`).toBeCloseTo(expected[j]!, 3))
  })

  test.each([
    ['black', even(0, size, size)],
    ['grey', even(127, 640, 480)],
    ['white', even(255, 10, 10)],
    ['of one pixel', even(90, 1, 1)],
    ['wide', picture(selfTestPicture({ width: 5000, height: 2, seed: 1 }), 5000, 2)],
    ['tall', picture(selfTestPicture({ width: 1, height: 3000, seed: 1 }), 1, 3000)],
    ['of grey levels only', new RawImage(new Uint8Array(40 * 30).fill(60), 40, 30, 1)],
    ['of four channels', new RawImage(new Uint8Array(4 * 40 * 30).fill(60), 40, 30, 4)],
  ])('[R7] a picture that is %s has a vector of finite numbers, not zeros', async (_, odd) => {
    const X = await encoder.embed([odd])
    expect([X.rows, X.cols]).toEqual([1, dimensions])
    expect(X.data.every(Number.isFinite)).toBe(true)
    expect(X.data.some((value) => value !== 0)).toBe(true)
  })

  test('[R12] a picture has the same vector whatever is in its batch', async () => {
    const pictures = [1, 2, 3].map((seed) =>
      picture(selfTestPicture({ width: 120, height: 80, seed }), 120, 80),
    )
    const [together, alone] = [await encoder.embed(pictures), await encoder.embed(pictures, 1)]
    together.data.forEach((value, k) => expect(value).toBeCloseTo(alone.data[k]!, 4))
  })

  test('more light changes what is said of brightness, not of texture', async () => {
    const dark = selfTestPicture({ width: size, height: size, seed: 3 }).map((value) => value >> 1)
    const X = await encoder.embed([picture(dark), picture(dark.map((value) => value + 100))])
    const colourAndBrightness = 3 * (2 + settings.percentiles.length) + settings.grid ** 2
    const [before, after] = [row(X, 0), row(X, 1)]
    expect(after[0]! - before[0]!).toBeCloseTo(100 / 127.5, 4)
    for (let j = colourAndBrightness; j < dimensions; j++) expect(after[j]!).toBeCloseTo(before[j]!, 3)
  })
})
