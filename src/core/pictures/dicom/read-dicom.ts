import type { PictureNote } from '../picture-facts.ts'
import { PictureRefused } from '../refusal.ts'
import { readJpegHeader } from '../formats/jpeg.ts'
import type { PictureHeader } from '../formats/picture-header.ts'
import { paletteToRgb, ybrToRgb } from './colour.ts'
import { readEncapsulatedFrame } from './encapsulated-frame.ts'
import { renderGrey } from './grey.ts'
import { identifyingTags } from './identifying-tags.ts'
import { readLosslessJpeg } from './jpeg-lossless.ts'
import { readLayout, unsupported, type DicomLayout } from './layout.ts'
import { readNativeFrame, type StoredValues } from './native-frame.ts'
import { parseDicom, type ParsedDicom } from './parse-dicom.ts'
import { readRleFrame } from './rle.ts'
import { readMapping } from './value-window.ts'

/** What a DICOM file shows: [height * width * channels], grey or red, green and blue. */
export interface RenderedPicture {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
  readonly data: Uint8Array
  readonly notes: readonly PictureNote[]
}

/** The first frame of a DICOM file. */
export interface DicomPicture {
  readonly width: number
  readonly height: number
  /** Its frame as a JPEG that the browser must decode for `render`; null where it needs no help. */
  readonly jpeg: Uint8Array | null
  /**
   * @param decoded the pixels of `jpeg`, colours as they are in it: red, green, blue, alpha, [height * width * 4].
   * @throws PictureRefused 'truncated', 'undecodable', 'unsupported'
   */
  render(decoded: Uint8ClampedArray | null): RenderedPicture
}

/** @throws PictureRefused 'truncated', 'too-many-pixels', 'undecodable', 'unsupported' */
export function readDicom(file: Uint8Array): DicomPicture {
  const parsed = parseDicom(file)
  const { dataSet, encoding, bytes } = parsed
  const layout = readLayout(dataSet)
  if (dataSet.elements['x00283000']) throw unsupported('a table of values')
  const written = pixelBytes(parsed)
  const { width, height, frames } = layout
  const jpeg = encoding === 'jpeg' ? jpegOf(written, layout) : null

  const render = (decoded: Uint8ClampedArray | null): RenderedPicture => {
    const picture = { width, height }
    const notes = notesOf(parsed, frames)
    // a decoded JPEG has red, green and blue of 8 bits whatever the file says of the colours in the JPEG
    const shown: DicomLayout = jpeg ? { ...layout, bitsAllocated: 8, bitsStored: 8, highBit: 7 } : layout
    const values = decoded ? withoutAlpha(decoded, shown) : storedValues(written, parsed, layout)
    if (shown.photometric === 'PALETTE COLOR')
      return { ...picture, channels: 3, data: paletteToRgb(dataSet, bytes, values, shown), notes }
    if (shown.samples === 3) {
      if (!jpeg && shown.photometric === 'YBR_FULL') ybrToRgb(values)
      return { ...picture, channels: 3, data: Uint8Array.from(values), notes }
    }
    const grey = renderGrey(values, shown, readMapping(dataSet, shown.signed))
    return { ...picture, channels: 1, data: grey.grey, notes: [...grey.notes, ...notes] }
  }
  return { width, height, jpeg, render }
}

function notesOf({ dataSet }: ParsedDicom, frames: number): PictureNote[] {
  const tags = identifyingTags(dataSet)
  return [
    ...(frames > 1 ? [{ kind: 'first-frame', of: frames } as const] : []),
    ...(tags.length > 0 ? [{ kind: 'identifying-tags', tags } as const] : []),
    ...(dataSet.string('x00280301')?.trim() === 'YES' ? [{ kind: 'burned-in-yes' } as const] : []),
  ]
}

const undefinedLength = 0xffff_ffff

/** From where the pixels begin; to where they end, if the file tells. */
function pixelBytes({ pixels, encoding, bytes }: ParsedDicom): Uint8Array {
  const isEncapsulated = pixels.length === undefinedLength
  if (isEncapsulated !== !encoding.startsWith('native')) throw new PictureRefused('undecodable')
  const end = isEncapsulated ? bytes.length : pixels.dataOffset + pixels.length
  if (end > bytes.length) throw new PictureRefused('truncated')
  return bytes.subarray(pixels.dataOffset, end)
}

function storedValues(
  written: Uint8Array,
  { encoding, pixels }: ParsedDicom,
  layout: DicomLayout,
): StoredValues {
  if (encoding === 'rle')
    return readRleFrame(readEncapsulatedFrame(written, layout.frames), subsampledRefused(layout))
  if (encoding === 'jpeg-lossless')
    return losslessValues(readEncapsulatedFrame(written, layout.frames), layout)
  // big endian: words are swapped, bytes (OB) are not
  return readNativeFrame(
    written,
    subsampledRefused(layout),
    encoding === 'native-big-endian' && pixels.vr !== 'OB',
  )
}

/** Only JPEG, which undoes it itself, may store fewer values of colour than pixels. */
function subsampledRefused(layout: DicomLayout): DicomLayout {
  if (layout.photometric === 'YBR_FULL_422') throw unsupported('YBR_FULL_422')
  return layout
}

function losslessValues(frame: Uint8Array, layout: DicomLayout): StoredValues {
  const { width, height, components, precision, values } = readLosslessJpeg(frame)
  const fits = width === layout.width && height === layout.height && components === layout.samples
  if (!fits || precision > layout.bitsAllocated) throw new PictureRefused('undecodable')
  return values
}

/** @throws PictureRefused 'unsupported' where the JPEG has more than 8 bits or a kind that browsers do not decode */
function jpegOf(written: Uint8Array, layout: DicomLayout): Uint8Array {
  const jpeg = readEncapsulatedFrame(written, layout.frames)
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) throw new PictureRefused('undecodable')
  const { width, height } = headerOf(jpeg)
  if (width !== layout.width || height !== layout.height) throw new PictureRefused('undecodable')
  return jpeg
}

function headerOf(jpeg: Uint8Array): PictureHeader {
  try {
    return readJpegHeader(jpeg)
  } catch (thrown) {
    if (thrown instanceof PictureRefused && thrown.detail !== '') throw unsupported(thrown.detail)
    throw thrown
  }
}

function withoutAlpha(rgba: Uint8ClampedArray, { width, height, samples }: DicomLayout): Uint8Array {
  const values = new Uint8Array(width * height * samples)
  for (let pixel = 0; pixel < width * height; pixel++)
    for (let i = 0; i < samples; i++) values[samples * pixel + i] = rgba[4 * pixel + i]!
  return values
}
