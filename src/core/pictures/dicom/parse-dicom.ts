import dicomParser, { type DataSet, type Element } from 'dicom-parser'
import { PictureRefused } from '../refusal.ts'
import { isExplicit } from './looks-like-dicom.ts'
import {
  explicitLittleEndian,
  implicitLittleEndian,
  transferSyntax,
  type PixelEncoding,
} from './transfer-syntaxes.ts'

export interface ParsedDicom {
  /** Up to the pixels. */
  readonly dataSet: DataSet
  readonly encoding: PixelEncoding
  /** Where the pixels are in `bytes`. */
  readonly pixels: Element
  /** The file, with a preamble. */
  readonly bytes: Uint8Array
}

const preambleBytes = 132
const pixelData = 'x7fe00010'
const floatingPixels = ['x7fe00008', 'x7fe00009']
const rows = 'x00280010'
const transferSyntaxTag = 'x00020010'

/** @throws PictureRefused 'truncated', 'undecodable', or 'unsupported' with the name of the transfer syntax */
export function parseDicom(file: Uint8Array): ParsedDicom {
  const bytes = startsWithHeader(file) ? withPreamble(file) : file
  const headless = !hasPreamble(bytes)
  const uid = headless ? headlessSyntax(bytes) : guarded(() => syntaxOf(bytes))
  const { name, encoding } = transferSyntax(uid)
  if (encoding === null) throw new PictureRefused('unsupported', `DICOM, ${name}`)
  const dataSet = guarded(() =>
    dicomParser.parseDicom(bytes, { untilTag: pixelData, ...(headless ? { TransferSyntaxUID: uid } : {}) }),
  )
  const pixels = dataSet.elements[pixelData]
  // an implicit data set ends where its last value would, whether or not that is there
  if (Object.values(dataSet.elements).some((element) => element !== pixels && endOf(element) > bytes.length))
    throw new PictureRefused('truncated')
  if (!pixels) throw withoutPixels(dataSet)
  return { dataSet, encoding, pixels, bytes }
}

/** A report or the like has no size either; a picture that tells its size was cut off before its pixels. */
function withoutPixels({ elements }: DataSet): PictureRefused {
  if (floatingPixels.some((tag) => elements[tag]))
    return new PictureRefused('unsupported', 'DICOM, fractions as pixels')
  return elements[rows]
    ? new PictureRefused('truncated')
    : new PictureRefused('unsupported', 'DICOM, without pixels')
}

const endOf = ({ dataOffset, length }: Element): number => dataOffset + length

const syntaxOf = (bytes: Uint8Array): string =>
  dicomParser.readPart10Header(bytes).string(transferSyntaxTag)?.trim() ?? ''

const hasPreamble = (bytes: Uint8Array): boolean =>
  String.fromCharCode(...bytes.subarray(preambleBytes - 4, preambleBytes)) === 'DICM'

/** Without a preamble, but with the group that tells the transfer syntax. */
const startsWithHeader = (bytes: Uint8Array): boolean =>
  !hasPreamble(bytes) && bytes[0] === 2 && bytes[1] === 0

function withPreamble(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(preambleBytes + bytes.length)
  whole.set([0x44, 0x49, 0x43, 0x4d], preambleBytes - 4)
  whole.set(bytes, preambleBytes)
  return whole
}

const headlessSyntax = (bytes: Uint8Array): string =>
  isExplicit(bytes) ? explicitLittleEndian : implicitLittleEndian

/** dicom-parser throws texts, Errors, and objects around either. */
function guarded<T>(parse: () => T): T {
  try {
    return parse()
  } catch (thrown) {
    const cause =
      thrown !== null && typeof thrown === 'object' && 'exception' in thrown ? thrown.exception : thrown
    const text = cause instanceof Error ? cause.message : String(cause)
    throw new PictureRefused(/overr|past end|greater than or equal/.test(text) ? 'truncated' : 'undecodable')
  }
}
