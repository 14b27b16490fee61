import { readDicom, type DicomPicture } from '../core/pictures/dicom/read-dicom.ts'
import type { PictureHeader } from '../core/pictures/formats/picture-header.ts'
import { orientationNotes } from '../core/pictures/formats/orientation.ts'
import { maxPictureBytes } from '../core/pictures/limits.ts'
import { windowDeepGrey } from '../core/pictures/deep-grey.ts'
import { perceptualHash } from '../core/pictures/perceptual-hash.ts'
import { mediaTypes, type PictureFacts } from '../core/pictures/picture-facts.ts'
import type { Picture } from '../core/pictures/picture.ts'
import { readPictureHeader } from '../core/pictures/read-header.ts'
import { PictureRefused } from '../core/pictures/refusal.ts'
import { greyOfColours } from '../core/pictures/shrink-grey.ts'
import { sniffPicture } from '../core/pictures/sniff.ts'
import { writePng, type PngPixels } from '../core/pictures/write-png.ts'
import { bytesKey } from './content-key.ts'
import type { PictureDecoder } from './picture-decoder.ts'
import type { PictureWorker } from './protocol.ts'

/** A picture without its place, what is kept of it, and what is true of it. */
interface Checked {
  readonly picture: Omit<Picture, 'path'>
  readonly bytes: Blob
  readonly facts: PictureFacts
}

/** Reads one file: by its bytes first, and then by decoding it whole, so that a broken one is found here. */
export function createPictureEngine(decoder: PictureDecoder): PictureWorker {
  return {
    async read(path, file) {
      try {
        const { picture, bytes, facts } = await check(file, decoder)
        return { kind: 'picture', picture: { path, ...picture }, bytes, facts }
      } catch (thrown) {
        if (!(thrown instanceof PictureRefused)) throw thrown
        return { kind: 'rejected', rejected: { path, reason: thrown.reason, detail: thrown.detail } }
      }
    },
  }
}

async function check(file: Blob, decoder: PictureDecoder): Promise<Checked> {
  if (file.size > maxPictureBytes) throw new PictureRefused('too-large')
  const bytes = await bytesOf(file)
  const format = sniffPicture(bytes)
  if (format === 'dicom') return checkDicom(readDicom(bytes), decoder)
  return checkEncoded(file, bytes, readPictureHeader(bytes, format), decoder)
}

async function bytesOf(file: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch (thrown) {
    throw refusalOf(thrown, 'it cannot be read from the disk')
  }
}

async function checkEncoded(
  file: Blob,
  bytes: Uint8Array,
  header: PictureHeader,
  decoder: PictureDecoder,
): Promise<Checked> {
  const deep = isDeepUpright(header) ? windowDeepGrey(bytes) : null
  if (deep) {
    const notes = header.notes.map((note) =>
      note.kind === 'sixteen-bit' ? ({ kind: 'sixteen-bit-windowed' } as const) : note,
    )
    return drawn({ ...deep, channels: 1, data: deep.grey }, { format: header.format, notes })
  }
  // The type of a file comes from its name, which may lie.
  const kept = file.slice(0, file.size, mediaTypes[header.format])
  const decoded = await decoder.decode(kept).catch((thrown: unknown) => {
    throw refusalOf(thrown)
  })
  const turned = orientationNotes(header, decoded)
  const { copy, copyWidth, copyHeight } = decoded
  return {
    picture: {
      key: await bytesKey(bytes),
      width: decoded.width,
      height: decoded.height,
      hash: perceptualHash(greyOfColours(copy, 4), copyWidth, copyHeight),
    },
    bytes: kept,
    facts: { format: header.format, notes: [...header.notes, ...turned] },
  }
}

async function checkDicom(dicom: DicomPicture, decoder: PictureDecoder): Promise<Checked> {
  const { notes, ...pixels } = dicom.render(await decodedJpeg(dicom, decoder))
  return drawn(pixels, { format: 'dicom', notes })
}

/** What is kept is a PNG of the pixels that a file shows. */
async function drawn({ width, height, channels, data }: PngPixels, facts: PictureFacts): Promise<Checked> {
  const png = await writePng({ width, height, channels, data })
  const grey = channels === 1 ? data : greyOfColours(data, channels)
  return {
    picture: { key: await bytesKey(png), width, height, hash: perceptualHash(grey, width, height) },
    bytes: new Blob([png], { type: mediaTypes.png }),
    facts,
  }
}

/** Turning is left to the browser. */
const isDeepUpright = ({ format, orientation, notes }: PictureHeader): boolean =>
  format === 'png' && orientation === 1 && notes.some(({ kind }) => kind === 'sixteen-bit')

async function decodedJpeg({ jpeg, width, height }: DicomPicture, decoder: PictureDecoder) {
  if (!jpeg) return null
  const file = new Blob([jpeg.slice()], { type: mediaTypes.jpeg })
  const colours = await decoder.decodeColours(file).catch((thrown: unknown) => {
    throw refusalOf(thrown)
  })
  if (colours.length !== 4 * width * height) throw new PictureRefused('undecodable')
  return colours
}

/** What the browser refuses to read or decode. Its own words may hold a path, and are not passed on. */
function refusalOf(thrown: unknown, detail = ''): PictureRefused {
  if (thrown instanceof DOMException) return new PictureRefused('undecodable', detail)
  throw thrown
}
