import type { IDBPTransaction, StoreNames } from 'idb'
import { Failure } from '../core/failure.ts'
import { storageFailure } from './failures.ts'
import type { Database, NearsideSchema } from './schema.ts'

type StoreName = StoreNames<NearsideSchema>
export type WriteTransaction<S extends ArrayLike<StoreName>> = IDBPTransaction<NearsideSchema, S, 'readwrite'>

/**
 * The one place that writes. Resolves only after the transaction completed on disk: a put that succeeded may still be
 * undone when the quota is exceeded at commit (promises: P3, facts 1 and 5). When `work` throws, nothing is written.
 * `work` may await requests of its transaction only; anything else ends the transaction early.
 * @throws Failure 'storage-full', 'storage-broken', 'storage-closed', or what `work` throws
 */
export async function write<const S extends readonly StoreName[], T>(
  db: Database,
  stores: S,
  work: (tx: WriteTransaction<S>) => Promise<T>,
): Promise<T> {
  const tx = begin(db, stores)
  const committed = tx.done.then(
    () => null,
    (error: unknown) => error,
  )
  let result: T
  try {
    result = await work(tx)
  } catch (thrown) {
    abort(tx)
    await committed
    // A request that fails with AbortError only echoes the transaction's own reason.
    throw storageFailure(tx.error ?? thrown, 'storage')
  }
  const error = await committed
  if (error !== null) throw storageFailure(tx.error ?? error, 'storage')
  return result
}

/** @throws Failure as {@link write}; reading needs no transaction of its own where one request suffices. */
export async function read<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    throw storageFailure(thrown, 'storage')
  }
}

function begin<const S extends readonly StoreName[]>(db: Database, stores: S): WriteTransaction<S> {
  let tx: WriteTransaction<S>
  try {
    tx = db.transaction(stores, 'readwrite', { durability: 'strict' })
  } catch (thrown) {
    throw storageFailure(thrown, 'storage')
  }
  if (tx.durability !== 'strict')
    throw new Failure('internal', { where: 'storage', detail: `durability is ${tx.durability}` })
  return tx
}

function abort(tx: { abort(): void }): void {
  try {
    tx.abort()
  } catch {
    // Already aborted or committed by the browser: its own reason is reported instead.
  }
}
