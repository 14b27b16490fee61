import type { ModelManifest } from '../core/encoders/manifest.ts'
import { Failure } from '../core/failure.ts'
import { throwIfAborted, type Signal } from '../core/signal.ts'
import { checksum } from './checksum.ts'
import { keysUnder } from './keys.ts'
import type { Database, ModelRecord } from './schema.ts'
import { read, write } from './transaction.ts'
import { whileWriting } from './write-lock.ts'

/** One value of more than about 133 MB aborts its transaction (promises: fact 6), and a model may have 600 MB. */
export const bytesPerModelBlock = 8 << 20

export interface ModelWriteOptions {
  readonly signal?: Signal
  /** Called after each block that is on disk, with the bytes stored so far. */
  readonly onProgress?: (bytes: number) => void
}

/** Encoders that the user opened, by their manifest's id. */
export interface Models {
  /** By title of their first encoder. */
  list(): Promise<ModelRecord[]>
  /**
   * Stores a model, whole or not at all, in place of one of the same id.
   * @param files every file of the manifest, by its path
   * @throws Failure 'cancelled', 'storage-full' and the other storage failures; the model of that id is kept then
   */
  add(manifest: ModelManifest, files: ReadonlyMap<string, Blob>, options?: ModelWriteOptions): Promise<void>
  /** @throws Failure 'not-found'; 'data-corrupted' when a block is missing or its checksum differs */
  files(id: string): Promise<Map<string, Blob>>
  remove(id: string): Promise<void>
}

export function createModels(db: Database, now: () => number): Models {
  return {
    async list() {
      const records = await read(() => db.getAll('models'))
      const title = ({ manifest }: ModelRecord): string => manifest.encoders[0]!.title
      return records.toSorted((a, b) => title(a).localeCompare(title(b)))
    },

    async add(manifest, files, options = {}) {
      const { id } = manifest
      const writeId = crypto.randomUUID()
      await whileWriting(async () => {
        try {
          await writeFiles(db, { manifest, writeId }, files, options)
          await write(db, ['models', 'modelBlocks'], async (tx) => {
            const before = await tx.objectStore('models').get(id)
            if (before) await tx.objectStore('modelBlocks').delete(keysUnder(id, before.writeId))
            await tx.objectStore('models').put({ id, writeId, addedAt: now(), manifest })
          })
        } catch (thrown) {
          // Makes room at once after a full disk; where this fails too, the sweep at the next start does it.
          await write(db, ['modelBlocks'], (tx) =>
            tx.objectStore('modelBlocks').delete(keysUnder(id, writeId)),
          ).catch(() => undefined)
          throw thrown
        }
      })
    },

    async files(id) {
      const record = await read(() => db.get('models', id))
      if (!record) throw new Failure('not-found', { what: 'encoder' })
      const files = new Map<string, Blob>()
      for (const { path, bytes } of record.manifest.files)
        files.set(path, await readFile(db, record, path, bytes))
      return files
    },

    remove: (id) =>
      write(db, ['models', 'modelBlocks'], async (tx) => {
        await tx.objectStore('models').delete(id)
        await tx.objectStore('modelBlocks').delete(keysUnder(id))
      }),
  }
}

async function writeFiles(
  db: Database,
  { manifest, writeId }: Pick<ModelRecord, 'manifest' | 'writeId'>,
  files: ReadonlyMap<string, Blob>,
  { signal, onProgress }: ModelWriteOptions,
): Promise<void> {
  let stored = 0
  for (const { path } of manifest.files) {
    const file = files.get(path)!
    for (let index = 0; index * bytesPerModelBlock < file.size; index++) {
      throwIfAborted(signal)
      const part = file.slice(index * bytesPerModelBlock, (index + 1) * bytesPerModelBlock)
      const bytes = new Uint8Array(await part.arrayBuffer())
      const block = { modelId: manifest.id, writeId, path, index, bytes, checksum: await checksum(bytes) }
      await write(db, ['modelBlocks'], (tx) => tx.objectStore('modelBlocks').add(block))
      stored += bytes.length
      onProgress?.(stored)
    }
  }
  throwIfAborted(signal)
}

/** One block at a time is in memory: the browser keeps the bytes of a Blob elsewhere. */
async function readFile(
  db: Database,
  { id, writeId }: ModelRecord,
  path: string,
  size: number,
): Promise<Blob> {
  const parts: Blob[] = []
  for (let index = 0; index * bytesPerModelBlock < size; index++) {
    const block = await read(() => db.get('modelBlocks', [id, writeId, path, index]))
    if (!block || (await checksum(block.bytes)) !== block.checksum)
      throw new Failure('data-corrupted', { what: 'encoder', block: index })
    parts.push(new Blob([block.bytes]))
  }
  return new Blob(parts)
}
