import { PictureRefused } from '../refusal.ts'
import type { BitReader } from './bit-reader.ts'

/** The code of differences in one component of a lossless JPEG. */
export interface HuffmanTable {
  /** The next difference, modulo 65,536. @throws PictureRefused 'truncated', 'undecodable' */
  readDifference(bits: BitReader): number
}

const longestCode = 16

/**
 * The tables of a DHT segment, added under their numbers; tables of another class are passed over.
 * @throws PictureRefused 'undecodable'
 */
export function readHuffmanTables(content: Uint8Array, tables: Map<number, HuffmanTable>): void {
  for (let at = 0; at < content.length;) {
    const header = content[at]!
    const counts = content.subarray(at + 1, at + 1 + longestCode)
    const total = counts.reduce((sum, count) => sum + count, 0)
    const categories = content.subarray(at + 1 + longestCode, at + 1 + longestCode + total)
    if (counts.length < longestCode || categories.length < total) throw new PictureRefused('undecodable')
    if (header >> 4 === 0) tables.set(header & 0x0f, createHuffmanTable(counts, categories))
    at += 1 + longestCode + total
  }
}

/** T.81, annex C: codes of one length follow each other, and those of the next begin at twice the next. */
function createHuffmanTable(counts: Uint8Array, categories: Uint8Array): HuffmanTable {
  // For each 16 bits that may come: the length of the code at their beginning, and its category.
  const lookup = new Uint16Array(1 << longestCode)
  let next = 0
  let category = 0
  counts.forEach((count, i) => {
    const span = 1 << (longestCode - 1 - i)
    for (let j = 0; j < count; j++) {
      if (next + span > lookup.length) throw new PictureRefused('undecodable')
      lookup.fill(((i + 1) << 8) | categories[category++]!, next, next + span)
      next += span
    }
  })
  return {
    readDifference(bits) {
      const found = lookup[bits.peek16()]!
      const bitCount = found & 0xff
      if (found === 0 || bitCount > 16) {
        // the zeros beyond the end may be no code either
        bits.skip(longestCode)
        throw new PictureRefused('undecodable')
      }
      bits.skip(found >> 8)
      // category 16 stands for 32,768 alone (H.1.2.2)
      if (bitCount === 0) return 0
      if (bitCount === 16) return 32_768
      const value = bits.take(bitCount)
      // F.12: the lower half of a category is negative
      return value < 1 << (bitCount - 1) ? value - (1 << bitCount) + 1 : value
    },
  }
}
