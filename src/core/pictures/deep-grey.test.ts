import { zlibSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { windowDeepGrey } from './deep-grey.ts'
import { PictureRefused } from './refusal.ts'
import { bigEndian, bytesOf } from './testing/bytes.ts'
import { pngChunk, pngFile } from './testing/files.ts'

const words = (...values: number[]): Uint8Array =>
  Uint8Array.from(values.flatMap((value) => [value >> 8, value & 255]))

/** A grey PNG of 16 bits whose rows are filtered as given: the filter, then the filtered bytes. */
function filtered(width: number, rows: readonly (readonly number[])[], interlace = 0): Uint8Array {
  const header = [...bigEndian(width, 4), ...bigEndian(rows.length, 4), 16, 0, 0, 0, interlace]
  return bytesOf(
    '\x89PNG\r\n\x1a\n',
    pngChunk('IHDR', header),
    pngChunk('IDAT', zlibSync(Uint8Array.from(rows.flat()))),
    pngChunk('IEND', []),
  )
}

describe('grey PNG of 16 bits', () => {
  test('[row 38] 12 bits of a scanner fill the 256 greys', () => {
    const file = pngFile({ width: 3, height: 2, bitDepth: 16, data: words(0, 1024, 2048, 3072, 4095, 4095) })
    expect(windowDeepGrey(file)).toEqual({
      width: 3,
      height: 2,
      grey: Uint8Array.of(0, 64, 128, 191, 255, 255),
    })
  })

  test('the lowest value is black, wherever the range lies', () => {
    const file = pngFile({ width: 3, height: 1, bitDepth: 16, data: words(40_000, 40_002, 40_001) })
    expect(windowDeepGrey(file)!.grey).toEqual(Uint8Array.of(0, 255, 128))
  })

  // The values 0x0102 0x0304 / 0x0506 0x0705, written by each filter of the standard.
  test.each([
    ['sub', [1, 1, 2, 2, 2], [1, 5, 6, 2, 255]],
    ['up', [2, 1, 2, 3, 4], [2, 4, 4, 4, 1]],
    ['average', [3, 1, 2, 3, 3], [3, 5, 5, 3, 0]],
    ['Paeth', [4, 1, 2, 2, 2], [4, 4, 4, 2, 255]],
  ])('rows are read through the filter %s', (_, first, second) => {
    const plain = pngFile({ width: 2, height: 2, bitDepth: 16, data: words(0x0102, 0x0304, 0x0506, 0x0705) })
    expect(windowDeepGrey(filtered(2, [first, second]))).toEqual(windowDeepGrey(plain))
  })

  test('8 bits, colour, transparency and interlacing are left to the browser', () => {
    expect(windowDeepGrey(pngFile())).toBeNull()
    expect(windowDeepGrey(pngFile({ bitDepth: 16, colourType: 2 }))).toBeNull()
    expect(windowDeepGrey(pngFile({ bitDepth: 16, chunks: [['tRNS', [0, 0]]] }))).toBeNull()
    expect(windowDeepGrey(filtered(1, [[0, 1, 2]], 1))).toBeNull()
  })

  test('[row 36] a header that lies and damaged pixels are refused', () => {
    const reasonOf = (file: Uint8Array): string => {
      try {
        windowDeepGrey(file)
      } catch (thrown) {
        if (thrown instanceof PictureRefused) return thrown.reason
        throw thrown
      }
      return 'read'
    }
    expect(reasonOf(pngFile({ bitDepth: 16, toldSize: [4, 3] }))).toBe('undecodable')
    expect(reasonOf(pngFile({ bitDepth: 16, toldSize: [4, 9] }))).toBe('truncated')
    expect(reasonOf(filtered(1, [[7, 1, 2]]))).toBe('undecodable')
    const broken = pngFile({ bitDepth: 16 })
    broken.fill(0xff, broken.length - 40, broken.length - 20)
    expect(['undecodable', 'truncated']).toContain(reasonOf(broken))
  })
})
