import { Failure } from '../core/failure.ts'
import { throwIfAborted, type Signal } from '../core/signal.ts'
import { planRowBlocks, sliceRows } from '../core/tables/row-blocks.ts'
import type { Table } from '../core/tables/table.ts'
import { checksum } from './checksum.ts'
import { fromJsonBytes, toJsonBytes } from './json-bytes.ts'
import { keysUnder } from './keys.ts'
import { writePictures, type NewPictures } from './pictures.ts'
import type { Database, ProjectRecord, TableBlock, TableHeader } from './schema.ts'
import { read, write } from './transaction.ts'
import { whileWriting } from './write-lock.ts'

export interface TableWriteOptions {
  readonly signal?: Signal
  /** Called after each block that is on disk. */
  readonly onProgress?: (progress: { readonly rowsDone: number; readonly rows: number }) => void
}

/**
 * Stores a project with its table and pictures, whole or not at all: blocks and pictures go in one by one, and all
 * records become visible in one last transaction (promises: P4, row 51). A crash before it leaves nothing that a reader can see.
 * @throws Failure 'cancelled', 'storage-full' and the other storage failures
 */
export async function importCases(
  db: Database,
  project: ProjectRecord,
  table: Table,
  { pictures, ...options }: TableWriteOptions & { readonly pictures?: NewPictures } = {},
): Promise<void> {
  await whileWriting(async () => {
    const writeId = crypto.randomUUID()
    try {
      const blocks = await writeBlocks(db, project.id, writeId, table, options)
      const list =
        pictures && (await writePictures(db, { projectId: project.id, writeId }, pictures, options.signal))
      await write(db, ['projects', 'tables', 'pictureLists'], async (tx) => {
        const columns = table.columns.map((column) => column.name)
        await tx.objectStore('projects').add(project)
        await tx.objectStore('tables').add({ ...table, projectId: project.id, writeId, columns, blocks })
        if (list) await tx.objectStore('pictureLists').add({ ...list, projectId: project.id, writeId })
      })
    } catch (thrown) {
      // Makes room at once after a full disk; where this fails too, the sweep at the next start does it.
      await deleteBlocks(db, project.id).catch(() => undefined)
      throw thrown
    }
  })
}

/**
 * The project's table as it was written.
 * @throws Failure 'not-found'; 'data-corrupted' when a block is missing or its checksum differs (P6)
 */
export async function readTable(db: Database, projectId: string): Promise<Table> {
  const { header, blocks } = await readTableBlocks(db, projectId)
  const { projectId: _, writeId: _write, columns: names, blocks: count, ...rest } = header
  const columns = names.map((name) => ({ name, values: [] as string[] }))
  let rows = 0
  for await (const block of blocks) {
    const cells = fromJsonBytes(block.bytes) as string[][]
    columns.forEach((column, j) => {
      for (const cell of cells[j]!) column.values.push(cell)
    })
    rows += block.rows
  }
  if (rows !== header.rows) throw new Failure('data-corrupted', { what: 'table', block: count })
  return { ...rest, columns }
}

/** The table as it is stored; its blocks are read one by one. @throws Failure as {@link readTable} */
export async function readTableBlocks(
  db: Database,
  projectId: string,
): Promise<{ readonly header: TableHeader; readonly blocks: AsyncIterable<TableBlock> }> {
  const header = await read(() => db.get('tables', projectId))
  if (!header) throw new Failure('not-found', { what: 'table' })
  async function* blocks({ writeId, blocks: count }: TableHeader): AsyncIterable<TableBlock> {
    for (let index = 0; index < count; index++) {
      const block = await read(() => db.get('tableBlocks', [projectId, writeId, index]))
      if (!block || (await checksum(block.bytes)) !== block.checksum)
        throw new Failure('data-corrupted', { what: 'table', block: index })
      yield block
    }
  }
  return { header, blocks: blocks(header) }
}

async function writeBlocks(
  db: Database,
  projectId: string,
  writeId: string,
  table: Table,
  { signal, onProgress }: TableWriteOptions,
): Promise<number> {
  const plan = planRowBlocks(table)
  for (const [index, { from, to }] of plan.entries()) {
    throwIfAborted(signal)
    const bytes = toJsonBytes(sliceRows(table, from, to))
    const block = { projectId, writeId, index, rows: to - from, bytes, checksum: await checksum(bytes) }
    await write(db, ['tableBlocks'], (tx) => tx.objectStore('tableBlocks').add(block))
    onProgress?.({ rowsDone: to, rows: table.rows })
  }
  throwIfAborted(signal)
  return plan.length
}

function deleteBlocks(db: Database, projectId: string): Promise<void> {
  return write(db, ['tableBlocks', 'pictures'], async (tx) => {
    await tx.objectStore('tableBlocks').delete(keysUnder(projectId))
    await tx.objectStore('pictures').delete(keysUnder(projectId))
  })
}
