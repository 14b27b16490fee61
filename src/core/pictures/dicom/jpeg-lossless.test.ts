import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { losslessJpeg } from '../testing/compressed-frames.ts'
import { readLosslessJpeg } from './jpeg-lossless.ts'

const picture = fc
  .record({
    width: fc.integer({ min: 1, max: 9 }),
    height: fc.integer({ min: 1, max: 9 }),
    components: fc.constantFrom(1, 3),
    precision: fc.constantFrom(8, 12, 16),
    selection: fc.integer({ min: 1, max: 7 }),
    restartRows: fc.integer({ min: 0, max: 3 }),
  })
  .chain((layout) => {
    const count = layout.width * layout.height * layout.components
    const value = fc.integer({ min: 0, max: 2 ** layout.precision - 1 })
    return fc.array(value, { minLength: count, maxLength: count }).map((values) => ({ ...layout, values }))
  })

describe('lossless JPEG', () => {
  test('gives back every value, whatever predicts it', () => {
    fc.assert(
      fc.property(picture, (written) => {
        const read = readLosslessJpeg(losslessJpeg(written))
        expect([...read.values]).toEqual(written.values)
      }),
      { seed: 3, numRuns: 500 },
    )
  })

  test('bits that end early are noticed, also where the end of the picture is there', () => {
    const values = Array.from({ length: 64 }, (_, i) => (i * 977) % 4096)
    const file = losslessJpeg({ width: 8, height: 8, precision: 12, selection: 4, values })
    const short = Uint8Array.from([...file.subarray(0, file.length - 12), 0xff, 0xd9])
    expect(() => readLosslessJpeg(short)).toThrow(expect.objectContaining({ reason: 'truncated' }))
  })
})
