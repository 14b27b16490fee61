import { joinBytes } from '../core/bytes.ts'
import type { Failure } from '../core/failure.ts'
import { checksum } from './checksum.ts'

/** A piece of something large, as it is stored. */
export interface CheckedBlock {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly checksum: string
}

const blockBytes = 4 << 20

/** Pieces of 4 MB, each with its checksum. */
export async function cutIntoBlocks(bytes: Uint8Array<ArrayBuffer>): Promise<CheckedBlock[]> {
  const blocks: CheckedBlock[] = []
  for (let at = 0; at < bytes.length; at += blockBytes) {
    const piece = bytes.slice(at, at + blockBytes)
    blocks.push({ bytes: piece, checksum: await checksum(piece) })
  }
  return blocks
}

/**
 * The bytes of `count` blocks in their order.
 * @throws what `damaged` makes, where one is missing or other than it was written
 */
export async function joinBlocks(
  blocks: readonly CheckedBlock[],
  count: number,
  damaged: (index: number) => Failure,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  for (let index = 0; index < count; index++) {
    const block = blocks[index]
    if (!block || (await checksum(block.bytes)) !== block.checksum) throw damaged(index)
    parts.push(block.bytes)
  }
  return joinBytes(parts)
}
