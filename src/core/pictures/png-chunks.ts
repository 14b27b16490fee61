import { createCRC32 } from 'hash-wasm'
import { joinBytes } from '../bytes.ts'

/** What every PNG begins with. */
export const pngSignature: Uint8Array = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/** Makes chunks: the length, the type and the content with their checksum. */
export async function createChunkWriter(): Promise<(type: string, content: Uint8Array) => Uint8Array> {
  const crc = await createCRC32()
  return (type, content) => {
    const typed = joinBytes([Uint8Array.from(type, (letter) => letter.charCodeAt(0)), content])
    const length = new Uint8Array(4)
    new DataView(length.buffer).setUint32(0, content.length)
    return joinBytes([length, typed, crc.init().update(typed).digest('binary')])
  }
}
