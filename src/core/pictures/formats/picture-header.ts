import type { EncodedFormat, PictureNote } from '../picture-facts.ts'

/** What a file says of its picture, read without decoding it. */
export interface PictureHeader {
  readonly format: EncodedFormat
  /** Pixels, as stored: before it is turned upright. */
  readonly width: number
  readonly height: number
  /** How to turn it upright, as EXIF numbers it: 1 to 8; 1 is upright. */
  readonly orientation: number
  readonly notes: readonly PictureNote[]
}

/** The notes that most formats can have. */
export function notesOf(found: {
  readonly bitDepth?: number
  readonly frames?: number
  readonly located?: boolean
}): PictureNote[] {
  const { bitDepth = 8, frames = 1, located = false } = found
  return [
    ...(bitDepth > 8 ? [{ kind: 'sixteen-bit' } as const] : []),
    ...(frames > 1 ? [{ kind: 'first-frame', of: frames } as const] : []),
    ...(located ? [{ kind: 'location' } as const] : []),
  ]
}
