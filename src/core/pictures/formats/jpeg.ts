import { byteView, type ByteView } from '../byte-view.ts'
import { checkSize } from '../limits.ts'
import { PictureRefused } from '../refusal.ts'
import { noExif, readExif, type Exif } from './exif.ts'
import { notesOf, type PictureHeader } from './picture-header.ts'

/** The frame header of a JPEG (SOFn). */
export interface JpegFrame {
  /** Which SOF: 0 baseline, 1 extended, 2 progressive, 3 lossless, ... */
  readonly process: number
  readonly precision: number
  readonly width: number
  readonly height: number
  readonly components: number
}

const soi = 0xd8
const eoi = 0xd9
const sos = 0xda
const app1 = 0xe1
const exifName = 'Exif\0\0'
/** Markers of the group SOFn that are none: DHT, JPG, DAC. */
const notFrames = new Set([0xc4, 0xc8, 0xcc])

/** @throws PictureRefused; 'truncated' where the segments do not reach EOI */
export function readJpegHeader(bytes: Uint8Array): PictureHeader {
  let exif: Exif | undefined
  const { width, height, components, process, precision } = walkJpeg(bytes, (marker, content) => {
    if (marker === app1 && byteView(content).length > 6 && byteView(content).text(0, 6) === exifName)
      exif ??= readExif(content.subarray(6))
  })
  if (process > 2) throw new PictureRefused('unsupported', `JPEG, ${kindOf(process)}`)
  if (precision !== 8) throw new PictureRefused('unsupported', `JPEG, ${precision} bits`)
  const cmyk = components === 4 ? [{ kind: 'cmyk' } as const] : []
  const { orientation, located } = exif ?? noExif
  return { format: 'jpeg', width, height, orientation, notes: [...cmyk, ...notesOf({ located })] }
}

/** Of the processes that browsers do not decode. */
function kindOf(process: number): string {
  if (process === 3) return 'lossless'
  return process < 8 ? 'hierarchical' : 'arithmetic coding'
}

/**
 * Follows the segments to the end of the picture.
 * @param onSegment told of each with its content, the length taken off.
 * @throws PictureRefused 'truncated' where the segments do not reach EOI, 'undecodable', 'too-many-pixels'
 */
export function walkJpeg(
  bytes: Uint8Array,
  onSegment: (marker: number, content: Uint8Array) => void,
): JpegFrame {
  const view = byteView(bytes)
  let frame: JpegFrame | undefined
  let at = 2
  for (;;) {
    if (view.u8(at) !== 0xff) throw new PictureRefused('undecodable')
    // any number of FF may stand before a marker
    while (view.u8(at) === 0xff) at++
    const marker = view.u8(at++)
    if (marker === eoi) break
    if (marker === soi || isAlone(marker)) continue
    const length = view.u16(at)
    if (length < 2) throw new PictureRefused('undecodable')
    if (at + length > bytes.length) throw new PictureRefused('truncated')
    onSegment(marker, bytes.subarray(at + 2, at + length))
    if (marker >= 0xc0 && marker <= 0xcf && !notFrames.has(marker)) frame ??= readFrame(view, marker, at)
    at += length
    if (marker === sos) at = endOfScan(bytes, at)
  }
  if (!frame) throw new PictureRefused('undecodable')
  return frame
}

function readFrame(view: ByteView, marker: number, at: number): JpegFrame {
  const frame = {
    process: marker - 0xc0,
    precision: view.u8(at + 2),
    height: view.u16(at + 3),
    width: view.u16(at + 5),
    components: view.u8(at + 7),
  }
  checkSize(frame.width, frame.height)
  return frame
}

/** Where the next marker stands after entropy-coded data, in which FF is followed by 00 or a restart. */
function endOfScan(bytes: Uint8Array, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next === undefined) break
    if (next !== 0 && next !== 0xff && !isAlone(next)) return at
  }
  throw new PictureRefused('truncated')
}

/** Markers without content: TEM and the restarts. */
const isAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)
