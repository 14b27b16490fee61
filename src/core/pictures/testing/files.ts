import { zlibSync } from 'fflate'
import { bigEndian, bytesOf, littleEndian } from './bytes.ts'

interface PngOptions {
  readonly width?: number
  readonly height?: number
  readonly bitDepth?: number
  /** 0 grey, 2 red, green and blue. */
  readonly colourType?: number
  /** Rows without their filter bytes; grey steps where they are left out. */
  readonly data?: Uint8Array
  /** Chunks before the pixels: type and content. */
  readonly chunks?: readonly (readonly [string, ArrayLike<number>])[]
  /** Instead of the size that the pixels have. */
  readonly toldSize?: readonly [number, number]
}

/** A whole, valid PNG, unless its size is made to lie. */
export function pngFile({
  width = 4,
  height = 4,
  bitDepth = 8,
  colourType = 0,
  data,
  chunks = [],
  toldSize = [width, height],
}: PngOptions = {}): Uint8Array {
  const rowBytes = (width * (colourType === 2 ? 3 : 1) * bitDepth) / 8
  const pixels = data ?? Uint8Array.from({ length: rowBytes * height }, (_, i) => (i * 37) % 256)
  const rows = Array.from({ length: height }, (_, y) => [
    0,
    ...pixels.subarray(y * rowBytes, (y + 1) * rowBytes),
  ])
  const header = [...bigEndian(toldSize[0], 4), ...bigEndian(toldSize[1], 4), bitDepth, colourType, 0, 0, 0]
  return bytesOf(
    '\x89PNG\r\n\x1a\n',
    pngChunk('IHDR', header),
    ...chunks.map(([type, content]) => pngChunk(type, content)),
    pngChunk('IDAT', zlibSync(Uint8Array.from(rows.flat()))),
    pngChunk('IEND', []),
  )
}

export function pngChunk(type: string, content: ArrayLike<number>): Uint8Array {
  const typed = bytesOf(type, content)
  return bytesOf(bigEndian(content.length, 4), typed, bigEndian(crc32(typed), 4))
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffff_ffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1
  }
  return (crc ^ 0xffff_ffff) >>> 0
}

/** EXIF data with an orientation, and with the place where a picture was taken. */
export function exifBlock({ orientation = 1, located = false }, littleEndianFile = true): Uint8Array {
  const number = littleEndianFile ? littleEndian : bigEndian
  const entry = (tag: number, type: number, value: number): number[] => [
    ...number(tag, 2),
    ...number(type, 2),
    ...number(1, 4),
    // a short lies at the beginning of its four bytes
    ...(type === 3 ? [...number(value, 2), 0, 0] : number(value, 4)),
  ]
  const entries = [entry(0x0112, 3, orientation), ...(located ? [entry(0x8825, 4, 60)] : [])]
  return bytesOf(
    littleEndianFile ? 'II' : 'MM',
    number(42, 2),
    number(8, 4),
    number(entries.length, 2),
    ...entries,
    number(0, 4),
  )
}

interface JpegOptions {
  readonly width?: number
  readonly height?: number
  readonly components?: 1 | 3 | 4
  readonly precision?: number
  /** Of the frame header: 0 baseline, 2 progressive, 3 lossless, 9 arithmetic, ... */
  readonly process?: number
  readonly exif?: Uint8Array
}

/** A baseline JPEG of one middle grey (CMYK: of one colour), whole and valid unless its header is made to differ. */
export function jpegFile({
  width = 16,
  height = 8,
  components = 1,
  precision = 8,
  process = 0,
  exif,
}: JpegOptions = {}): Uint8Array {
  const ids = Array.from({ length: components }, (_, i) => i + 1)
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8) * components
  // Each block is the bits 00: no difference to the last one, no other frequency.
  const bits = Array.from({ length: Math.ceil(blocks / 4) }, () => 0)
  return bytesOf(
    [0xff, 0xd8],
    exif ? jpegSegment(0xe1, bytesOf('Exif\0\0', exif)) : [],
    components === 4 ? jpegSegment(0xee, bytesOf('Adobe', [0, 100, 0, 0, 0, 0, 0])) : [],
    jpegSegment(0xdb, [0, ...Array.from({ length: 64 }, () => 1)]),
    jpegSegment(0xc0 + process, [
      precision,
      ...bigEndian(height, 2),
      ...bigEndian(width, 2),
      components,
      ...ids.flatMap((id) => [id, 0x11, 0]),
    ]),
    // one code of one bit for category 0, and one for the end of a block
    jpegSegment(0xc4, [0x00, 1, ...Array.from({ length: 15 }, () => 0), 0]),
    jpegSegment(0xc4, [0x10, 1, ...Array.from({ length: 15 }, () => 0), 0]),
    jpegSegment(0xda, [components, ...ids.flatMap((id) => [id, 0]), 0, 63, 0]),
    bits,
    [0xff, 0xd9],
  )
}

export const jpegSegment = (marker: number, content: ArrayLike<number>): Uint8Array =>
  bytesOf([0xff, marker], bigEndian(content.length + 2, 2), content)

/** 24 bits a pixel, of one colour. */
export function bmpFile({ width = 3, height = 2 } = {}): Uint8Array {
  const rowBytes = Math.ceil((3 * width) / 4) * 4
  const pixels = Array.from({ length: rowBytes * Math.abs(height) }, () => 90)
  return bytesOf(
    'BM',
    littleEndian(54 + pixels.length, 4),
    littleEndian(0, 4),
    littleEndian(54, 4),
    littleEndian(40, 4),
    littleEndian(width, 4),
    littleEndian(height, 4),
    littleEndian(1, 2),
    littleEndian(24, 2),
    Array.from({ length: 24 }, () => 0),
    pixels,
  )
}

/** Frames of one white pixel. */
export function gifFile(frames = 1): Uint8Array {
  const frame = bytesOf([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0], [2, 2, 0x4c, 0x01, 0])
  const control = [0x21, 0xf9, 4, 0, 10, 0, 0, 0]
  const all = Array.from({ length: frames }, () => bytesOf(control, frame))
  return bytesOf('GIF89a', [1, 0, 1, 0, 0x80, 0, 0], [0, 0, 0, 255, 255, 255], ...all, 0x3b)
}

/** The container of a WebP with these chunks. */
export function webpFile(chunks: readonly (readonly [string, ArrayLike<number>])[]): Uint8Array {
  const body = bytesOf(
    ...chunks.flatMap(([type, content]) => [
      type,
      littleEndian(content.length, 4),
      content,
      content.length % 2 ? [0] : [],
    ]),
  )
  return bytesOf('RIFF', littleEndian(body.length + 4, 4), 'WEBP', body)
}

/** The extended header of a WebP. */
export const vp8x = (width: number, height: number): readonly [string, number[]] => [
  'VP8X',
  [0, 0, 0, 0, ...littleEndian(width - 1, 3), ...littleEndian(height - 1, 3)],
]
