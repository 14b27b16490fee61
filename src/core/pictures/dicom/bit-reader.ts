import { PictureRefused } from '../refusal.ts'

/** Bits of a JPEG's entropy-coded data, the highest of each byte first. */
export interface BitReader {
  /** The next 16 bits without taking them; zeros stand in beyond the end. */
  peek16(): number
  /** @throws PictureRefused 'truncated' where fewer are left */
  skip(count: number): void
  /** The next bits, at most 16, as a number. @throws PictureRefused 'truncated' */
  take(count: number): number
  /** Goes on behind the next restart marker. @throws PictureRefused 'undecodable' where there is none */
  restart(): void
}

export function createBitReader(bytes: Uint8Array, start: number): BitReader {
  let at = start
  /** The low `count` bits are yet to be taken; those that stand in for missing ones are among them. */
  let waiting = 0
  let count = 0
  let standIns = 0

  const fill = (): void => {
    while (count < 16) {
      const byte = bytes[at]
      const isMarker = byte === 0xff && bytes[at + 1] !== 0
      if (byte === undefined || isMarker) {
        standIns += 8
        waiting = (waiting << 8) & 0xff_ffff
      } else {
        at += byte === 0xff ? 2 : 1
        waiting = ((waiting << 8) | byte) & 0xff_ffff
      }
      count += 8
    }
  }
  const skip = (taken: number): void => {
    count -= taken
    if (count < standIns) throw new PictureRefused('truncated')
  }
  const peek16 = (): number => {
    fill()
    return (waiting >> (count - 16)) & 0xffff
  }
  return {
    peek16,
    skip,
    take(wanted) {
      const value = peek16() >> (16 - wanted)
      skip(wanted)
      return value
    },
    restart() {
      waiting = count = standIns = 0
      const marker = bytes[at + 1] ?? 0
      if (bytes[at] !== 0xff || marker < 0xd0 || marker > 0xd7) throw new PictureRefused('undecodable')
      at += 2
    },
  }
}
