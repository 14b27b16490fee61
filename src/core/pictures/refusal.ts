import type { PictureTrouble } from './picture.ts'

/** Thrown inside this stage where a file is no picture that can be used; outside of it a RejectedPicture. */
export class PictureRefused extends Error {
  readonly reason: PictureTrouble
  readonly detail: string
  constructor(reason: PictureTrouble, detail = '') {
    super(reason)
    this.name = 'PictureRefused'
    this.reason = reason
    this.detail = detail
  }
}
