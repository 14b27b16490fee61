import { joinBytes } from '../../bytes.ts'
import { byteView } from '../byte-view.ts'
import { PictureRefused } from '../refusal.ts'

const itemBytes = 8
const itemTag = 0xfffe_e000
const endTag = 0xfffe_e0dd

/**
 * The compressed bytes of the first frame: DICOM PS3.5, A.4. Which fragments it has is told by the table of offsets,
 * or by there being as many fragments as frames; a JPEG otherwise ends where its last marker is.
 * @param written from the beginning of the pixel data.
 * @throws PictureRefused 'truncated', 'undecodable'
 */
export function readEncapsulatedFrame(written: Uint8Array, frames: number): Uint8Array {
  const { offsets, fragments } = readItems(written)
  if (fragments.length === 0) throw new PictureRefused('truncated')
  const bytes = (count: number): Uint8Array =>
    count === 1 ? fragments[0]!.bytes : joinBytes(fragments.slice(0, count).map((fragment) => fragment.bytes))
  if (frames === 1) return bytes(fragments.length)
  const next = offsets[1]
  if (next !== undefined) {
    const before = fragments.filter(({ offset }) => offset < next)
    if (before.length === 0) throw new PictureRefused('undecodable')
    return bytes(before.length)
  }
  if (fragments.length === frames) return bytes(1)
  const last = fragments.findIndex((fragment) => endsJpeg(fragment.bytes))
  if (last < 0) throw new PictureRefused('undecodable')
  return bytes(last + 1)
}

interface Items {
  readonly offsets: readonly number[]
  /** offset: from the first fragment, as the table of offsets counts. */
  readonly fragments: readonly { readonly offset: number; readonly bytes: Uint8Array }[]
}

function readItems(written: Uint8Array): Items {
  const view = byteView(written)
  const tagAt = (at: number): number => view.u16(at, true) * 0x1_0000 + view.u16(at + 2, true)
  if (tagAt(0) !== itemTag) throw new PictureRefused('undecodable')
  const tableBytes = view.u32(4, true)
  const first = itemBytes + tableBytes
  if (first > written.length) throw new PictureRefused('truncated')
  const offsets = Array.from({ length: Math.floor(tableBytes / 4) }, (_, i) =>
    view.u32(itemBytes + 4 * i, true),
  )
  const fragments = []
  let at = first
  while (tagAt(at) !== endTag) {
    if (tagAt(at) !== itemTag) throw new PictureRefused('undecodable')
    const end = at + itemBytes + view.u32(at + 4, true)
    if (end > written.length) throw new PictureRefused('truncated')
    fragments.push({ offset: at - first, bytes: written.subarray(at + itemBytes, end) })
    at = end
  }
  // the delimiter has a length too
  view.u32(at + 4)
  return { offsets, fragments }
}

/** An even length may need a zero behind the last marker. */
function endsJpeg(bytes: Uint8Array): boolean {
  const end = bytes.at(-1) === 0 ? bytes.length - 1 : bytes.length
  return bytes[end - 2] === 0xff && bytes[end - 1] === 0xd9
}
