import { type IDBPDatabase, openDB } from 'idb'
import { Failure } from '../core/failure.ts'
import { createEmbeddings, type Embeddings } from './embeddings.ts'
import { storageFailure } from './failures.ts'
import { createFinalModels, type FinalModels } from './final-models.ts'
import { createKeeping, type Keeping } from './keeping.ts'
import { createModels, type Models } from './models.ts'
import { createPictures, type Pictures } from './pictures.ts'
import { createProjects, type Projects } from './projects.ts'
import { createRuns, type Runs } from './runs.ts'
import { type Database, databaseName, migrations, type NearsideSchema } from './schema.ts'
import { localSentinel, type Sentinel } from './sentinel.ts'
import { read } from './transaction.ts'
import { sweepUnfinished } from './unfinished.ts'

/** Everything the app keeps on this computer. */
export interface Storage {
  /** True where projects were stored here and the browser lost them (promises: fact 3): offer a backup, no welcome. */
  readonly dataLost: boolean
  readonly projects: Projects
  readonly pictures: Pictures
  readonly embeddings: Embeddings
  readonly runs: Runs
  readonly finalModels: FinalModels
  /** Encoders that the user opened from a folder or archive. */
  readonly models: Models
  /** Whole projects, going out and coming in. */
  readonly keeping: Keeping
  /** The user has seen that the data is lost and starts anew. */
  acknowledgeLoss(): void
  close(): void
}

export interface StorageOptions {
  readonly sentinel?: Sentinel
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** The connection was closed from outside: a newer version of the app in another tab, site data that was cleared, or the browser. */
  readonly onClosed?: () => void
}

/**
 * Opens the database, brought to the newest version, and clears away what crashed imports left.
 * @throws Failure 'storage-blocked' (policy or private mode), 'storage-broken' (the browser cannot open its files),
 *   'storage-newer' (written by a newer version of the app), 'storage-full'
 */
export async function openStorage(options: StorageOptions = {}): Promise<Storage> {
  const { sentinel = localSentinel, now = Date.now, onClosed } = options
  try {
    const expected = sentinel.isSet()
    const db = await openDatabase(onClosed)
    const empty = (await read(() => db.count('projects'))) === 0
    // A crash may come between a transaction and the sentinel: what the database holds decides, unless it is empty.
    if (!empty && !expected) sentinel.set(true)
    await sweepUnfinished(db)
    return {
      dataLost: empty && expected,
      projects: createProjects(db, sentinel, now),
      pictures: createPictures(db),
      embeddings: createEmbeddings(db, now),
      runs: createRuns(db, now),
      finalModels: createFinalModels(db, now),
      models: createModels(db, now),
      keeping: createKeeping(db, sentinel),
      acknowledgeLoss: () => sentinel.set(false),
      close: () => db.close(),
    }
  } catch (thrown) {
    throw storageFailure(thrown, 'open storage')
  }
}

async function openDatabase(onClosed: (() => void) | undefined): Promise<Database> {
  if (!globalThis.indexedDB) throw new Failure('storage-blocked', {})
  const db = await openDB<NearsideSchema>(databaseName, migrations.length, {
    upgrade(database, oldVersion) {
      for (const migrate of migrations.slice(oldVersion)) migrate(database as unknown as IDBPDatabase)
    },
    blocking() {
      db.close()
      onClosed?.()
    },
    terminated: () => onClosed?.(),
  })
  return db
}
