import { byteView, type ByteView } from '../byte-view.ts'
import { checkSize } from '../limits.ts'
import { PictureRefused } from '../refusal.ts'
import { notesOf, type PictureHeader } from './picture-header.ts'

const screenEnd = 13
const extension = 0x21
const image = 0x2c
const trailer = 0x3b

/** @throws PictureRefused; 'truncated' where the blocks do not reach the trailer */
export function readGifHeader(bytes: Uint8Array): PictureHeader {
  const view = byteView(bytes)
  const width = view.u16(6, true)
  const height = view.u16(8, true)
  checkSize(width, height)
  let frames = 0
  let at = screenEnd + colourTableBytes(view.u8(10))
  for (let block = view.u8(at++); block !== trailer; block = view.u8(at++)) {
    if (block === image) {
      frames++
      at += 9 + colourTableBytes(view.u8(at + 8))
    } else if (block !== extension) throw new PictureRefused('undecodable')
    // the label of an extension, or the code size of an image
    at = afterSubBlocks(view, at + 1)
  }
  if (frames === 0) throw new PictureRefused('undecodable')
  return { format: 'gif', width, height, orientation: 1, notes: notesOf({ frames }) }
}

const colourTableBytes = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)

function afterSubBlocks(view: ByteView, start: number): number {
  let at = start
  for (let length = view.u8(at++); length > 0; length = view.u8(at++)) at += length
  return at
}
