/** Brightness as seen (ITU-R BT.601), of pixels of `channels` bytes whose first three are red, green and blue. */
export function greyOfColours(pixels: ArrayLike<number>, channels: 3 | 4): Uint8Array {
  const grey = new Uint8Array(pixels.length / channels)
  for (let i = 0; i < grey.length; i++) {
    const at = channels * i
    grey[i] = Math.round(0.299 * pixels[at]! + 0.587 * pixels[at + 1]! + 0.114 * pixels[at + 2]!)
  }
  return grey
}

/**
 * A grey picture of another size: each of its pixels is the mean of the area that it covers.
 * @param grey [height * width]
 * @returns [size * size]
 */
export function shrinkGrey(
  grey: ArrayLike<number>,
  width: number,
  height: number,
  size: number,
): Float64Array {
  const rows = new Float64Array(height * size)
  for (let row = 0; row < height; row++) averageLine(grey, row * width, 1, width, rows, row * size, 1, size)
  const small = new Float64Array(size * size)
  for (let column = 0; column < size; column++)
    averageLine(rows, column, size, height, small, column, size, size)
  return small
}

/** One line of `length` values, `step` apart from `start`, to `size` means. */
function averageLine(
  from: ArrayLike<number>,
  start: number,
  step: number,
  length: number,
  to: Float64Array,
  toStart: number,
  toStep: number,
  size: number,
): void {
  const span = length / size
  for (let i = 0; i < size; i++) {
    const [low, high] = [i * span, (i + 1) * span]
    let sum = 0
    for (let j = Math.floor(low); j < high && j < length; j++) {
      const covered = Math.min(high, j + 1) - Math.max(low, j)
      sum += covered * from[start + step * j]!
    }
    to[toStart + toStep * i] = sum / span
  }
}
