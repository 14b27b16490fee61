import { Unzlib } from 'fflate'
import { greyOf, windowOfRange } from './dicom/value-window.ts'
import { chunksOf } from './png-chunks.ts'
import { PictureRefused } from './refusal.ts'

/** A grey picture of 16 bits, shown in 256 greys. */
export interface WindowedGrey {
  readonly width: number
  readonly height: number
  /** From the picture's lowest value, 0, to its highest, 255: [height * width]. */
  readonly grey: Uint8Array
}

const bytesPerPixel = 2
/** zlib packs at most a thousandfold: 16 MB at once. */
const packedPiece = 16 * 1024

/**
 * A PNG of 16 bits of grey, without transparency and not interlaced, through the window of its own range: a browser keeps
 * the upper 8 bits, of which 12 bits of a scanner leave 4. Null for any other PNG.
 * @param bytes a whole file, checked by `readPngHeader`
 * @throws PictureRefused 'undecodable', 'truncated'
 */
export function windowDeepGrey(bytes: Uint8Array): WindowedGrey | null {
  const packed: Uint8Array[] = []
  let header: DataView | undefined
  for (const { type, content } of chunksOf(bytes)) {
    if (type === 'IHDR') header = new DataView(content.buffer, content.byteOffset, content.byteLength)
    if (type === 'tRNS' || type === 'acTL') return null
    if (type === 'IDAT') packed.push(content)
  }
  if (!header || header.getUint8(8) !== 16 || header.getUint8(9) !== 0 || header.getUint8(12) !== 0)
    return null
  const [width, height] = [header.getUint32(0), header.getUint32(4)]
  const rowBytes = width * bytesPerPixel
  const rows = inflate(packed, (rowBytes + 1) * height)
  unfilter(rows, rowBytes)
  return { width, height, grey: greysOf(rows, rowBytes, height) }
}

/** Never more than `size` bytes, whatever the file holds. */
function inflate(packed: readonly Uint8Array[], size: number): Uint8Array {
  const rows = new Uint8Array(size)
  let at = 0
  const unzlib = new Unzlib((bytes) => {
    if (at + bytes.length > size) throw new PictureRefused('undecodable')
    rows.set(bytes, at)
    at += bytes.length
  })
  try {
    for (const part of packed)
      for (let from = 0; from < part.length; from += packedPiece)
        unzlib.push(part.subarray(from, from + packedPiece))
  } catch (thrown) {
    throw thrown instanceof PictureRefused ? thrown : new PictureRefused('undecodable')
  }
  if (at < size) throw new PictureRefused('truncated')
  return rows
}

/** Undoes the filter of each row in place (PNG, section 9.2); the first byte of a row names it. */
function unfilter(rows: Uint8Array, rowBytes: number): void {
  for (let start = 1; start < rows.length; start += rowBytes + 1) {
    const predict = predictors[rows[start - 1]!]
    if (!predict) throw new PictureRefused('undecodable')
    const above = start - rowBytes - 1
    for (let i = 0; i < rowBytes; i++) {
      const a = i < bytesPerPixel ? 0 : rows[start + i - bytesPerPixel]!
      const b = above < 0 ? 0 : rows[above + i]!
      const c = i < bytesPerPixel || above < 0 ? 0 : rows[above + i - bytesPerPixel]!
      rows[start + i]! += predict(a, b, c)
    }
  }
}

/** What each filter takes for a byte from the ones to the left (a), above (b) and above to the left (c). */
const predictors: readonly ((a: number, b: number, c: number) => number)[] = [
  () => 0,
  (a) => a,
  (_, b) => b,
  (a, b) => (a + b) >> 1,
  paeth,
]

function paeth(a: number, b: number, c: number): number {
  const [toA, toB, toC] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)]
  if (toA <= toB && toA <= toC) return a
  return toB <= toC ? b : c
}

function greysOf(rows: Uint8Array, rowBytes: number, height: number): Uint8Array {
  const width = rowBytes / bytesPerPixel
  const values = new Uint16Array(width * height)
  let [minimum, maximum] = [65_535, 0]
  for (let row = 0, i = 0; row < height; row++)
    for (let at = row * (rowBytes + 1) + 1; i < (row + 1) * width; at += bytesPerPixel, i++) {
      const value = (rows[at]! << 8) | rows[at + 1]!
      values[i] = value
      if (value < minimum) minimum = value
      if (value > maximum) maximum = value
    }
  const window = windowOfRange(minimum, maximum)
  // A picture has more pixels than values: each value is worked out once.
  const shown = Uint8Array.from({ length: maximum - minimum + 1 }, (_, i) =>
    Math.round(255 * greyOf(minimum + i, window)),
  )
  return Uint8Array.from(values, (value) => shown[value - minimum]!)
}
