import { keysUnder } from './keys.ts'
import { projectStores, removeOwned } from './parts/remove.ts'
import type { Database } from './schema.ts'
import { write } from './transaction.ts'
import { unlessWriting } from './write-lock.ts'

/** Headers and the blocks that belong to them, by [key of the header, its writeId, ...]. */
const pairs = [
  ['tables', 'tableBlocks'],
  ['pictureLists', 'pictures'],
  ['models', 'modelBlocks'],
] as const

/** Deletes what crashed writes left: blocks that no header names, and parts of projects and runs that never were visible. Does
 * nothing while a tab writes. */
export async function sweepUnfinished(db: Database): Promise<void> {
  await unlessWriting(async () => {
    await sweepOrphans(db)
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

const ownerStores = { project: 'projects', run: 'runs', model: 'finalModels' } as const

async function sweepOrphans(db: Database): Promise<void> {
  for (const { store: name, owner } of projectStores) {
    const owners = ownerStores[owner]
    if (name === owners) continue
    await write(db, [owners, name], async (tx) => {
      const store = tx.objectStore(name)
      for (let cursor = await store.openKeyCursor(); cursor;) {
        const key: unknown = cursor.primaryKey
        const id = Array.isArray(key) ? (key as string[])[0]! : (key as string)
        if ((await tx.objectStore(owners).getKey(id)) === undefined) await removeOwned(tx, name, id)
        cursor = await cursor.continue(
          Array.isArray(key) ? (keysUnder(id).upper as typeof cursor.key) : undefined,
        )
      }
    })
  }
}
