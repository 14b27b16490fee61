/** A picture of a project without its bytes. */
export interface Picture {
  /** Where it lay in the folder or archive it came in, "/" between the parts. */
  readonly path: string
  /** SHA-256 of the bytes that are kept, in hexadecimal: pictures with equal keys are the same picture. */
  readonly key: string
  /** Pixels, as it is shown: upright. */
  readonly width: number
  readonly height: number
  /** 64 bits in hexadecimal: pictures that look alike differ in few of them. */
  readonly hash: string
}

/** Why a file that should be a picture is none; worded by the interface. */
export const pictureTroubles = [
  'empty', 'too-large', 'truncated', 'not-a-picture', 'too-many-pixels', 'undecodable', 'unsupported',
] as const // prettier-ignore
export type PictureTrouble = (typeof pictureTroubles)[number]

/** A file that was left out, listed for the user (R13). */
export interface RejectedPicture {
  readonly path: string
  readonly reason: PictureTrouble
  /** What is not supported, such as "HEIC" or "DICOM, JPEG 2000"; '' where the reason says it all. */
  readonly detail: string
}
