import { describe, expect, test } from 'vitest'
import type { PictureNote } from '../picture-facts.ts'
import { bytesOf } from '../testing/bytes.ts'
import { losslessJpeg, rleFrame } from '../testing/compressed-frames.ts'
import { dicomFile, encapsulated, imageElements, type DicomElement } from '../testing/dicom-file.ts'
import { jpegFile } from '../testing/files.ts'
import { readDicom } from './read-dicom.ts'

type ImageOptions = Parameters<typeof imageElements>[0]
type FileOptions = Omit<Parameters<typeof dicomFile>[0], 'elements'>

const render = (image: ImageOptions, file: FileOptions = {}) =>
  readDicom(dicomFile({ ...file, elements: imageElements(image) })).render(null)
const pixelsOf = (image: ImageOptions, file?: FileOptions): number[] => [...render(image, file).data]
const notes = (image: ImageOptions): readonly PictureNote[] => render(image).notes

const windowed = (centre: string, width: string, shape?: string): DicomElement[] => [
  [0x0028_1050, 'DS', centre],
  [0x0028_1051, 'DS', width],
  ...(shape ? [[0x0028_1056, 'CS', shape] as const] : []),
]
const rescaled = (slope: string, intercept: string): DicomElement[] => [
  [0x0028_1052, 'DS', intercept],
  [0x0028_1053, 'DS', slope],
]

/** PS3.3, C.11.2.1.2.1, as it is written there, for greys from 0 to 255. */
function linear(x: number, c: number, w: number): number {
  if (x <= c - 0.5 - (w - 1) / 2) return 0
  if (x > c - 0.5 + (w - 1) / 2) return 255
  return Math.round(((x - (c - 0.5)) / (w - 1) + 0.5) * 255)
}

describe('row 39: greys of more than 8 bits', () => {
  test('the first window of the file, after rescaling', () => {
    const values = [0, 924, 1024, 1064, 1124, 1264, 1265, 4095]
    const image = { width: 8, height: 1, bitsStored: 12, pixels: values }
    const others = [...rescaled('1', '-1024'), ...windowed('40\\-600', '400\\1500')]
    expect(pixelsOf({ ...image, others })).toEqual(values.map((value) => linear(value - 1024, 40, 400)))
    expect(notes({ ...image, others })).toEqual([{ kind: 'window', centre: 40, width: 400, from: 'file' }])
  })

  test('a slope other than 1, and a width of 1', () => {
    const image = { width: 4, height: 1, pixels: [10, 20, 30, 40] }
    expect(pixelsOf({ ...image, others: [...rescaled('0.5', '2'), ...windowed('12', '11')] })).toEqual(
      [7, 12, 17, 22].map((x) => linear(x, 12, 11)),
    )
    expect(pixelsOf({ ...image, others: windowed('20.5', '1') })).toEqual([0, 0, 255, 255])
  })

  test('the other shapes of a window', () => {
    const image = { width: 3, height: 1, pixels: [0, 50, 100] }
    expect(pixelsOf({ ...image, others: windowed('50', '100', 'LINEAR_EXACT') })).toEqual([0, 128, 255])
    const sigmoid = [-50, 0, 50].map((x) => Math.round(255 / (1 + Math.exp((-4 * x) / 100))))
    expect(pixelsOf({ ...image, others: windowed('50', '100', 'SIGMOID') })).toEqual(sigmoid)
  })

  test('without a window: from the lowest to the highest value', () => {
    const image = { width: 4, height: 1, bitsStored: 12, pixels: [100, 200, 300, 500] }
    expect(pixelsOf(image)).toEqual([0, 64, 128, 255])
    expect(notes(image)).toEqual([{ kind: 'window', centre: 300.5, width: 401, from: 'range' }])
    expect(notes({ ...image, others: windowed('7', '0') })).toMatchObject([{ from: 'range' }])
    expect(pixelsOf({ ...image, pixels: [7, 7, 7, 7] })).toEqual([0, 0, 0, 0])
  })

  test('what the file calls padding has no part in that range', () => {
    const pixels = [-2000, 0, 50, 100]
    const others: DicomElement[] = [[0x0028_0120, 'SS', [-2000]]]
    expect(pixelsOf({ width: 4, height: 1, signed: true, pixels, others })).toEqual([0, 0, 128, 255])
  })

  test('signed values, and values above other bits', () => {
    expect(pixelsOf({ width: 3, height: 1, signed: true, pixels: [-1000, 0, 1000] })).toEqual([0, 128, 255])
    // 12 bits in the upper end of the word, with an overlay below
    const pixels = [0x0005, 0x4002, 0x800f]
    expect(pixelsOf({ width: 3, height: 1, bitsStored: 12, highBit: 15, pixels })).toEqual([0, 128, 255])
    // 12 bits with their sign, and an overlay above
    const negative = [0xf800, 0x0000, 0x37ff]
    expect(
      pixelsOf({
        width: 3,
        height: 1,
        bitsStored: 12,
        signed: true,
        pixels: negative,
        others: windowed('0', '4096'),
      }),
    ).toEqual([-2048, 0, 2047].map((x) => linear(x, 0, 4096)))
  })

  test('MONOCHROME1 is inverted, and said to be', () => {
    const image = { width: 3, height: 1, photometric: 'MONOCHROME1', pixels: [0, 100, 200] }
    expect(pixelsOf(image)).toEqual([255, 127, 0])
    expect(notes(image)).toContainEqual({ kind: 'inverted' })
  })

  test('8 bits are greys already', () => {
    const image = { bitsAllocated: 8, pixels: Uint8Array.of(3, 90, 200, 201) }
    expect(pixelsOf(image)).toEqual([3, 90, 200, 201])
    expect(notes(image)).toEqual([])
    expect(pixelsOf({ ...image, photometric: 'MONOCHROME1' })).toEqual([252, 165, 55, 54])
    expect(notes({ ...image, others: windowed('128', '100') })).toMatchObject([{ from: 'file' }])
  })

  test('rescaling and window of an enhanced image lie in its groups', () => {
    const item = (bytes: Uint8Array): Uint8Array =>
      bytesOf([0xfe, 0xff, 0x00, 0xe0], [bytes.length & 255, bytes.length >> 8, 0, 0], bytes)
    const dataOf = (elements: DicomElement[]): Uint8Array =>
      item(dicomFile({ preamble: false, header: false, elements }))
    const groups = dataOf([
      [0x0028_9132, 'SQ', dataOf(windowed('40', '400'))],
      [0x0028_9145, 'SQ', dataOf(rescaled('2', '-100'))],
    ])
    const image = {
      width: 3,
      height: 1,
      pixels: [0, 60, 200],
      others: [[0x5200_9229, 'SQ', groups]] as DicomElement[],
    }
    expect(pixelsOf(image)).toEqual([-100, 20, 300].map((x) => linear(x, 40, 400)))
  })
})

