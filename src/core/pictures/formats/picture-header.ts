import type { EncodedFormat, PictureNote } from '../picture-facts.ts'

/** What a file says of its picture, read without decoding it. */
export interface PictureHeader {
  readonly format: EncodedFormat
  /** Pixels, as stored: before it is turned upright. */
  readonly width: number
  readonly height: number
  readonly notes: readonly PictureNote[]
}

/** The notes that most formats can have. */
export function notesOf(found: {
  readonly bitDepth?: number
  readonly frames?: number
  readonly exif?: { readonly orientation: number; readonly located: boolean }
}): PictureNote[] {
  const { bitDepth = 8, frames = 1, exif } = found
  return [
    ...(bitDepth > 8 ? [{ kind: 'sixteen-bit' } as const] : []),
    ...(frames > 1 ? [{ kind: 'first-frame', of: frames } as const] : []),
    ...(exif && exif.orientation > 1 ? [{ kind: 'rotated' } as const] : []),
    ...(exif?.located ? [{ kind: 'location' } as const] : []),
  ]
}
