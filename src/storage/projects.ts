import type { Table } from '../core/tables/table.ts'
import { trailOf } from '../core/explore/relabel-trail.ts'
import { Failure } from '../core/failure.ts'
import type { Database, ProjectCopy, ProjectRecord } from './schema.ts'
import type { Sentinel } from './sentinel.ts'
import { removeProject } from './parts/remove.ts'
import type { NewPictures } from './pictures.ts'
import { importCases, readTable, type TableWriteOptions } from './cases.ts'
import { read, write } from './transaction.ts'

/** What a caller gives; the rest is set here. */
export type NewProject = Pick<ProjectRecord, 'name' | 'origin' | 'roles' | 'onePatientPerRow' | 'study'>
export type ProjectPatch = Partial<Pick<ProjectRecord, 'roles' | 'onePatientPerRow' | 'study' | 'tags'>>
/** A project as whoever changes it knows it. */
export type KnownProject = Pick<ProjectRecord, 'id' | 'revision'>

export interface Projects {
  /** Newest first, by the last change. */
  list(): Promise<ProjectRecord[]>
  /** @throws Failure 'not-found' */
  get(id: string): Promise<ProjectRecord>
  /** Stores project, table and pictures, whole or not at all; resolves when all are on disk. */
  create(
    project: NewProject,
    table: Table,
    options?: TableWriteOptions & { readonly pictures?: NewPictures },
  ): Promise<ProjectRecord>
  /** @throws Failure 'not-found', 'data-corrupted' */
  readTable(id: string): Promise<Table>
  /**
   * Sets the given fields and updatedAt, and counts the revision up. Labels changed by hand are part of the roles: whatever
   * changes them, the same write adds to the project's trail.
   * @throws Failure 'not-found'; 'changed-in-other-tab' where the stored revision is not the known one, and changes nothing
   */
  update(known: KnownProject, patch: ProjectPatch): Promise<ProjectRecord>
  rename(id: string, name: string): Promise<ProjectRecord>
  /** A copy was taken of the project as it was at that time. @throws Failure 'not-found' */
  noteCopy(id: string, copy: ProjectCopy): Promise<ProjectRecord>
  /** The reminder to take a copy was put off now. @throws Failure 'not-found' */
  putOffReminder(id: string): Promise<ProjectRecord>
  /** All parts go in one transaction. Deleting what is gone already is no error. */
  delete(id: string): Promise<void>
}

export function createProjects(db: Database, sentinel: Sentinel, now: () => number): Projects {
  /** Reads and writes in one transaction: no other tab comes in between. */
  const changeRecord = (
    id: string,
    change: (old: ProjectRecord) => Partial<ProjectRecord>,
  ): Promise<ProjectRecord> =>
    write(db, ['projects'], async (tx) => {
      const store = tx.objectStore('projects')
      const old = await store.get(id)
      if (!old) throw new Failure('not-found', { what: 'project' })
      const project = { ...old, ...change(old) }
      await store.put(project)
      return project
    })

  return {
    async list() {
      const projects = await read(() => db.getAll('projects'))
      return projects.sort((a, b) => b.updatedAt - a.updatedAt)
    },

    async get(id) {
      const project = await read(() => db.get('projects', id))
      if (!project) throw new Failure('not-found', { what: 'project' })
      return project
    },

    async create(fields, table, options) {
      const time = now()
      const project = {
        ...fields,
        id: crypto.randomUUID(),
        createdAt: time,
        updatedAt: time,
        rows: table.rows,
        columns: table.columns.map((column) => column.name),
      }
      await importCases(db, project, table, options)
      sentinel.set(true)
      return project
    },

    readTable: (id) => readTable(db, id),

    update: ({ id, revision: known = 0 }, patch) =>
      changeRecord(id, ({ revision = 0, roles, trail = [] }) => {
        if (revision !== known) throw new Failure('changed-in-other-tab', {})
        const relabelled = patch.roles ? trailOf(roles ?? {}, patch.roles, now()) : []
        return {
          ...patch,
          ...(relabelled.length > 0 && { trail: [...trail, ...relabelled] }),
          revision: revision + 1,
          updatedAt: now(),
        }
      }),

    rename: (id, name) => changeRecord(id, () => ({ name, updatedAt: now() })),
    noteCopy: (id, copy) => changeRecord(id, () => ({ copy })),
    putOffReminder: (id) => changeRecord(id, () => ({ reminderPutOffAt: now() })),

    async delete(id) {
      const others = (await read(() => db.getAllKeys('projects'))).filter((key) => key !== id)
      // Before, not after: a crash in between must not look like lost data. Opening sets it again where it is wrong.
      if (others.length === 0) sentinel.set(false)
      await removeProject(db, id)
    },
  }
}
