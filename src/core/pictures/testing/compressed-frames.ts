import { bigEndian, bytesOf, littleEndian } from './bytes.ts'
import { jpegSegment } from './files.ts'

/** Segments in DICOM's run-length encoding, as runs where a byte is repeated, as they are elsewhere. */
export function rleFrame(segments: readonly (readonly number[])[]): Uint8Array {
  const packed = segments.map(packBits)
  const starts = packed.map((_, i) => 64 + packed.slice(0, i).reduce((sum, { length }) => sum + length, 0))
  const header = [segments.length, ...starts].flatMap((value) => littleEndian(value, 4))
  return bytesOf(header, new Uint8Array(64 - header.length), ...packed)
}

function packBits(bytes: readonly number[]): number[] {
  const packed: number[] = []
  for (let at = 0; at < bytes.length;) {
    let run = 1
    while (run < 128 && bytes[at + run] === bytes[at]) run++
    if (run > 1) packed.push(257 - run, bytes[at]!)
    else packed.push(0, bytes[at]!)
    at += run
  }
  return packed.length % 2 ? [...packed, 128] : packed
}

interface LosslessOptions {
  readonly width: number
  readonly height: number
  readonly components?: number
  readonly precision: number
  /** The predictor: 1 to 7. */
  readonly selection: number
  /** Rows between restarts. */
  readonly restartRows?: number
  /** Pixel by pixel, [height * width * components]. */
  readonly values: readonly number[]
}

/** A lossless JPEG (T.81, annex H) whose Huffman codes are all five bits long, the category itself. */
export function losslessJpeg(options: LosslessOptions): Uint8Array {
  const { width, height, components = 1, precision, selection, restartRows = 0 } = options
  const ids = Array.from({ length: components }, (_, i) => i + 1)
  return bytesOf(
    [0xff, 0xd8],
    jpegSegment(0xc4, [0, 0, 0, 0, 0, 17, ...new Uint8Array(11), ...Array.from({ length: 17 }, (_, i) => i)]),
    jpegSegment(0xc3, [
      precision,
      ...bigEndian(height, 2),
      ...bigEndian(width, 2),
      components,
      ...ids.flatMap((id) => [id, 0x11, 0]),
    ]),
    restartRows ? jpegSegment(0xdd, bigEndian(restartRows * width, 2)) : [],
    jpegSegment(0xda, [components, ...ids.flatMap((id) => [id, 0]), selection, 0, 0]),
    entropyCoded(options),
    [0xff, 0xd9],
  )
}

function entropyCoded({
  width,
  height,
  components = 1,
  precision,
  selection,
  restartRows = 0,
  values,
}: LosslessOptions): number[] {
  const bytes: number[] = []
  let bits = ''
  const value = (row: number, column: number, component: number): number =>
    values[(row * width + column) * components + component]!
  for (let row = 0; row < height; row++) {
    const isRestart = restartRows > 0 && row > 0 && row % restartRows === 0
    if (isRestart) {
      bytes.push(...packed(bits), 0xff, 0xd0 + ((row / restartRows - 1) % 8))
      bits = ''
    }
    for (let column = 0; column < width; column++)
      for (let c = 0; c < components; c++) {
        const [left, above] = [
          column > 0,
          row > 0 && !isRestart && !(restartRows > 0 && row % restartRows === 0),
        ]
        let predicted = 2 ** (precision - 1)
        if (left && above) {
          const [a, b, d] = [
            value(row, column - 1, c),
            value(row - 1, column, c),
            value(row - 1, column - 1, c),
          ]
          predicted = [
            a,
            b,
            d,
            a + b - d,
            a + Math.floor((b - d) / 2),
            b + Math.floor((a - d) / 2),
            Math.floor((a + b) / 2),
          ][selection - 1]!
        } else if (left) predicted = value(row, column - 1, c)
        else if (above) predicted = value(row - 1, column, c)
        bits += code(value(row, column, c) - predicted)
      }
  }
  return [...bytes, ...packed(bits)]
}

function code(difference: number): string {
  // modulo 65,536, between -32,767 and 32,768
  const positive = ((difference % 65_536) + 65_536) % 65_536
  const wrapped = positive > 32_768 ? positive - 65_536 : positive
  if (wrapped === 32_768) return (16).toString(2)
  const category = wrapped === 0 ? 0 : Math.floor(Math.log2(Math.abs(wrapped))) + 1
  const written = wrapped < 0 ? wrapped + 2 ** category - 1 : wrapped
  return category.toString(2).padStart(5, '0') + (category ? written.toString(2).padStart(category, '0') : '')
}

function packed(bits: string): number[] {
  const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1')
  const bytes = padded.match(/.{8}/g) ?? []
  return bytes.flatMap((byte) => (byte === '11111111' ? [0xff, 0] : [Number.parseInt(byte, 2)]))
}
