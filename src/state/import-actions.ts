import type { Ragged } from '../core/tables/csv-table.ts'
import type { Table } from '../core/tables/table.ts'
import type { ProjectRecord } from '../storage/schema.ts'
import type { PendingImport } from './import-file.ts'
import { runJob } from './job-runner.ts'
import { openWorker } from './open-worker.ts'
import type { Context } from './services.ts'

/** Reads a whole file in a worker; nothing is stored. */
export async function readTable(
  context: Context,
  pending: Pick<PendingImport, 'file' | 'encoding' | 'delimiter'>,
  ragged: Ragged,
): Promise<Table> {
  return runJob(
    context,
    { kind: 'import', title: 'Reading the file', unit: 'bytes', total: pending.file.size },
    async ({ signal, show }) => {
      const reader = await openWorker(Promise.resolve(context.services.engine.openTableReader()), signal)
      try {
        return await reader.read(
          pending.file,
          {
            ...(pending.encoding && { encoding: pending.encoding }),
            ...(pending.delimiter && { delimiter: pending.delimiter }),
            ragged,
          },
          (done) => show({ done }),
        )
      } finally {
        reader.terminate()
      }
    },
  )
}

/** Stores the table as a new project, whole or not at all. */
export async function storeProject(
  context: Context,
  table: Table,
  file: File,
  name: string,
): Promise<ProjectRecord> {
  return runJob(
    context,
    { kind: 'import', title: 'Storing the table', unit: 'rows', total: table.rows },
    ({ signal, show }) =>
      context.services.storage.projects.create(
        {
          name,
          origin: { fileName: file.name, bytes: file.size, synthetic: saysSynthetic(file.name) },
          roles: null,
          onePatientPerRow: false,
          study: null,
        },
        table,
        { signal, onProgress: ({ rowsDone }) => show({ done: rowsDone }) },
      ),
  )
}

/** A project is called after its file until it is renamed. */
export function projectName(fileName: string): string {
  return fileName.replace(/\.[^.]+$/, '').trim() || fileName
}

/** Made-up data says so in its file's name, and then everything made of it does. */
const saysSynthetic = (fileName: string): boolean => /synthetic/i.test(fileName)
