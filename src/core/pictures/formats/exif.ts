import { byteView } from '../byte-view.ts'
import { PictureRefused } from '../refusal.ts'

export interface Exif {
  /** 1 to 8; 1 is upright. */
  readonly orientation: number
  /** Whether it holds GPS data. */
  readonly located: boolean
}

/** Where there is no EXIF data. */
export const noExif: Exif = { orientation: 1, located: false }

const orientationTag = 0x0112
const gpsTag = 0x8825
const bytesPerEntry = 12

/** The little that is needed of an EXIF block (a TIFF header and its first directory); a damaged one says nothing. */
export function readExif(block: Uint8Array): Exif {
  let orientation = 1
  let located = false
  try {
    const view = byteView(block)
    const littleEndian = view.text(0, 2) === 'II'
    const directory = view.u32(4, littleEndian)
    const entries = view.u16(directory, littleEndian)
    for (let i = 0; i < entries; i++) {
      const entry = directory + 2 + bytesPerEntry * i
      const tag = view.u16(entry, littleEndian)
      if (tag === orientationTag) orientation = view.u16(entry + 8, littleEndian)
      if (tag === gpsTag) located = true
    }
  } catch (thrown) {
    if (!(thrown instanceof PictureRefused)) throw thrown
  }
  return { orientation: orientation >= 1 && orientation <= 8 ? orientation : 1, located }
}
