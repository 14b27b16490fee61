import { createSHA256 } from 'hash-wasm'
import { Failure } from '../core/failure.ts'
import type { Notice } from '../core/notice.ts'
import type { Picture, RejectedPicture } from '../core/pictures/picture.ts'
import { throwIfAborted, type Signal } from '../core/signal.ts'
import type { Database, PictureRecord } from './schema.ts'
import { read, write } from './transaction.ts'

/** What is known of a project's pictures without their bytes. */
export interface PictureList {
  readonly pictures: readonly Picture[]
  /** Files that are no pictures, or none that can be read: left out, and listed (R13). */
  readonly rejected: readonly RejectedPicture[]
  /** What reading them had to decide. */
  readonly notices: readonly Notice[]
}

export const noPictures: PictureList = { pictures: [], rejected: [], notices: [] }

/** The pictures of a new project, read one by one while they are stored. */
export interface NewPictures {
  /** Each with its bytes, whose SHA-256 is its key. */
  readonly items: AsyncIterable<{ readonly picture: Picture; readonly bytes: Uint8Array<ArrayBuffer> }>
  /** Asked for once all are read. */
  report(): Pick<PictureList, 'rejected' | 'notices'>
}

export interface Pictures {
  /** None where the project has none. */
  list(projectId: string): Promise<PictureList>
  /**
   * The files of the pictures with these keys, in their order.
   * @throws Failure 'data-corrupted' where one is missing or its bytes are not those that its key was made of (P6)
   */
  read(projectId: string, keys: readonly string[]): Promise<Blob[]>
}

export function createPictures(db: Database): Pictures {
  return {
    async list(projectId) {
      const record = await read(() => db.get('pictureLists', projectId))
      if (!record) return noPictures
      const { pictures, rejected, notices } = record
      return { pictures, rejected, notices }
    },

    async read(projectId, keys) {
      const files: Blob[] = []
      for await (const bytes of readPictureBytes(db, projectId, keys)) files.push(new Blob([bytes]))
      return files
    },
  }
}

/** The bytes of the pictures with these keys, in their order. @throws Failure 'data-corrupted' */
export async function* readPictureBytes(
  db: Database,
  projectId: string,
  keys: Iterable<string>,
): AsyncIterable<Uint8Array<ArrayBuffer>> {
  const record = await read(() => db.get('pictureLists', projectId))
  const hash = await createSHA256()
  let index = 0
  for (const key of keys) {
    const stored = record && (await read(() => db.get('pictures', [projectId, record.writeId, key])))
    if (!stored || hash.init().update(stored.bytes).digest('hex') !== key)
      throw new Failure('data-corrupted', { what: 'pictures', block: index })
    yield stored.bytes
    index += 1
  }
}

/** A transaction for each picture would wait for the disk each time. */
const bytesPerTransaction = 8 << 20

/** Stores pictures as they are read, invisible until the list is stored; one that comes twice is stored once. */
export async function writePictures(
  db: Database,
  { projectId, writeId }: Pick<PictureRecord, 'projectId' | 'writeId'>,
  { items, report }: NewPictures,
  signal: Signal | undefined,
): Promise<PictureList> {
  const pictures: Picture[] = []
  let waiting: PictureRecord[] = []
  let bytesWaiting = 0
  const flush = async (): Promise<void> => {
    const records = waiting
    waiting = []
    bytesWaiting = 0
    await write(db, ['pictures'], async (tx) => {
      await Promise.all(records.map((record) => tx.objectStore('pictures').put(record)))
    })
  }
  for await (const { picture, bytes } of items) {
    throwIfAborted(signal)
    pictures.push(picture)
    waiting.push({ projectId, writeId, key: picture.key, bytes })
    bytesWaiting += bytes.length
    if (bytesWaiting >= bytesPerTransaction) await flush()
  }
  throwIfAborted(signal)
  await flush()
  return { pictures, ...report() }
}