describe('colours', () => {
  const rgb = [255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 8, 7]
  const image = { samples: 3, photometric: 'RGB', bitsAllocated: 8 } as const

  test('pixel by pixel, or plane by plane', () => {
    expect(pixelsOf({ ...image, pixels: Uint8Array.from(rgb) })).toEqual(rgb)
    const planes = [0, 1, 2].flatMap((channel) => rgb.filter((_, i) => i % 3 === channel))
    const others: DicomElement[] = [[0x0028_0006, 'US', [1]]]
    expect(pixelsOf({ ...image, pixels: Uint8Array.from(planes), others })).toEqual(rgb)
  })

  test('YBR_FULL becomes red, green and blue', () => {
    const ybr = Uint8Array.from([76, 85, 255, 128, 128, 128, 0, 128, 128, 255, 128, 128])
    const pixels = pixelsOf({ ...image, photometric: 'YBR_FULL', pixels: ybr })
    expect(pixels).toEqual([254, 0, 0, 128, 128, 128, 0, 0, 0, 255, 255, 255])
  })

  test('a palette of words, of bytes, and values outside of it', () => {
    const palette = (values: readonly number[] | Uint8Array, bits: number): DicomElement[] =>
      [1, 2, 3].flatMap((colour): DicomElement[] => [
        [0x0028_1100 + colour, 'US', [3, 10, bits]],
        [0x0028_1200 + colour, 'OW', values],
      ])
    const indices = { photometric: 'PALETTE COLOR', bitsAllocated: 8, pixels: Uint8Array.of(10, 12, 0, 255) }
    const grey = [5, 7, 5, 7].flatMap((value) => [value, value, value])
    expect(pixelsOf({ ...indices, others: palette([0x0500, 0x0600, 0x0700], 16) })).toEqual(grey)
    expect(pixelsOf({ ...indices, others: palette(Uint8Array.of(5, 6, 7), 8) })).toEqual(grey)
    expect(pixelsOf({ ...indices, others: palette([5, 6, 7], 8) })).toEqual(grey)
  })

  test('subsampled colours outside of a JPEG are named', () => {
    expect(() => render({ ...image, photometric: 'YBR_FULL_422', pixels: Uint8Array.from(rgb) })).toThrow(
      expect.objectContaining({ reason: 'unsupported', detail: 'DICOM, YBR_FULL_422' }),
    )
  })
})

