import { readBmpHeader } from './formats/bmp.ts'
import { readGifHeader } from './formats/gif.ts'
import { readJpegHeader } from './formats/jpeg.ts'
import { readPngHeader } from './formats/png.ts'
import type { PictureHeader } from './formats/picture-header.ts'
import { readWebpHeader } from './formats/webp.ts'
import type { EncodedFormat } from './picture-facts.ts'

const readers: Readonly<Record<EncodedFormat, (bytes: Uint8Array) => PictureHeader>> = {
  png: readPngHeader,
  jpeg: readJpegHeader,
  webp: readWebpHeader,
  bmp: readBmpHeader,
  gif: readGifHeader,
}

/**
 * What a whole file in this format says of its picture, without decoding it.
 * @throws PictureRefused 'truncated', 'too-many-pixels', 'undecodable', 'unsupported'
 */
export const readPictureHeader = (bytes: Uint8Array, format: EncodedFormat): PictureHeader =>
  readers[format](bytes)
