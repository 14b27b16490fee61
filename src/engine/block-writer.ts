import type { EmbeddingRows } from '../core/encoders/embeddings.ts'
import { matrix } from '../core/math/matrix.ts'
import type { EncoderDevice } from './protocol.ts'

/** Where vectors go; one project's and encoder's part of the storage. */
export interface VectorStore {
  /** Of all texts that have a vector already. */
  keys(): Promise<ReadonlySet<string>>
  /** At most 1,024 rows, all computed on one device. Resolves when they are on disk. */
  appendBlock(rows: EmbeddingRows, device: EncoderDevice): Promise<void>
}

export const rowsPerBlock = 1024
/** A slow encoder's batches are stored as they come; a fast one's are collected for this long. */
const millisecondsPerBlock = 500

/**
 * Collects vectors into blocks and stores a block when it is full or old: large blocks are read and written fast,
 * and a crash costs at most one batch or half a second of work (promises: P4).
 */
export function createBlockWriter(store: VectorStore, dimensions: number, now: () => number) {
  const buffer = matrix(rowsPerBlock, dimensions)
  const present = new Uint8Array(rowsPerBlock)
  const overlong = new Uint8Array(rowsPerBlock)
  let keys: string[] = []
  let computedOn: EncoderDevice = 'wasm'
  let stored = 0
  let since = now()

  async function flush(): Promise<void> {
    const n = keys.length
    if (n > 0) {
      const vectors = matrix(n, dimensions, buffer.data.slice(0, n * dimensions))
      const rows = { keys, present: present.slice(0, n), overlong: overlong.slice(0, n), vectors }
      await store.appendBlock(rows, computedOn)
      stored += n
      keys = []
    }
    since = now()
  }

  return {
    /** Rows on disk. */
    get stored() {
      return stored
    },

    async add(rows: EmbeddingRows, device: EncoderDevice): Promise<void> {
      if (device !== computedOn) await flush()
      computedOn = device
      for (const [i, key] of rows.keys.entries()) {
        const at = keys.length
        buffer.data.set(rows.vectors.data.subarray(i * dimensions, (i + 1) * dimensions), at * dimensions)
        present[at] = rows.present[i]!
        overlong[at] = rows.overlong[i]!
        keys.push(key)
        if (keys.length === rowsPerBlock) await flush()
      }
      if (now() - since >= millisecondsPerBlock) await flush()
    },

    flush,
  }
}
