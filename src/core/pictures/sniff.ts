import { looksLikeDicom } from './dicom/looks-like-dicom.ts'
import type { PictureFormat } from './picture-facts.ts'
import { PictureRefused } from './refusal.ts'

interface Signature {
  readonly bytes: string
  readonly at?: number
}

const supported: readonly (readonly [PictureFormat, ...Signature[]])[] = [
  ['png', { bytes: '\x89PNG\r\n\x1a\n' }],
  ['jpeg', { bytes: '\xff\xd8\xff' }],
  ['gif', { bytes: 'GIF87a' }],
  ['gif', { bytes: 'GIF89a' }],
  ['webp', { bytes: 'RIFF' }, { bytes: 'WEBP', at: 8 }],
  ['dicom', { bytes: 'DICM', at: 128 }],
]

/** Pictures that are recognised in order to be named. */
const unsupported: readonly (readonly [string, Signature])[] = [
  ['TIFF', { bytes: 'II*\0' }],
  ['TIFF', { bytes: 'MM\0*' }],
  ['TIFF', { bytes: 'II+\0' }],
  ['TIFF', { bytes: 'MM\0+' }],
  ['JPEG 2000', { bytes: '\0\0\0\x0cjP  ' }],
  ['JPEG 2000', { bytes: '\xffO\xffQ' }],
  ['JPEG XL', { bytes: '\0\0\0\x0cJXL ' }],
  ['JPEG XL', { bytes: '\xff\x0a' }],
  ['Photoshop', { bytes: '8BPS' }],
  ['icon', { bytes: '\0\0\x01\0' }],
]

/** Brands of the container that HEIC and AVIF share, by their first three letters; 'mif' and 'msf' are either's. */
const brands: Readonly<Record<string, string>> = {
  avi: 'AVIF',
  hei: 'HEIC',
  hev: 'HEIC',
  mif: 'HEIC',
  msf: 'HEIC',
}

const mostPrologueCharacters = 4096

/**
 * The format by the first bytes, whatever the name says.
 * @throws PictureRefused 'empty', 'not-a-picture', or 'unsupported' with the name of the format
 */
export function sniffPicture(bytes: Uint8Array): PictureFormat {
  if (bytes.length === 0) throw new PictureRefused('empty')
  const has = ({ bytes: expected, at = 0 }: Signature): boolean =>
    textAt(bytes, at, expected.length) === expected
  const format = supported.find(([, ...signatures]) => signatures.every(has))
  if (format) return format[0]
  if (isBmp(bytes)) return 'bmp'
  const named = unsupported.find(([, signature]) => has(signature))
  if (named) throw new PictureRefused('unsupported', named[0])
  const brand = has({ bytes: 'ftyp', at: 4 }) ? brands[textAt(bytes, 8, 3)] : undefined
  if (brand) throw new PictureRefused('unsupported', brand)
  if (looksLikeDicom(bytes)) return 'dicom'
  throw refusalOfText(textAt(bytes, 0, mostPrologueCharacters))
}

/** 'BM' alone is the beginning of many a text: the size of the second header follows it. */
function isBmp(bytes: Uint8Array): boolean {
  const headerBytes = [12, 40, 52, 56, 64, 108, 124]
  return (
    textAt(bytes, 0, 2) === 'BM' && headerBytes.includes(bytes[14] ?? 0) && textAt(bytes, 15, 3) === '\0\0\0'
  )
}

/** SVG can hold scripts and addresses, and has no pixels. */
function refusalOfText(beginning: string): PictureRefused {
  const markup = beginning
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase()
  if (!markup.startsWith('<')) return new PictureRefused('not-a-picture')
  if (/<svg[\s>]/.test(markup) && !/<html[\s>]|<!doctype html/.test(markup))
    return new PictureRefused('unsupported', 'SVG')
  return new PictureRefused('not-a-picture', 'web page')
}

const textAt = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length))
