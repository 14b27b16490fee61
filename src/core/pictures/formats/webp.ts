import { byteView, type ByteView } from '../byte-view.ts'
import { checkSize } from '../limits.ts'
import { PictureRefused } from '../refusal.ts'
import { noExif, readExif } from './exif.ts'
import { notesOf, type PictureHeader } from './picture-header.ts'

const riffHeaderBytes = 12

/** @throws PictureRefused; 'truncated' where the file is shorter than it says */
export function readWebpHeader(bytes: Uint8Array): PictureHeader {
  const view = byteView(bytes)
  const end = view.u32(4, true) + 8
  if (end > bytes.length) throw new PictureRefused('truncated')
  let size: { width: number; height: number } | undefined
  let frames = 0
  let exif = noExif
  for (let at = riffHeaderBytes; at + 8 <= end;) {
    const type = view.text(at, 4)
    const length = view.u32(at + 4, true)
    const content = at + 8
    at = content + length + (length % 2)
    if (content + length > end) throw new PictureRefused('truncated')
    size ??= sizeIn(type, view, content)
    if (type === 'ANMF') frames++
    if (type === 'EXIF') exif = readExif(bytes.subarray(content, content + length))
  }
  if (!size) throw new PictureRefused('undecodable')
  checkSize(size.width, size.height)
  const { orientation, located } = exif
  return { format: 'webp', ...size, orientation, notes: notesOf({ frames, located }) }
}

/** The size of the whole picture, in the one chunk of three that comes first. */
function sizeIn(type: string, view: ByteView, at: number): { width: number; height: number } | undefined {
  if (type === 'VP8X')
    return {
      width: (view.u32(at + 3, true) >>> 8) + 1,
      height: view.u16(at + 7, true) + (view.u8(at + 9) << 16) + 1,
    }
  if (type === 'VP8L') {
    const bits = view.u32(at + 1, true)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (type === 'VP8 ')
    return { width: view.u16(at + 6, true) & 0x3fff, height: view.u16(at + 8, true) & 0x3fff }
  return undefined
}
