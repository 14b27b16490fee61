import { shrinkGrey } from './shrink-grey.ts'

/** The picture is made this small first: what is finer is noise, or the compression. */
const size = 32
/** Frequencies in each direction, the mean among them: 64 bits. */
const frequencies = 8

/** What noise of one grey level in each of the 32 by 32 means makes of a frequency, as a standard deviation. */
const noise = size / 2

/**
 * The perceptual hash called pHash: of the cosine transform of a picture of 32 by 32, the 8 by 8 lowest frequencies,
 * one bit each: above the median or not. Other than the Python package ImageHash does, it takes what is above by no
 * more than noise for not above, so that pictures of one colour, or of few, keep their hash.
 * @param grey brightness, [height * width]
 * @returns 16 hexadecimal digits, the lowest frequency first
 */
export function perceptualHash(grey: ArrayLike<number>, width: number, height: number): string {
  const small = shrinkGrey(grey, width, height, size)
  const spectrum = lowFrequencies(small)
  const sorted = Float64Array.from(spectrum).sort()
  const middle = spectrum.length / 2
  const median = (sorted[middle - 1]! + sorted[middle]!) / 2
  let hash = ''
  for (let i = 0; i < spectrum.length; i += 4) {
    let digit = 0
    for (let bit = 0; bit < 4; bit++) digit = 2 * digit + (spectrum[i + bit]! - median > noise ? 1 : 0)
    hash += digit.toString(16)
  }
  return hash
}

/** cosines[k][i] of the transform DCT-II. */
const cosines = Array.from({ length: frequencies }, (_, k) =>
  Float64Array.from({ length: size }, (_, i) => Math.cos((Math.PI * k * (2 * i + 1)) / (2 * size))),
)

/** [frequencies * frequencies], row by row. */
function lowFrequencies(small: Float64Array): Float64Array {
  const rows = new Float64Array(size * frequencies)
  for (let row = 0; row < size; row++)
    for (let k = 0; k < frequencies; k++) {
      let sum = 0
      for (let i = 0; i < size; i++) sum += small[row * size + i]! * cosines[k]![i]!
      rows[row * frequencies + k] = sum
    }
  const spectrum = new Float64Array(frequencies * frequencies)
  for (let k = 0; k < frequencies; k++)
    for (let column = 0; column < frequencies; column++) {
      let sum = 0
      for (let row = 0; row < size; row++) sum += rows[row * frequencies + column]! * cosines[k]![row]!
      spectrum[k * frequencies + column] = sum
    }
  return spectrum
}
