import { byteView } from '../byte-view.ts'
import { checkSize } from '../limits.ts'
import { chunksOf } from '../png-chunks.ts'
import { PictureRefused } from '../refusal.ts'
import { noExif, readExif } from './exif.ts'
import { notesOf, type PictureHeader } from './picture-header.ts'

const signatureBytes = 8
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
  for (const { type, content } of chunksOf(bytes)) {
    if (type === 'IDAT') hasPixels = true
    // animated PNG: the pixels of IDAT are the first frame, or what stands in for the animation
    if (type === 'acTL') frames = byteView(content).u32(0)
    if (type === 'eXIf') exif = readExif(content)
  }
  if (!hasPixels) throw new PictureRefused('undecodable')
  const { orientation, located } = exif
  return { format: 'png', width, height, orientation, notes: notesOf({ bitDepth, frames, located }) }
}
