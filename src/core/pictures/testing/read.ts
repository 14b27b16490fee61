import { readDicom } from '../dicom/read-dicom.ts'
import type { PictureFormat, PictureNote } from '../picture-facts.ts'
import type { PictureTrouble } from '../picture.ts'
import { readPictureHeader } from '../read-header.ts'
import { PictureRefused } from '../refusal.ts'
import { sniffPicture } from '../sniff.ts'

export type Outcome =
  | {
      readonly format: PictureFormat
      readonly width: number
      readonly height: number
      readonly notes: readonly PictureNote[]
    }
  | { readonly reason: PictureTrouble; readonly detail: string }

/** All that is known of a file before a browser decodes it; a JPEG inside of a DICOM file stays undecoded. */
export function readAsFarAsPossible(bytes: Uint8Array): Outcome {
  try {
    const format = sniffPicture(bytes)
    if (format !== 'dicom') {
      const { width, height, notes } = readPictureHeader(bytes, format)
      return { format, width, height, notes }
    }
    const dicom = readDicom(bytes)
    const { width, height, notes } = dicom.jpeg ? { ...dicom, notes: [] } : dicom.render(null)
    return { format, width, height, notes }
  } catch (thrown) {
    if (!(thrown instanceof PictureRefused)) throw thrown
    return { reason: thrown.reason, detail: thrown.detail }
  }
}
