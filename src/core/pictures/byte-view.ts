import { PictureRefused } from './refusal.ts'

/** Numbers out of bytes. Every function throws PictureRefused 'truncated' beyond the end. */
export interface ByteView {
  readonly length: number
  u8(at: number): number
  u16(at: number, littleEndian?: boolean): number
  u32(at: number, littleEndian?: boolean): number
  i32(at: number, littleEndian?: boolean): number
  /** Characters of one byte each. */
  text(at: number, length: number): string
}

export function byteView(bytes: Uint8Array): ByteView {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const within = (at: number, length: number): number => {
    if (at < 0 || at + length > bytes.length) throw new PictureRefused('truncated')
    return at
  }
  return {
    length: bytes.length,
    u8: (at) => view.getUint8(within(at, 1)),
    u16: (at, littleEndian = false) => view.getUint16(within(at, 2), littleEndian),
    u32: (at, littleEndian = false) => view.getUint32(within(at, 4), littleEndian),
    i32: (at, littleEndian = false) => view.getInt32(within(at, 4), littleEndian),
    text: (at, length) => String.fromCharCode(...bytes.subarray(within(at, length), at + length)),
  }
}
