import { byteView } from '../byte-view.ts'
import { checkSize } from '../limits.ts'
import { PictureRefused } from '../refusal.ts'
import { noExif, readExif } from './exif.ts'
import { notesOf, type PictureHeader } from './picture-header.ts'

const signatureBytes = 8
/** Length, type and checksum around the content of a chunk. */
const chunkOverhead = 12
/** Bit depths that each colour type may have (PNG, table 11.1). */
const depths: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
}

/** @throws PictureRefused; 'truncated' where the chunks do not reach IEND */
export function readPngHeader(bytes: Uint8Array): PictureHeader {
  const view = byteView(bytes)
  if (view.text(signatureBytes + 4, 4) !== 'IHDR') throw new PictureRefused('undecodable')
  const width = view.u32(16)
  const height = view.u32(20)
  const bitDepth = view.u8(24)
  checkSize(width, height)
  if (!depths[view.u8(25)]?.includes(bitDepth)) throw new PictureRefused('undecodable')

  let frames = 1
  let exif = noExif
  let hasPixels = false
  let at = signatureBytes
  for (let type = ''; type !== 'IEND';) {
    const length = view.u32(at)
    type = view.text(at + 4, 4)
    const content = at + 8
    at += length + chunkOverhead
    if (at > bytes.length) throw new PictureRefused('truncated')
    if (type === 'IDAT') hasPixels = true
    // animated PNG: the pixels of IDAT are the first frame, or what stands in for the animation
    if (type === 'acTL') frames = view.u32(content)
    if (type === 'eXIf') exif = readExif(bytes.subarray(content, content + length))
  }
  if (!hasPixels) throw new PictureRefused('undecodable')
  const { orientation, located } = exif
  return { format: 'png', width, height, orientation, notes: notesOf({ bitDepth, frames, located }) }
}
