import type { DataSet } from 'dicom-parser'
import { PictureRefused } from '../refusal.ts'
import { meaningOfValues } from './grey.ts'
import { unsupported, type DicomLayout } from './layout.ts'
import type { StoredValues } from './native-frame.ts'

/** YBR_FULL (PS3.3, C.7.6.3.1.2), in place, to red, green and blue: [pixels * 3]. */
export function ybrToRgb(values: StoredValues): void {
  for (let i = 0; i < values.length; i += 3) {
    const [y, b, r] = [values[i]!, values[i + 1]! - 128, values[i + 2]! - 128]
    values[i] = byte(y + 1.402 * r)
    values[i + 1] = byte(y - 0.344136 * b - 0.714136 * r)
    values[i + 2] = byte(y + 1.772 * b)
  }
}

const byte = (value: number): number => Math.min(255, Math.max(0, Math.round(value)))

/**
 * Pixels that number the colours of a palette (PS3.3, C.7.6.3.1.5 and C.7.6.3.1.6), as red, green and blue.
 * @returns [pixels * 3]
 * @throws PictureRefused 'unsupported' where the palette is segmented, 'undecodable' where there is none
 */
export function paletteToRgb(
  dataSet: DataSet,
  bytes: Uint8Array,
  values: StoredValues,
  layout: DicomLayout,
): Uint8Array {
  const meaning = meaningOfValues(layout)
  const rgb = new Uint8Array(3 * values.length)
  ;['1', '2', '3'].forEach((colour, channel) => {
    const { first, entries } = readPalette(dataSet, bytes, colour, layout.signed)
    const last = entries.length - 1
    for (let i = 0; i < values.length; i++) {
      const entry = meaning[values[i]!]! - first
      rgb[3 * i + channel] = entries[Math.min(last, Math.max(0, entry))]!
    }
  })
  return rgb
}

/** @returns the colour of the value `first`, of the next, ...: 0 to 255 */
function readPalette(
  dataSet: DataSet,
  bytes: Uint8Array,
  colour: string,
  signed: boolean,
): { readonly first: number; readonly entries: Uint8Array } {
  const [descriptor, table] = [`x0028110${colour}`, `x0028120${colour}`]
  if (dataSet.elements[`x0028122${colour}`]) throw unsupported('segmented palette')
  // 0 stands for 65,536, which does not fit
  const count = dataSet.uint16(descriptor, 0) || 65_536
  const first = (signed ? dataSet.int16(descriptor, 1) : dataSet.uint16(descriptor, 1)) ?? 0
  const element = dataSet.elements[table]
  const length = element?.length ?? 0
  if (!element || length < count) throw new PictureRefused('undecodable')
  // entries are words unless there is a byte for each; of 16 bits the high byte is shown
  const isWords = length >= 2 * count
  const isWide = isWords && dataSet.uint16(descriptor, 2) === 16
  const entries = Uint8Array.from({ length: count }, (_, i) => {
    if (!isWords) return bytes[element.dataOffset + i] ?? 0
    const word = dataSet.uint16(table, i) ?? 0
    return isWide ? word >> 8 : word
  })
  return { first, entries }
}
