import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOf } from './testing/bytes.ts'
import { dicomFile, encapsulated, imageElements } from './testing/dicom-file.ts'
import { rleFrame, losslessJpeg } from './testing/compressed-frames.ts'
import {
  bmpFile,
  exifBlock,
  gifFile,
  jpegFile,
  jpegSegment,
  pngChunk,
  pngFile,
  vp8x,
  webpFile,
} from './testing/files.ts'
import { readAsFarAsPossible, type Outcome } from './testing/read.ts'

const cut = (bytes: Uint8Array, by = 3): Uint8Array => bytes.subarray(0, bytes.length - by)
const refused = (reason: string, detail = '') => ({ reason, detail })
const webp = (width: number, height: number): Uint8Array =>
  webpFile([vp8x(width, height), ['VP8L', [0x2f, 0, 0, 0, 0]]])
const rawDicom = dicomFile({ elements: imageElements({ pixels: [1, 2, 3, 4] }) })
const inSyntax = (syntax: string): Uint8Array =>
  dicomFile({ syntax, elements: imageElements({ pixels: encapsulated([bytesOf(0, 1)]) }) })

/** The rows of bad-inputs.md that concern one picture, and what each gets. */
const rows: readonly (readonly [string, Uint8Array, object])[] = [
  ['31 a file of no bytes', new Uint8Array(), refused('empty')],
  ['32 a JPEG without its end', cut(jpegFile()), refused('truncated')],
  ['32 a JPEG cut inside of a segment', jpegFile().subarray(0, 40), refused('truncated')],
  ['32 a PNG without IEND', cut(pngFile(), 12), refused('truncated')],
  ['32 a PNG cut inside of a chunk', cut(pngFile(), 20), refused('truncated')],
  ['32 a GIF without its trailer', cut(gifFile(), 1), refused('truncated')],
  ['32 a BMP without its last row', cut(bmpFile(), 5), refused('truncated')],
  ['32 a WebP shorter than it says', cut(webp(3, 2), 2), refused('truncated')],
  ['32 a DICOM file cut in its pixels', cut(rawDicom), refused('truncated')],
  ['32 a DICOM file cut in its header', rawDicom.subarray(0, 250), refused('truncated')],
  [
    '33 a web page',
    bytesOf('\n<!DOCTYPE html><html><svg></svg></html>'),
    refused('not-a-picture', 'web page'),
  ],
  ['33 text', bytesOf('BM is how a note may begin'), refused('not-a-picture')],
  [
    '34 a PNG of 20,000²',
    pngFile({ toldSize: [20_000, 20_000] }),
    refused('too-many-pixels', '20000 × 20000'),
  ],
  [
    '35 a PNG of 65,000²',
    pngFile({ toldSize: [65_000, 65_000] }),
    refused('too-many-pixels', '65000 × 65000'),
  ],
  [
    '35 a JPEG of 65,000²',
    jpegFile({ width: 65_000, height: 65_000 }),
    refused('too-many-pixels', '65000 × 65000'),
  ],
  ['35 a WebP of 16,000²', webp(16_000, 16_000), refused('too-many-pixels', '16000 × 16000')],
  ['36 a PNG without a size', pngFile({ toldSize: [0, 5] }), refused('undecodable', 'no size')],
  ['36 a PNG of 3 bits', pngFile({ width: 8, bitDepth: 3 }), refused('undecodable')],
  [
    '36 a PNG that begins without a header',
    bytesOf('\x89PNG\r\n\x1a\n', pngChunk('IDAT', new Uint8Array(20))),
    refused('undecodable'),
  ],
  [
    '36 a chunk longer than any file',
    bytesOf(pngFile().subarray(0, 33), [255, 255, 255, 255], 'IDAT'),
    refused('truncated'),
  ],
  [
    '36 a JPEG without a frame',
    bytesOf([0xff, 0xd8], jpegSegment(0xfe, [1]), [0xff, 0xd9]),
    refused('undecodable'),
  ],
  [
    '36 a DICOM image of 65,535²',
    dicomFile({ elements: imageElements({ width: 65_535, height: 65_535, pixels: [] }) }),
    refused('too-many-pixels', '65535 × 65535'),
  ],
  [
    '36 a DICOM image without its pixels',
    dicomFile({ elements: imageElements({ width: 9, height: 9, pixels: [1] }) }),
    refused('truncated'),
  ],
  [
    '36 a DICOM image of 12 bits in 8',
    dicomFile({ elements: imageElements({ bitsAllocated: 8, bitsStored: 12, pixels: [1] }) }),
    refused('undecodable'),
  ],
  ['40 JPEG 2000 in DICOM', inSyntax('.4.90'), refused('unsupported', 'DICOM, JPEG 2000')],
  ['40 JPEG-LS in DICOM', inSyntax('.4.80'), refused('unsupported', 'DICOM, JPEG-LS')],
  ['40 video in DICOM', inSyntax('.4.102'), refused('unsupported', 'DICOM, MPEG-4')],
  ['40 deflated DICOM', inSyntax('.1.99'), refused('unsupported', 'DICOM, Deflated')],
  [
    '40 DICOM in a syntax that nobody knows',
    inSyntax('.77'),
    refused('unsupported', 'DICOM, transfer syntax 1.2.840.10008.1.2.77'),
  ],
  [
    '40 JPEG of 12 bits in DICOM',
    dicomFile({
      syntax: '.4.51',
      elements: imageElements({
        width: 16,
        height: 8,
        pixels: encapsulated([jpegFile({ process: 1, precision: 12 })]),
      }),
    }),
    refused('unsupported', 'DICOM, JPEG, 12 bits'),
  ],
  [
    '40 a DICOM report',
    dicomFile({ elements: [[0x0008_0060, 'CS', 'SR']] }),
    refused('unsupported', 'DICOM, without pixels'),
  ],
  [
    '40 DICOM of 32 bits',
    dicomFile({ elements: imageElements({ bitsAllocated: 32, pixels: [1] }) }),
    refused('unsupported', 'DICOM, 32 bits a value'),
  ],
  ['42 HEIC', bytesOf([0, 0, 0, 24], 'ftypheic', [0, 0, 0, 0], 'mif1heic'), refused('unsupported', 'HEIC')],
  ['42 AVIF', bytesOf([0, 0, 0, 24], 'ftypavif', [0, 0, 0, 0], 'mif1avif'), refused('unsupported', 'AVIF')],
  ['42 TIFF', bytesOf('II*\0', [8, 0, 0, 0]), refused('unsupported', 'TIFF')],
  ['42 JPEG of 12 bits', jpegFile({ precision: 12, process: 1 }), refused('unsupported', 'JPEG, 12 bits')],
  ['42 lossless JPEG', jpegFile({ process: 3 }), refused('unsupported', 'JPEG, lossless')],
  [
    '43 SVG with a script',
    bytesOf('<?xml version="1.0"?><svg xmlns="x"><script>1</script></svg>'),
    refused('unsupported', 'SVG'),
  ],
  // read, and said
  ['38 a PNG of 16 bits', pngFile({ bitDepth: 16 }), { format: 'png', notes: [{ kind: 'sixteen-bit' }] }],
  [
    '37 GPS data',
    jpegFile({ exif: exifBlock({ located: true }) }),
    { format: 'jpeg', notes: [{ kind: 'location' }] },
  ],
  ['42 CMYK', jpegFile({ components: 4 }), { format: 'jpeg', notes: [{ kind: 'cmyk' }] }],
  ['42 an animated GIF', gifFile(3), { format: 'gif', notes: [{ kind: 'first-frame', of: 3 }] }],
  [
    '42 an animated PNG',
    pngFile({ chunks: [['acTL', [0, 0, 0, 5, 0, 0, 0, 0]]] }),
    { format: 'png', notes: [{ kind: 'first-frame', of: 5 }] },
  ],
  [
    '42 an animated WebP',
    webpFile([
      vp8x(7, 5),
      ['ANIM', new Uint8Array(6)],
      ['ANMF', new Uint8Array(24)],
      ['ANMF', new Uint8Array(24)],
    ]),
    { format: 'webp', width: 7, height: 5, notes: [{ kind: 'first-frame', of: 2 }] },
  ],
]

