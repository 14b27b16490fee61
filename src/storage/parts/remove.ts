import { keysUnder } from '../keys.ts'
import type { Database } from '../schema.ts'
import { write, type WriteTransaction } from '../transaction.ts'
import type { Owner, StoreName } from './part.ts'
import { projectParts } from './registry.ts'

/** Every store that holds something of a project, with what its keys are or begin with. */
export const projectStores: readonly { readonly store: StoreName; readonly owner: Owner }[] =
  projectParts.flatMap(({ stores }) =>
    (Object.keys(stores) as StoreName[]).map((store) => ({ store, owner: stores[store]! })),
  )

/** Removes all parts of a project in one transaction; what is gone already is no error. */
export async function removeProject(db: Database, projectId: string): Promise<void> {
  const names = projectStores.map(({ store }) => store)
  await write(db, names, async (tx) => {
    const ids = {
      project: [projectId],
      run: await tx.objectStore('runs').index('projectId').getAllKeys(projectId),
      model: await tx.objectStore('finalModels').index('projectId').getAllKeys(projectId),
    }
    for (const { store, owner } of projectStores)
      for (const id of ids[owner]) await removeOwned(tx, store, id)
  })
}

/** Everything in a store whose key is the id, or begins with it. */
export async function removeOwned(
  tx: WriteTransaction<StoreName[]>,
  store: StoreName,
  id: string,
): Promise<void> {
  await tx.objectStore(store).delete(id as never)
  await tx.objectStore(store).delete(keysUnder(id))
}
