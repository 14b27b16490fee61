import { createCRC32 } from 'hash-wasm'
import { joinBytes } from '../bytes.ts'
import { once } from '../once.ts'
import { byteView } from './byte-view.ts'
import { PictureRefused } from './refusal.ts'

/** What every PNG begins with. */
export const pngSignature: Uint8Array = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/** Length, type and checksum around the content of a chunk. */
const chunkOverhead = 12

/** The chunks of a file, in order, up to IEND. @throws PictureRefused 'truncated' where they do not reach it */
export function* chunksOf(
  bytes: Uint8Array,
): Iterable<{ readonly type: string; readonly content: Uint8Array }> {
  const view = byteView(bytes)
  let at = pngSignature.length
  for (let type = ''; type !== 'IEND';) {
    const length = view.u32(at)
    type = view.text(at + 4, 4)
    const content = at + 8
    at += length + chunkOverhead
    if (at > bytes.length) throw new PictureRefused('truncated')
    yield { type, content: bytes.subarray(content, content + length) }
  }
}

const hasher = once(() => createCRC32())

/** Makes chunks: the length, the type and the content with their checksum. */
export async function createChunkWriter(): Promise<(type: string, content: Uint8Array) => Uint8Array> {
  const crc = await hasher()
  return (type, content) => {
    const typed = joinBytes([Uint8Array.from(type, (letter) => letter.charCodeAt(0)), content])
    const length = new Uint8Array(4)
    new DataView(length.buffer).setUint32(0, content.length)
    return joinBytes([length, typed, crc.init().update(typed).digest('binary')])
  }
}
