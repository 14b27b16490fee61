/** A picture that was decoded whole, upright. */
export interface DecodedPicture {
  readonly width: number
  readonly height: number
  /** Red, green, blue, alpha of a copy that is at most `longestSide` long: [copyHeight * copyWidth * 4]. */
  readonly copy: Uint8ClampedArray
  readonly copyWidth: number
  readonly copyHeight: number
}

/** The browser's decoder; both functions throw where it cannot decode a file. */
export interface PictureDecoder {
  decode(file: Blob): Promise<DecodedPicture>
  /** Every pixel with the colours that the file has: red, green, blue, alpha, [height * width * 4]. */
  decodeColours(file: Blob): Promise<Uint8ClampedArray>
}

/** A copy for the perceptual hash, which averages further by itself. */
const longestSide = 256

export const browserDecoder: PictureDecoder = {
  async decode(file) {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
    try {
      const { width, height } = bitmap
      const scale = Math.min(1, longestSide / Math.max(width, height))
      const [copyWidth, copyHeight] = [width, height].map((side) => Math.max(1, Math.round(side * scale)))
      const copy = pixelsOf(bitmap, copyWidth!, copyHeight!)
      return { width, height, copy, copyWidth: copyWidth!, copyHeight: copyHeight! }
    } finally {
      bitmap.close()
    }
  },

  async decodeColours(file) {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'none', colorSpaceConversion: 'none' })
    try {
      return pixelsOf(bitmap, bitmap.width, bitmap.height)
    } finally {
      bitmap.close()
    }
  },
}

function pixelsOf(bitmap: ImageBitmap, width: number, height: number): Uint8ClampedArray {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })!
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, width, height)
  return context.getImageData(0, 0, width, height).data
}
