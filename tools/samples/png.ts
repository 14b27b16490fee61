import { zlibSync } from 'fflate'

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
/** Most colours that one byte a pixel can name. */
export const mostColours = 256

export interface IndexedPicture {
  readonly width: number
  readonly height: number
  /** RGB of each colour, at most `mostColours` of them. */
  readonly palette: readonly (readonly [number, number, number])[]
  /** Index into the palette, [height, width]. */
  readonly pixels: Uint8Array
}

/**
 * A PNG of a palette (PNG specification, third edition, colour type 3), without filters: a few kilobytes for a drawing. It is
 * packed by JavaScript rather than by Node's zlib, whose bytes depend on the processor.
 */
export function writePng({ width, height, palette, pixels }: IndexedPicture): Uint8Array {
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  // bits a sample, colour type, then the only compression and filtering there are, and no interlacing
  header.set([8, 3, 0, 0, 0], 8)
  // every row begins with the number of its filter
  const rows = new Uint8Array(height * (width + 1))
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  return concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', Uint8Array.from(palette.flat())),
    chunk('IDAT', zlibSync(rows, { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ])
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const named = concat([new TextEncoder().encode(type), data])
  const bytes = new Uint8Array(named.length + 8)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  bytes.set(named, 4)
  view.setUint32(named.length + 4, crc32(named))
  return bytes
}

/** The cyclic redundancy check of ISO 3309 that PNG names. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return ~crc >>> 0
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
