import type { EmbeddingRows } from '../core/encoders/embeddings.ts'
import { matrix } from '../core/math/matrix.ts'
import { Failure } from '../core/failure.ts'
import { checksum } from './checksum.ts'
import type { Database, EmbeddingBlock } from './schema.ts'
import { keysUnder } from './keys.ts'
import { touchProject } from './touch.ts'
import { read, write } from './transaction.ts'

/** Single rows would be written ten times slower. */
export const maxRowsPerBlock = 1024

/** Frozen vectors, per project and encoderKey ("id@revision@dtype"). */
export interface Embeddings {
  /**
   * Resolves when the block is on disk.
   * @throws Failure 'shape-mismatch' when the parts differ in length or n is not in 1..1,024; storage failures
   */
  appendBlock(projectId: string, encoderKey: string, rows: EmbeddingRows, device: string): Promise<void>
  /** Every row stored so far, in the order of storing; none: an empty matrix. @throws Failure 'data-corrupted' */
  readAll(projectId: string, encoderKey: string): Promise<StoredRows>
  /** The keys alone, for resuming. @throws Failure 'data-corrupted' */
  keys(projectId: string, encoderKey: string): Promise<Set<string>>
  /** The way out of 'data-corrupted': they can be computed again. */
  delete(projectId: string, encoderKey: string): Promise<void>
}

export interface StoredRows extends EmbeddingRows {
  /** What computed them, each once, sorted. */
  readonly devices: readonly string[]
}

export function createEmbeddings(db: Database, now: () => number): Embeddings {
  return {
    async appendBlock(projectId, encoderKey, rows, device) {
      checkShapes(rows)
      const content = {
        keys: [...rows.keys],
        cols: rows.vectors.cols,
        // Copies: cloning a view would store the whole buffer behind it.
        present: rows.present.slice(),
        overlong: rows.overlong.slice(),
        vectors: rows.vectors.data.slice(),
      }
      const sum = await blockChecksum(content)
      await write(db, ['projects', 'embeddingBlocks'], async (tx) => {
        // Another tab may have deleted the project while this one encodes: nothing of it may come back.
        if (!(await tx.objectStore('projects').getKey(projectId)))
          throw new Failure('not-found', { what: 'project' })
        const store = tx.objectStore('embeddingBlocks')
        const last = await store.openKeyCursor(keysUnder(projectId, encoderKey), 'prev')
        const index = last ? last.primaryKey[2] + 1 : 0
        await store.add({ projectId, encoderKey, index, ...content, device, checksum: sum })
        await touchProject(tx, projectId, now())
      })
    },

    async readAll(projectId, encoderKey) {
      const blocks: EmbeddingBlock[] = []
      for await (const block of verifiedBlocks(db, projectId, encoderKey)) blocks.push(block)
      const devices = [...new Set(blocks.map(({ device }) => device))].toSorted()
      return { ...join(blocks), devices }
    },

    async keys(projectId, encoderKey) {
      const keys = new Set<string>()
      for await (const block of verifiedBlocks(db, projectId, encoderKey))
        for (const key of block.keys) keys.add(key)
      return keys
    },

    delete: (projectId, encoderKey) =>
      write(db, ['embeddingBlocks'], (tx) =>
        tx.objectStore('embeddingBlocks').delete(keysUnder(projectId, encoderKey)),
      ),
  }
}

/** What a project has vectors of, in the order of their keys. */
export async function encoderKeys(db: Database, projectId: string): Promise<string[]> {
  const keys = await read(() => db.getAllKeys('embeddingBlocks', keysUnder(projectId)))
  return [...new Set(keys.map(([, encoderKey]) => encoderKey))]
}

/** The blocks of one encoder, one after the other. @throws Failure 'data-corrupted' */
export async function* verifiedBlocks(db: Database, projectId: string, encoderKey: string) {
  const ids = await read(() => db.getAllKeys('embeddingBlocks', keysUnder(projectId, encoderKey)))
  for (const [position, id] of ids.entries()) {
    const block = await read(() => db.get('embeddingBlocks', id))
    if (!block || block.index !== position || (await blockChecksum(block)) !== block.checksum)
      throw new Failure('data-corrupted', { what: 'embeddings', block: position, of: encoderKey })
    yield block
  }
}

type BlockContent = Pick<EmbeddingBlock, 'keys' | 'cols' | 'present' | 'overlong' | 'vectors'>

export function blockChecksum({ keys, cols, present, overlong, vectors }: BlockContent): Promise<string> {
  const head = new TextEncoder().encode(JSON.stringify({ keys, cols }))
  return checksum(head, present, overlong, vectors)
}

function checkShapes({ keys, present, overlong, vectors }: EmbeddingRows): void {
  const n = keys.length
  if (n < 1 || n > maxRowsPerBlock)
    throw new Failure('shape-mismatch', {
      where: 'appendBlock',
      expected: `1 to ${maxRowsPerBlock} rows`,
      actual: `${n} rows`,
    })
  if (present.length !== n || overlong.length !== n || vectors.rows !== n)
    throw new Failure('shape-mismatch', {
      where: 'appendBlock',
      expected: `${n} rows each`,
      actual: `${present.length}, ${overlong.length}, ${vectors.rows}`,
    })
}

function join(blocks: readonly EmbeddingBlock[]): EmbeddingRows {
  const keys = blocks.flatMap((block) => block.keys)
  const cols = blocks[0]?.cols ?? 0
  const present = new Uint8Array(keys.length)
  const overlong = new Uint8Array(keys.length)
  const vectors = matrix(keys.length, cols)
  let row = 0
  for (const block of blocks) {
    present.set(block.present, row)
    overlong.set(block.overlong, row)
    vectors.data.set(block.vectors, row * cols)
    row += block.keys.length
  }
  return { keys, present, overlong, vectors }
}
