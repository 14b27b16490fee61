import { keysUnder } from './keys.ts'
import type { Database } from './schema.ts'
import { write } from './transaction.ts'

/** Held while blocks are being written, so that another tab's start does not sweep them away. */
const writeLock = 'nearside-block-write'

/** Runs work that writes blocks before the header which makes them visible. */
export const whileWriting = (work: () => Promise<void>): Promise<void> => withLock({ mode: 'shared' }, work)

/** Headers and the blocks that belong to them, by [key of the header, its writeId, ...]. */
const pairs = [
  ['tables', 'tableBlocks'],
  ['pictureLists', 'pictures'],
  ['models', 'modelBlocks'],
] as const

/** Deletes blocks that no header names: what crashed writes left. Does nothing while a tab writes. */
export async function sweepUnfinished(db: Database): Promise<void> {
  await withLock({ mode: 'exclusive', ifAvailable: true }, async () => {
    for (const [headers, blocks] of pairs)
      await write(db, [headers, blocks], async (tx) => {
        const store = tx.objectStore(blocks)
        for (let cursor = await store.openKeyCursor(); cursor;) {
          const [owner, writeId] = [cursor.primaryKey[0], cursor.primaryKey[1]]
          const header = await tx.objectStore(headers).get(owner)
          const range = keysUnder(owner, writeId)
          if (header?.writeId !== writeId) await store.delete(range)
          cursor = await cursor.continue(range.upper as typeof cursor.key)
        }
      })
  })
}

/** Web Locks exist wherever patient data is accepted (secure contexts); elsewhere there is no second tab to fear. */
async function withLock(options: LockOptions, work: () => Promise<void>): Promise<void> {
  if (!globalThis.navigator?.locks) return work()
  await navigator.locks.request(writeLock, options, async (lock) => {
    if (lock) await work()
  })
}
