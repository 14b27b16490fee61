import { Failure } from '../core/failure.ts'
import { cutIntoBlocks, joinBlocks } from './checked-blocks.ts'
import { keysUnder } from './keys.ts'
import type { Database, FinalModelRecord } from './schema.ts'
import { touchProject } from './touch.ts'
import { read, write } from './transaction.ts'

export type NewFinalModel = Pick<FinalModelRecord, 'projectId' | 'run' | 'runId' | 'about'>

/** Models that were fitted on all cases of a project. */
export interface FinalModels {
  /** Of one project, newest first. */
  list(projectId: string): Promise<FinalModelRecord[]>
  /**
   * Whole or not at all; resolves when it is on disk.
   * @param bytes of the packed model
   * @throws Failure 'not-found' where the project is gone
   */
  add(model: NewFinalModel, bytes: Uint8Array<ArrayBuffer>): Promise<FinalModelRecord>
  /** The packed model. @throws Failure 'not-found', 'data-corrupted' */
  bytes(id: string): Promise<Uint8Array>
  delete(id: string): Promise<void>
}

export function createFinalModels(db: Database, now: () => number): FinalModels {
  return {
    async list(projectId) {
      const models = await read(() => db.getAllFromIndex('finalModels', 'projectId', projectId))
      return models.sort((a, b) => b.createdAt - a.createdAt)
    },

    async add(fields, bytes) {
      const blocks = await cutIntoBlocks(bytes)
      const id = crypto.randomUUID()
      const model = { ...fields, id, createdAt: now(), blocks: blocks.length }
      await write(db, ['projects', 'finalModels', 'finalModelBlocks'], async (tx) => {
        // Another tab may have deleted the project while this one fitted: nothing of it may come back.
        if (!(await tx.objectStore('projects').getKey(fields.projectId)))
          throw new Failure('not-found', { what: 'project' })
        for (const [index, block] of blocks.entries())
          await tx.objectStore('finalModelBlocks').add({ modelId: id, index, ...block })
        await tx.objectStore('finalModels').add(model)
        await touchProject(tx, fields.projectId, model.createdAt)
      })
      return model
    },

    bytes: (id) => readModelBytes(db, id),

    delete: (id) =>
      write(db, ['finalModels', 'finalModelBlocks', 'projects'], async (tx) => {
        const model = await tx.objectStore('finalModels').get(id)
        if (model) await touchProject(tx, model.projectId, now())
        await tx.objectStore('finalModels').delete(id)
        await tx.objectStore('finalModelBlocks').delete(keysUnder(id))
      }),
  }
}

/** A packed model as it is stored. @throws Failure 'not-found', 'data-corrupted' */
export async function readModelBytes(db: Database, id: string): Promise<Uint8Array<ArrayBuffer>> {
  const model = await read(() => db.get('finalModels', id))
  if (!model) throw new Failure('not-found', { what: 'model' })
  const blocks = await read(() => db.getAll('finalModelBlocks', keysUnder(id)))
  return joinBlocks(
    blocks,
    model.blocks,
    (block) => new Failure('data-corrupted', { what: 'model', block, of: model.run }),
  )
}
