import { walkJpeg, type JpegFrame } from '../formats/jpeg.ts'
import { PictureRefused } from '../refusal.ts'
import { createBitReader, type BitReader } from './bit-reader.ts'
import { readHuffmanTables, type HuffmanTable } from './huffman.ts'
import type { StoredValues } from './native-frame.ts'

export interface LosslessJpeg extends JpegFrame {
  /** Pixel by pixel: [height * width * components]. */
  readonly values: StoredValues
}

interface Component {
  readonly index: number
  readonly table: HuffmanTable
}

interface Scan {
  readonly components: readonly Component[]
  /** Which neighbours predict a value, 1 to 7: table H.1. */
  readonly selection: number
  /** Low bits that were dropped. */
  readonly shift: number
  readonly restartInterval: number
  readonly bits: BitReader
}

const [dht, sos, dri] = [0xc4, 0xda, 0xdd]

/**
 * Lossless JPEG, process 14: ITU-T T.81, annex H. Written here because it is small, and because it has to notice where
 * the bits end early.
 * @throws PictureRefused 'truncated', 'undecodable', 'unsupported'
 */
export function readLosslessJpeg(bytes: Uint8Array): LosslessJpeg {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw new PictureRefused('undecodable')
  const tables = new Map<number, HuffmanTable>()
  const scans: Scan[] = []
  let ids: readonly number[] = []
  let restartInterval = 0
  const frame = walkJpeg(bytes, (marker, content) => {
    if (marker === 0xc3) ids = componentIds(content)
    if (marker === dht) readHuffmanTables(content, tables)
    if (marker === dri) restartInterval = (content[0]! << 8) | content[1]!
    if (marker === sos) {
      // behind its header lie the bits, up to the next marker
      const bits = createBitReader(bytes, content.byteOffset - bytes.byteOffset + content.length)
      scans.push({ ...readScanHeader(content, ids, tables), restartInterval, bits })
    }
  })
  if (frame.process !== 3) throw new PictureRefused('undecodable')
  const { width, height, components, precision } = frame
  if (precision < 2 || precision > 16 || ids.length !== components) throw new PictureRefused('undecodable')
  const values = new (precision > 8 ? Uint16Array : Uint8Array)(width * height * components)
  if (new Set(scans.flatMap((scan) => scan.components.map(({ index }) => index))).size < components)
    throw new PictureRefused('undecodable')
  for (const scan of scans) readScan(scan, frame, values)
  return { ...frame, values }
}

/** @throws PictureRefused 'unsupported' where components differ in their number of values */
function componentIds(frameHeader: Uint8Array): number[] {
  const ids = Array.from({ length: frameHeader[5] ?? 0 }, (_, i) => 6 + 3 * i)
  if (ids.some((at) => frameHeader[at + 1] !== 0x11))
    throw new PictureRefused('unsupported', 'DICOM, subsampled JPEG')
  return ids.map((at) => frameHeader[at]!)
}

function readScanHeader(
  content: Uint8Array,
  ids: readonly number[],
  tables: ReadonlyMap<number, HuffmanTable>,
): Pick<Scan, 'components' | 'selection' | 'shift'> {
  const count = content[0] ?? 0
  const components = Array.from({ length: count }, (_, i) => {
    const index = ids.indexOf(content[1 + 2 * i] ?? -1)
    const table = tables.get((content[2 + 2 * i] ?? 0) >> 4)
    if (index < 0 || !table) throw new PictureRefused('undecodable')
    return { index, table }
  })
  const selection = content[1 + 2 * count] ?? 0
  if (count === 0 || selection < 1 || selection > 7) throw new PictureRefused('undecodable')
  return { components, selection, shift: (content[3 + 2 * count] ?? 0) & 0x0f }
}

function readScan(scan: Scan, frame: JpegFrame, values: StoredValues): void {
  const { components, selection, shift, restartInterval, bits } = scan
  const { width, height, components: samples, precision } = frame
  const rowLength = width * samples
  const first = 2 ** (precision - shift - 1)
  // Values are predicted from those before the shift; they are shifted at the end.
  let firstRow = 0
  for (let row = 0; row < height; row++) {
    // restarts are allowed between rows only, and predict as the first row does
    if (restartInterval > 0 && row > 0 && (row * width) % restartInterval === 0) {
      bits.restart()
      firstRow = row
    }
    for (let column = 0; column < width; column++)
      for (const { index, table } of components) {
        const at = row * rowLength + column * samples + index
        const difference = table.readDifference(bits)
        let predicted = first
        if (row === firstRow) predicted = column > 0 ? values[at - samples]! : first
        else if (column === 0) predicted = values[at - rowLength]!
        else {
          const [a, b, c] = [
            values[at - samples]!,
            values[at - rowLength]!,
            values[at - rowLength - samples]!,
          ]
          predicted = predict(selection, a, b, c)
        }
        values[at] = (predicted + difference) & 0xffff
      }
  }
  if (shift > 0)
    for (const { index } of components)
      for (let at = index; at < values.length; at += samples) values[at] = values[at]! << shift
}

/** a: to the left, b: above, c: above to the left. */
function predict(selection: number, a: number, b: number, c: number): number {
  if (selection === 1) return a
  if (selection === 2) return b
  if (selection === 3) return c
  if (selection === 4) return a + b - c
  if (selection === 5) return a + ((b - c) >> 1)
  if (selection === 6) return b + ((a - c) >> 1)
  return (a + b) >> 1
}