describe('how a file is written', () => {
  const pixels = [0, 256, 512, 1024]
  const greys = [0, 64, 128, 255]

  test('implicit, explicit, big endian; with and without preamble and header', () => {
    for (const syntax of ['', '.1', '.2']) {
      expect(pixelsOf({ pixels }, { syntax }), syntax).toEqual(greys)
      expect(pixelsOf({ pixels }, { syntax, preamble: false }), syntax).toEqual(greys)
    }
    // a data set alone has to begin with the group that says what it is
    const others: DicomElement[] = [[0x0008_0016, 'UI', '1.2.840.10008.5.1.4.1.1.7']]
    for (const syntax of ['', '.1'])
      expect(pixelsOf({ pixels, others }, { syntax, preamble: false, header: false }), syntax).toEqual(greys)
  })

  test('run-length encoding, of 8 and 16 bits and of colours', () => {
    const file = { syntax: '.5' }
    const high = pixels.map((value) => value >> 8)
    const frame = encapsulated([rleFrame([high, [0, 0, 0, 0]])])
    expect(pixelsOf({ pixels: frame }, file)).toEqual(greys)
    const bytes = encapsulated([rleFrame([[1, 1, 1, 9]])])
    expect(pixelsOf({ bitsAllocated: 8, pixels: bytes }, file)).toEqual([1, 1, 1, 9])
    const colours = encapsulated([
      rleFrame([
        [1, 2, 3, 4],
        [5, 5, 5, 5],
        [6, 7, 8, 9],
      ]),
    ])
    expect(pixelsOf({ samples: 3, photometric: 'RGB', bitsAllocated: 8, pixels: colours }, file)).toEqual([
      1, 5, 6, 2, 5, 7, 3, 5, 8, 4, 5, 9,
    ])
  })

  test('row 40: of several frames the first, however its fragments are told', () => {
    const frames = (count: number): DicomElement[] => [[0x0028_0008, 'IS', `${count}`]]
    const image = { bitsAllocated: 8, others: frames(2) }
    const native = render({ ...image, pixels: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) })
    expect([...native.data]).toEqual([1, 2, 3, 4])
    expect(native.notes).toEqual([{ kind: 'first-frame', of: 2 }])

    const file = { syntax: '.5' }
    const [one, two] = [rleFrame([[1, 2, 3, 4]]), rleFrame([[5, 6, 7, 8]])]
    expect(pixelsOf({ ...image, pixels: encapsulated([one, two]) }, file)).toEqual([1, 2, 3, 4])
    const parts = [one.subarray(0, 66), one.subarray(66), two]
    const offsets = [0, 8 + 66 + 8 + one.length - 66]
    expect(pixelsOf({ ...image, pixels: encapsulated(parts, offsets) }, file)).toEqual([1, 2, 3, 4])
  })

  test('JPEG is handed on whole, and its values go the way of all values', () => {
    const jpeg = jpegFile({ width: 8, height: 8 })
    const parts = [jpeg.subarray(0, 50), jpeg.subarray(50), jpeg]
    const dicom = readDicom(
      dicomFile({
        syntax: '.4.50',
        elements: imageElements({
          width: 8,
          height: 8,
          bitsAllocated: 8,
          photometric: 'MONOCHROME1',
          pixels: encapsulated(parts),
          others: [[0x0028_0008, 'IS', '2'], ...windowed('100', '101')],
        }),
      }),
    )
    expect(bytesOf(dicom.jpeg!.subarray(0, jpeg.length))).toEqual(jpeg)
    const decoded = Uint8ClampedArray.from({ length: 4 * 64 }, (_, i) => (i % 4 === 3 ? 255 : 75))
    expect(new Set(dicom.render(decoded).data)).toEqual(new Set([255 - linear(75, 100, 101)]))
  })

  test('a JPEG of another size than the file says is refused', () => {
    const pixels = encapsulated([jpegFile({ width: 16, height: 8 })])
    expect(() => render({ bitsAllocated: 8, pixels }, { syntax: '.4.50' })).toThrow(
      expect.objectContaining({ reason: 'undecodable' }),
    )
  })

  test('lossless JPEG, as one of its kinds in a file', () => {
    const frame = losslessJpeg({ width: 2, height: 2, precision: 12, selection: 1, values: pixels })
    expect(pixelsOf({ bitsStored: 12, pixels: encapsulated([frame]) }, { syntax: '.4.57' })).toEqual(greys)
  })
})

describe('what identifies a person', () => {
  test('names of tags that have a value, and no value', () => {
    const others: DicomElement[] = [
      [0x0008_0050, 'SH', ''],
      [0x0008_0080, 'LO', 'Canary Hospital'],
      [0x0010_0010, 'PN', 'Canary^Carla'],
      [0x0010_0020, 'LO', ' '],
      [0x0010_0030, 'DA', '19470101'],
      [0x0028_0301, 'CS', 'YES'],
    ]
    const found = notes({ others, bitsAllocated: 8, pixels: Uint8Array.of(1, 2, 3, 4) })
    expect(found).toEqual([
      { kind: 'identifying-tags', tags: ['InstitutionName', 'PatientName', 'PatientBirthDate'] },
      { kind: 'burned-in-yes' },
    ])
    expect(JSON.stringify(found)).not.toMatch(/Canary|1947/)
  })
})
