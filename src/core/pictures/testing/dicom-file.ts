import { bigEndian, bytesOf, littleEndian } from './bytes.ts'

/** Group and element, representation, and the value: numbers for US, SS and OW, a text otherwise, or bytes. */
export type DicomElement = readonly [
  tag: number,
  representation: string,
  value: string | readonly number[] | Uint8Array,
]

interface DicomOptions {
  readonly elements: readonly DicomElement[]
  /** What follows 1.2.840.10008.1.2 in the transfer syntax. */
  readonly syntax?: string
  readonly preamble?: boolean
  /** Group 2, which tells the transfer syntax. */
  readonly header?: boolean
}

const pixelData = 0x7fe0_0010
const wide = new Set(['OB', 'OW', 'SQ', 'UN', 'UT'])

/** A DICOM file (PS3.10) of elements in the order of their tags. */
export function dicomFile({
  elements,
  syntax = '.1',
  preamble = true,
  header = true,
}: DicomOptions): Uint8Array {
  const uid = `1.2.840.10008.1.2${syntax}`
  const number = syntax === '.2' ? bigEndian : littleEndian
  const body = elements.map((element) => written(element, number, syntax !== ''))
  return bytesOf(
    preamble ? bytesOf(new Uint8Array(128), 'DICM') : [],
    header ? written([0x0002_0010, 'UI', uid], littleEndian, true) : [],
    ...body,
  )
}

function written(
  [tag, representation, value]: DicomElement,
  number: typeof littleEndian,
  explicit: boolean,
): Uint8Array {
  const content = contentOf(representation, value, number)
  const length =
    tag === pixelData && value instanceof Uint8Array && isEncapsulated(value) ? 0xffff_ffff : content.length
  const place = [...number(Math.floor(tag / 0x1_0000), 2), ...number(tag & 0xffff, 2)]
  if (!explicit) return bytesOf(place, number(length, 4), content)
  if (wide.has(representation)) return bytesOf(place, representation, [0, 0], number(length, 4), content)
  return bytesOf(place, representation, number(length, 2), content)
}

function contentOf(representation: string, value: DicomElement[2], number: typeof littleEndian): Uint8Array {
  if (typeof value === 'string')
    return bytesOf(value, value.length % 2 ? (representation === 'UI' ? [0] : ' ') : [])
  if (value instanceof Uint8Array) return bytesOf(value, value.length % 2 ? [0] : [])
  return bytesOf(value.flatMap((word) => number(word < 0 ? word + 65_536 : word, 2)))
}

const isEncapsulated = (value: Uint8Array): boolean => value[0] === 0xfe && value[1] === 0xff

const item = (content: ArrayLike<number>): Uint8Array =>
  bytesOf([0xfe, 0xff, 0x00, 0xe0], littleEndian(content.length, 4), content)

/** Compressed frames as the value of the pixel data: PS3.5, A.4. */
export function encapsulated(fragments: readonly Uint8Array[], offsets: readonly number[] = []): Uint8Array {
  const even = fragments.map((fragment) => bytesOf(fragment, fragment.length % 2 ? [0] : []))
  const table = item(offsets.flatMap((offset) => littleEndian(offset, 4)))
  return bytesOf(table, ...even.map(item), [0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0])
}

interface ImageOptions {
  readonly width?: number
  readonly height?: number
  readonly samples?: 1 | 3
  readonly photometric?: string
  readonly bitsAllocated?: number
  readonly bitsStored?: number
  readonly highBit?: number
  readonly signed?: boolean
  /** Besides those that describe the pixels. */
  readonly others?: readonly DicomElement[]
  /** Words of the first frame, or bytes. */
  readonly pixels: readonly number[] | Uint8Array
}

/** The elements of an image: PS3.3, C.7.6.3. */
export function imageElements({
  width = 2,
  height = 2,
  samples = 1,
  photometric = 'MONOCHROME2',
  bitsAllocated = 16,
  bitsStored = bitsAllocated,
  highBit = bitsStored - 1,
  signed = false,
  others = [],
  pixels,
}: ImageOptions): DicomElement[] {
  const elements: DicomElement[] = [
    [0x0028_0002, 'US', [samples]],
    [0x0028_0004, 'CS', photometric],
    [0x0028_0010, 'US', [height]],
    [0x0028_0011, 'US', [width]],
    [0x0028_0100, 'US', [bitsAllocated]],
    [0x0028_0101, 'US', [bitsStored]],
    [0x0028_0102, 'US', [highBit]],
    [0x0028_0103, 'US', [signed ? 1 : 0]],
    ...others,
    [pixelData, pixels instanceof Uint8Array ? 'OB' : 'OW', pixels],
  ]
  return elements.sort(([a], [b]) => a - b)
}
