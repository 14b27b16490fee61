import { PictureRefused } from '../refusal.ts'
import type { DicomLayout } from './layout.ts'

/** Values as they are stored, pixel by pixel: [height * width * samples]. */
export type StoredValues = Uint8Array | Uint16Array

/**
 * The first frame of pixels that are not compressed.
 * @param written from the beginning of the pixel data.
 * @param swapped 16-bit words have the high byte first.
 * @throws PictureRefused 'truncated'
 */
export function readNativeFrame(written: Uint8Array, layout: DicomLayout, swapped: boolean): StoredValues {
  const { width, height, samples, bitsAllocated, planar } = layout
  const length = (width * height * samples * bitsAllocated) / 8
  // a frame of odd length is padded
  if (written.length < length) throw new PictureRefused('truncated')
  const bytes = written.slice(0, length + (length % 2))
  if (swapped) swapPairs(bytes)
  if (bitsAllocated === 16) return toWords(bytes)
  const values = bytes.subarray(0, length)
  return planar && samples === 3 ? interleave(values) : values
}

/** Planes one after the other, to pixel by pixel. */
export function interleave(planes: Uint8Array): Uint8Array {
  const pixels = planes.length / 3
  const values = new Uint8Array(planes.length)
  for (let plane = 0; plane < 3; plane++)
    for (let i = 0; i < pixels; i++) values[3 * i + plane] = planes[plane * pixels + i]!
  return values
}

function toWords(bytes: Uint8Array): Uint16Array {
  const words = new Uint16Array(bytes.length / 2)
  for (let i = 0; i < words.length; i++) words[i] = bytes[2 * i]! | (bytes[2 * i + 1]! << 8)
  return words
}

function swapPairs(bytes: Uint8Array): void {
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    const first = bytes[i]!
    bytes[i] = bytes[i + 1]!
    bytes[i + 1] = first
  }
}
