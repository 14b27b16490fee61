import type { PictureNote } from '../picture-facts.ts'
import type { DicomLayout } from './layout.ts'
import type { StoredValues } from './native-frame.ts'
import { greyOf, windowOfRange, type ValueMapping, type ValueWindow } from './value-window.ts'

export interface RenderedGrey {
  /** [height * width] */
  readonly grey: Uint8Array
  readonly notes: readonly PictureNote[]
}

/**
 * The greys that a grey image shows: rescaled, then windowed, then inverted where low values are bright. Values of 8
 * bits without a window are greys already and stay as they are; others are shown from their minimum to their maximum.
 */
export function renderGrey(values: StoredValues, layout: DicomLayout, mapping: ValueMapping): RenderedGrey {
  const { slope, intercept } = mapping
  const inverted = layout.photometric === 'MONOCHROME1'
  const meaning = meaningOfValues(layout)
  const isGrey = !layout.signed && layout.bitsStored === 8 && slope === 1 && intercept === 0
  const window = mapping.window ?? (isGrey ? null : rangeOf(values, meaning, mapping))

  // A picture has more pixels than values: each value is worked out once.
  const shown = new Uint8Array(layout.bitsAllocated === 8 ? 256 : 65_536)
  meaning.forEach((stored, word) => {
    const grey = window ? Math.round(255 * greyOf(stored * slope + intercept, window)) : stored
    shown[word] = inverted ? 255 - grey : grey
  })
  const { width, height } = layout
  const grey = new Uint8Array(width * height)
  for (let i = 0; i < grey.length; i++) grey[i] = shown[values[i]!]!
  const notes: PictureNote[] = []
  if (window)
    notes.push({
      kind: 'window',
      centre: window.centre,
      width: window.width,
      from: mapping.window ? 'file' : 'range',
    })
  if (inverted) notes.push({ kind: 'inverted' })
  return { grey, notes }
}

/** The stored value that each word means: the bits from the high bit down, with their sign. */
export function meaningOfValues({ bitsAllocated, bitsStored, highBit, signed }: DicomLayout): Int32Array {
  const drop = highBit + 1 - bitsStored
  const modulus = 2 ** bitsStored
  const firstNegative = signed ? modulus / 2 : modulus
  return Int32Array.from({ length: 2 ** bitsAllocated }, (_, word) => {
    const value = (word >> drop) % modulus
    return value >= firstNegative ? value - modulus : value
  })
}

function rangeOf(
  values: StoredValues,
  meaning: Int32Array,
  { slope, intercept, padding }: ValueMapping,
): ValueWindow {
  let minimum = Infinity
  let maximum = -Infinity
  for (const word of values) {
    const stored = meaning[word]!
    if (padding && stored >= padding.from && stored <= padding.to) continue
    if (stored < minimum) minimum = stored
    if (stored > maximum) maximum = stored
  }
  // nothing but padding
  if (minimum > maximum) return windowOfRange(0, 0)
  const ends = [minimum * slope + intercept, maximum * slope + intercept]
  return windowOfRange(Math.min(...ends), Math.max(...ends))
}
