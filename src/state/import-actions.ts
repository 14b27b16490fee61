import { classFolderTable } from '../core/bundles/class-folders.ts'
import { freeName } from '../core/dataset/free-name.ts'
import type { Notice } from '../core/notice.ts'
import type { Ragged } from '../core/tables/csv-table.ts'
import type { Table } from '../core/tables/table.ts'
import type { TableFiles } from '../engine/protocol.ts'
import type { ProjectRecord } from '../storage/schema.ts'
import type { ImportChoice } from './import-file.ts'
import { runJob } from './job-runner.ts'
import { blobOf } from './opened-files.ts'
import type { OpenedBundle } from './opened-bundle.ts'
import { openWorker } from './open-worker.ts'
import { readPictures } from './read-pictures.ts'
import type { Context } from './services.ts'

/**
 * The whole table of what was opened, read in a worker, with columns for the pictures and vectors that belong to its rows;
 * nothing is stored.
 */
export async function readTable(
  context: Context,
  opened: OpenedBundle,
  { table: path, encoding, delimiter }: ImportChoice,
  ragged: Ragged,
): Promise<Table> {
  const job = { kind: 'import', title: 'Reading the file', unit: 'bytes', total: opened.bytes } as const
  return runJob(context, job, async ({ signal, show }) => {
    if (path === null) return tableOfFolders(opened)
    const file = await opened.tableFile(path, signal)
    show({ total: file.size })
    const reader = await openWorker(Promise.resolve(context.services.engine.openTableReader()), signal)
    try {
      const dialect = { ...(encoding && { encoding }), ...(delimiter && { delimiter }), ragged }
      const options = { ...dialect, files: await filesOf(opened, signal) }
      return await reader.read(file, options, (done) => show({ done }))
    } finally {
      reader.terminate()
    }
  })
}

/** A case a picture. What came along besides has no IDs to join it by, which is told (R13). */
function tableOfFolders({ pictures, vectors }: OpenedBundle): Table {
  const table = classFolderTable(pictures.map(({ path }) => path))
  if (vectors.length === 0) return table
  const notice: Notice = { code: 'vectors-not-used', severity: 'warning', params: { count: vectors.length } }
  return { ...table, notices: [...table.notices, notice] }
}

/** What came along with the table, for a worker to join to its rows. */
async function filesOf({ pictures, vectors }: OpenedBundle, signal: AbortSignal): Promise<TableFiles> {
  const joined: TableFiles['vectors'][number][] = []
  for (const { file, ids } of vectors)
    joined.push({
      path: file.path,
      file: await blobOf(file, signal),
      ids: ids && new File([await blobOf(ids, signal)], ids.path),
    })
  return { pictures: pictures.map(({ path }) => ({ path })), vectors: joined }
}

/** Stores table and pictures as a new project, whole or not at all. */
export async function storeProject(
  context: Context,
  table: Table,
  opened: OpenedBundle,
  { name, table: path }: { readonly name: string; readonly table: string | null },
): Promise<ProjectRecord> {
  const job = { kind: 'import', title: 'Storing the table', unit: 'rows', total: table.rows } as const
  return runJob(context, job, ({ signal, show }) => {
    const origin = {
      fileName: opened.name,
      bytes: opened.bytes,
      synthetic: [opened.name, path ?? ''].some(saysSynthetic),
    }
    const { pictures } = opened
    return context.services.storage.projects.create(
      { name, origin, roles: null, onePatientPerRow: false, study: null },
      table,
      {
        signal,
        onProgress: ({ rowsDone }) => show({ done: rowsDone }),
        ...(pictures.length > 0 && { pictures: readPictures(context, pictures, { signal, show }) }),
      },
    )
  })
}

/** A project is called after what was opened until it is renamed; the second one of a name gets a number. */
export async function freeProjectName(
  { services }: Context,
  { name }: Pick<OpenedBundle, 'name'>,
): Promise<string> {
  const projects = await services.storage.projects.list()
  const own = name.replace(/\.[^.]+$/, '').trim() || name
  return freeName(
    own,
    projects.map((project) => project.name),
  )
}

/** Made-up data says so in the name of its file or folder, and then everything made of it does. */
const saysSynthetic = (name: string): boolean => /synthetic/i.test(name)
