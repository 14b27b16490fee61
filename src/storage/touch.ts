import type { WriteTransaction } from './transaction.ts'

/**
 * Says, in the transaction that changes something of a project, when that was: a copy that was taken before lacks it. Nothing
 * where the project is gone.
 */
export async function touchProject(
  tx: Pick<WriteTransaction<['projects']>, 'objectStore'>,
  projectId: string,
  at: number,
): Promise<void> {
  const store = tx.objectStore('projects')
  const project = await store.get(projectId)
  if (project) await store.put({ ...project, updatedAt: at })
}
