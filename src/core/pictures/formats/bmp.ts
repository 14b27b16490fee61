import { byteView } from '../byte-view.ts'
import { checkSize } from '../limits.ts'
import { PictureRefused } from '../refusal.ts'
import type { PictureHeader } from './picture-header.ts'

const fileHeaderBytes = 14
/** The header of OS/2, with sizes of 16 bits. */
const coreHeaderBytes = 12
const bitDepths = new Set([1, 2, 4, 8, 16, 24, 32])
/** BI_RGB, BI_BITFIELDS and BI_ALPHABITFIELDS: rows of pixels, whose length is known. */
const uncompressed = new Set([0, 3, 6])
const runLengths = new Set([1, 2])

/** @throws PictureRefused; 'truncated' where rows are missing */
export function readBmpHeader(bytes: Uint8Array): PictureHeader {
  const view = byteView(bytes)
  const pixelsAt = view.u32(10, true)
  const headerBytes = view.u32(fileHeaderBytes, true)
  const isCore = headerBytes === coreHeaderBytes
  if (!isCore && headerBytes < 40) throw new PictureRefused('undecodable')
  const width = isCore ? view.u16(18, true) : view.i32(18, true)
  // negative: rows from the top
  const height = Math.abs(isCore ? view.u16(20, true) : view.i32(22, true))
  const bitDepth = view.u16(isCore ? 24 : 28, true)
  const compression = isCore ? 0 : view.u32(30, true)
  checkSize(width, height)
  if (!bitDepths.has(bitDepth)) throw new PictureRefused('undecodable')
  if (uncompressed.has(compression)) {
    const rowBytes = Math.ceil((width * bitDepth) / 32) * 4
    if (pixelsAt + rowBytes * height > bytes.length) throw new PictureRefused('truncated')
  } else if (!runLengths.has(compression)) throw new PictureRefused('unsupported', 'BMP, compressed')
  return { format: 'bmp', width, height, orientation: 1, notes: [] }
}
