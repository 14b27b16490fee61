/** Formats that can be read. */
export type PictureFormat = EncodedFormat | 'dicom'

/** Formats that the browser decodes, whose files are kept as they are. */
export type EncodedFormat = 'png' | 'jpeg' | 'webp' | 'bmp' | 'gif'

export const mediaTypes: Readonly<Record<EncodedFormat, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  bmp: 'image/bmp',
  gif: 'image/gif',
}

/** What is true of a picture that was read, as data: no word and no value that a patient could be known by. */
export interface PictureFacts {
  readonly format: PictureFormat
  readonly notes: readonly PictureNote[]
}

export type PictureNote =
  /** 16 bits a channel in the file; the browser shows 8 of them. */
  | { readonly kind: 'sixteen-bit' }
  /** 16 bits of grey, shown in 256 greys from the lowest to the highest value of the picture. */
  | { readonly kind: 'sixteen-bit-windowed' }
  | { readonly kind: 'cmyk' }
  /** The first of several frames; the others are not used. */
  | { readonly kind: 'first-frame'; readonly of: number }
  /** Turned upright, as its EXIF data ask. */
  | { readonly kind: 'rotated' }
  /** Its EXIF data ask to turn it, which this browser does not do; it stays as it is stored. */
  | { readonly kind: 'not-rotated' }
  /** Its EXIF data say where it was taken; the file is kept as it is. */
  | { readonly kind: 'location' }
  /** Values of a DICOM file shown in 256 greys: between centre ± width/2, after rescaling. */
  | ({ readonly kind: 'window' } & GreyWindow)
  /** MONOCHROME1: low values are bright. */
  | { readonly kind: 'inverted' }
  /** Names of the DICOM tags that identify a person, never their values; they are not kept. */
  | { readonly kind: 'identifying-tags'; readonly tags: readonly string[] }
  /** The DICOM file says that a name or the like is part of its pixels. */
  | { readonly kind: 'burned-in-yes' }

export interface GreyWindow {
  readonly centre: number
  readonly width: number
  /** range: the file has none; it is the minimum to the maximum of the picture's values. */
  readonly from: 'file' | 'range'
}
