/** Bytes out of numbers, texts of one byte a character, and bytes. */
export function bytesOf(...parts: readonly (number | string | ArrayLike<number>)[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => {
      if (typeof part === 'number') return [part]
      if (typeof part === 'string') return Array.from(part, (letter) => letter.charCodeAt(0))
      return Array.from(part)
    }),
  )
}

/** Whole numbers of `size` bytes. */
export const littleEndian = (value: number, size: number): number[] =>
  Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** i) & 0xff)

export const bigEndian = (value: number, size: number): number[] => littleEndian(value, size).reverse()
