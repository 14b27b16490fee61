import { RawImage } from '@huggingface/transformers'

/**
 * Bilinear between pixel centres, the border's pixels going on beyond it: what a browser's canvas does when it draws a
 * picture to another size. (In Node transformers.js resizes by another library, which moves small pictures by up to half
 * a pixel and darkens their right and lower borders.)
 */
export function resizeAsBrowser(image: RawImage, width: number, height: number): RawImage {
  const { channels, data } = image
  const columns = taps(image.width, width)
  const rows = taps(image.height, height)
  const resized = new Uint8ClampedArray(width * height * channels)
  let at = 0
  for (const down of rows)
    for (const across of columns)
      for (let c = 0; c < channels; c++) {
        const value = (row: number, column: number) => data[(row * image.width + column) * channels + c]!
        const between = (row: number) =>
          value(row, across.first) * (1 - across.share) + value(row, across.second) * across.share
        resized[at++] = between(down.first) * (1 - down.share) + between(down.second) * down.share
      }
  return new RawImage(resized, width, height, channels)
}

/** For each new pixel along one axis: the two old ones its centre lies between, and the share of the second. */
function taps(from: number, to: number): { first: number; second: number; share: number }[] {
  return Array.from({ length: to }, (_, i) => {
    const centre = Math.min(Math.max(((i + 0.5) * from) / to - 0.5, 0), from - 1)
    const first = Math.floor(centre)
    return { first, second: Math.min(first + 1, from - 1), share: centre - first }
  })
}
