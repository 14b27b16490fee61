import { byteView } from '../byte-view.ts'
import { PictureRefused } from '../refusal.ts'
import type { DicomLayout } from './layout.ts'
import { interleave, type StoredValues } from './native-frame.ts'

const headerBytes = 64

/**
 * A frame in DICOM's run-length encoding (PS3.5, annex G): one segment for each byte of each sample, the high byte
 * first, packed as in TIFF's PackBits.
 * @throws PictureRefused 'truncated', 'undecodable'
 */
export function readRleFrame(frame: Uint8Array, layout: DicomLayout): StoredValues {
  const view = byteView(frame)
  const pixels = layout.width * layout.height
  const segments = (layout.samples * layout.bitsAllocated) / 8
  if (view.u32(0, true) !== segments) throw new PictureRefused('undecodable')
  const planes = new Uint8Array(pixels * segments)
  for (let i = 0; i < segments; i++) {
    const start = view.u32(4 + 4 * i, true)
    const end = i + 1 < segments ? view.u32(8 + 4 * i, true) : frame.length
    if (start < headerBytes || end < start) throw new PictureRefused('undecodable')
    if (end > frame.length) throw new PictureRefused('truncated')
    unpackBits(frame.subarray(start, end), planes.subarray(pixels * i, pixels * (i + 1)))
  }
  if (layout.samples === 3) return interleave(planes)
  if (layout.bitsAllocated === 8) return planes
  return Uint16Array.from({ length: pixels }, (_, i) => (planes[i]! << 8) | planes[pixels + i]!)
}

/** Fills `unpacked`. @throws PictureRefused 'truncated' where the runs end before it is full */
function unpackBits(packed: Uint8Array, unpacked: Uint8Array): void {
  let from = 0
  let to = 0
  while (to < unpacked.length) {
    if (from + 1 >= packed.length) throw new PictureRefused('truncated')
    const code = packed[from++]!
    if (code < 128) {
      const run = packed.subarray(from, from + Math.min(code + 1, unpacked.length - to))
      unpacked.set(run, to)
      from += code + 1
      to += run.length
    } else if (code > 128) {
      const count = Math.min(257 - code, unpacked.length - to)
      unpacked.fill(packed[from++]!, to, to + count)
      to += count
    }
  }
}
