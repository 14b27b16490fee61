import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { dicomFile, encapsulated, imageElements } from '../core/pictures/testing/dicom-file.ts'
import { exifBlock, jpegFile, pngFile, vp8x, webpFile } from '../core/pictures/testing/files.ts'
import type { DecodedPicture, PictureDecoder } from './picture-decoder.ts'
import { createPictureEngine } from './picture-engine.ts'

const decoded = (width: number, height: number): DecodedPicture => ({
  width,
  height,
  copy: Uint8ClampedArray.from({ length: 4 * 64 }, (_, i) => 3 * (i % 64)),
  copyWidth: 8,
  copyHeight: 8,
})
/** A decoder that makes pictures of one size out of everything. */
const decoderOf = (width: number, height: number): PictureDecoder => ({
  decode: () => Promise.resolve(decoded(width, height)),
  decodeColours: () => Promise.resolve(new Uint8ClampedArray(4 * width * height).fill(75)),
})
const broken: PictureDecoder = {
  decode: () => Promise.reject(new DOMException('/home/carla/scan.png is broken', 'InvalidStateError')),
  decodeColours: () => Promise.reject(new DOMException('broken', 'InvalidStateError')),
}
const read = (bytes: Uint8Array, decoder: PictureDecoder, type = '') =>
  createPictureEngine(decoder).read('a/b.png', new Blob([bytes.slice()], { type }))
const rejected = (reason: string, detail = '') => ({
  kind: 'rejected',
  rejected: { path: 'a/b.png', reason, detail },
})
const sha256 = async (blob: Blob): Promise<string> =>
  createHash('sha256')
    .update(new Uint8Array(await blob.arrayBuffer()))
    .digest('hex')

describe('reading a picture', () => {
  test('the file is kept as it is, with its true type, under the hash of its bytes', async () => {
    const file = pngFile({ width: 6, height: 4 })
    const result = await read(file, decoderOf(6, 4), 'text/html')
    if (result.kind === 'rejected') throw new Error(result.rejected.reason)
    expect(result).toMatchObject({
      picture: { path: 'a/b.png', width: 6, height: 4 },
      facts: { format: 'png', notes: [] },
    })
    expect(result.picture.hash).toMatch(/^[\da-f]{16}$/)
    expect(result.bytes.type).toBe('image/png')
    expect(new Uint8Array(await result.bytes.arrayBuffer())).toEqual(file)
    expect(await sha256(result.bytes)).toBe(result.picture.key)
  })

  test('what only decoding finds is told without the words of the browser', async () => {
    expect(await read(pngFile(), broken)).toEqual(rejected('undecodable'))
    expect(await read(new Uint8Array(), broken)).toEqual(rejected('empty'))
  })

  test('a file above 256 MB is refused before it is read', async () => {
    const huge = { size: 300_000_000 } as Blob
    expect(await createPictureEngine(broken).read('a/b.png', huge)).toEqual(rejected('too-large'))
  })

  test('a fault of the program is no fault of the file', async () => {
    const faulty = { ...broken, decode: () => Promise.reject(new TypeError('no function')) }
    await expect(read(pngFile(), faulty)).rejects.toThrow('no function')
  })

  test('row 36: a header that tells another size than the picture has', async () => {
    const lie = rejected('undecodable', 'its size is not the one that it tells')
    expect(await read(pngFile({ width: 6, height: 4 }), decoderOf(6, 5))).toEqual(lie)
    // on its side, without EXIF data that ask for it
    expect(await read(pngFile({ width: 6, height: 4 }), decoderOf(4, 6))).toEqual(lie)
  })

  test('row 37: turned upright, or said where the browser did not', async () => {
    const sideways = jpegFile({ width: 16, height: 8, exif: exifBlock({ orientation: 6 }) })
    expect(await read(sideways, decoderOf(8, 16))).toMatchObject({
      picture: { width: 8, height: 16 },
      facts: { notes: [{ kind: 'rotated' }] },
    })
    expect(await read(sideways, decoderOf(16, 8))).toMatchObject({
      facts: { notes: [{ kind: 'not-rotated' }] },
    })
    const halfTurn = jpegFile({ exif: exifBlock({ orientation: 3 }) })
    expect(await read(halfTurn, decoderOf(16, 8))).toMatchObject({ facts: { notes: [{ kind: 'rotated' }] } })
    const webp = webpFile([vp8x(8, 8), ['EXIF', exifBlock({ orientation: 8 })]])
    expect(await read(webp, decoderOf(8, 8))).toMatchObject({ facts: { notes: [{ kind: 'not-rotated' }] } })
  })

  test('of a DICOM file a PNG is kept, which is the same each time', async () => {
    const others = [[0x0010_0010, 'PN', 'Canary^Carla']] as const
    const file = dicomFile({ elements: imageElements({ bitsStored: 12, pixels: [0, 1, 2, 4000], others }) })
    const [first, second] = [await read(file, broken), await read(file, broken)]
    if (first.kind === 'rejected' || second.kind === 'rejected') throw new Error('rejected')
    expect(first.picture).toEqual(second.picture)
    expect(first.bytes.type).toBe('image/png')
    expect(await sha256(first.bytes)).toBe(first.picture.key)
    expect(await first.bytes.text()).not.toContain('Canary')
    expect(first.facts).toMatchObject({
      format: 'dicom',
      notes: [{ kind: 'window' }, { kind: 'identifying-tags' }],
    })
  })

  test('a JPEG inside of a DICOM file is decoded by the browser', async () => {
    const pixels = encapsulated([jpegFile()])
    const elements = imageElements({ width: 16, height: 8, bitsAllocated: 8, pixels })
    const file = dicomFile({ syntax: '.4.50', elements })
    expect(await read(file, decoderOf(16, 8))).toMatchObject({ picture: { width: 16, height: 8 } })
    expect(await read(file, decoderOf(8, 8))).toEqual(rejected('undecodable'))
    expect(await read(file, broken)).toEqual(rejected('undecodable'))
  })
})