describe('one bad picture', () => {
  test.each(rows)('row %s', (_, bytes, expected) => {
    expect(readAsFarAsPossible(bytes)).toMatchObject(expected)
  })
})

const whole: Readonly<Record<string, Uint8Array>> = {
  png: pngFile({ width: 5, height: 3, colourType: 2, chunks: [['eXIf', exifBlock({ orientation: 6 })]] }),
  jpeg: jpegFile({ components: 3, exif: exifBlock({ orientation: 3, located: true }, false) }),
  gif: gifFile(2),
  bmp: bmpFile({ width: 3, height: -2 }),
  webp: webp(40, 30),
  dicom: rawDicom,
  'dicom, RLE': dicomFile({
    syntax: '.5',
    elements: imageElements({
      pixels: encapsulated([
        rleFrame([
          [0, 0, 0, 1],
          [1, 2, 3, 4],
        ]),
      ]),
    }),
  }),
  'dicom, lossless': dicomFile({
    syntax: '.4.70',
    elements: imageElements({
      pixels: encapsulated([
        losslessJpeg({ width: 2, height: 2, precision: 16, selection: 1, values: [1, 2, 700, 4] }),
      ]),
    }),
  }),
  'dicom, JPEG': dicomFile({
    syntax: '.4.50',
    elements: imageElements({ width: 16, height: 8, bitsAllocated: 8, pixels: encapsulated([jpegFile()]) }),
  }),
}

describe('no bytes crash the readers', () => {
  const isTyped = (outcome: Outcome): boolean =>
    'reason' in outcome ||
    (outcome.width * outcome.height > 0 && outcome.width * outcome.height <= 100_000_000)

  test('the whole files are read', () => {
    for (const [name, bytes] of Object.entries(whole))
      expect(readAsFarAsPossible(bytes), name).toMatchObject({ format: name.split(',')[0] })
  })

  test('random bytes behind every beginning', () => {
    const beginnings = [
      ...Object.values(whole).map((bytes) => bytes.subarray(0, 26)),
      rawDicom.subarray(0, 160),
    ]
    fc.assert(
      fc.property(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 300 }), (beginning, rest) =>
        isTyped(readAsFarAsPossible(bytesOf(beginning, rest))),
      ),
      { seed: 1, numRuns: 2000 },
    )
  })

  test('whole files with some bytes changed, and cut anywhere', () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 })
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(whole)),
        damage,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (file, changes, share) => {
          const bytes = file.slice(0, share > 0.5 ? file.length : Math.round(2 * share * file.length))
          for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value
          return isTyped(readAsFarAsPossible(bytes))
        },
      ),
      { seed: 2, numRuns: 5000 },
    )
  })

  test('every cut of every whole file is refused', () => {
    for (const [name, bytes] of Object.entries(whole))
      for (let length = 0; length < bytes.length; length++)
        expect(readAsFarAsPossible(bytes.subarray(0, length)), `${name} cut at ${length}`).toHaveProperty(
          'reason',
        )
  })
})
