import { attachVectors, idsOf } from '../core/bundles/attach-vectors.ts'
import type { VectorFile } from '../core/bundles/bundle.ts'
import { readNpy } from '../core/bundles/npy.ts'
import type { Notice } from '../core/notice.ts'
import type { Table } from '../core/tables/table.ts'
import { blobOf } from './opened-files.ts'
import type { TableReader } from '../engine/client.ts'

/**
 * The table with a column for every file of vectors, and what has to be said of vectors and rows without a partner (R13).
 * @throws Failure what reading a file of vectors or of IDs throws, 'vectors-not-matched', 'vector-ids-wrong', 'cancelled'
 */
export async function attachVectorFiles(
  table: Table,
  files: readonly VectorFile[],
  reader: TableReader,
  signal: AbortSignal,
): Promise<Table> {
  let attached = table
  for (const { file, ids } of files) {
    const X = readNpy(new Uint8Array(await (await blobOf(file, signal)).arrayBuffer()))
    const idTable = ids && (await readIds(ids, reader, signal))
    const result = attachVectors(attached, { path: file.path, X, ids: idTable && idsOf(idTable, X.rows) })
    const { column, matched, unused, notFinite } = result
    const notice: Notice = {
      code: 'vectors-attached',
      severity: unused + notFinite > 0 ? 'warning' : 'info',
      params: { column, matched, unused, notFinite },
    }
    attached = { ...result.table, notices: [...result.table.notices, notice] }
  }
  return attached
}

async function readIds(
  { path, ...file }: NonNullable<VectorFile['ids']>,
  reader: TableReader,
  signal: AbortSignal,
): Promise<Table> {
  const blob = await blobOf({ path, ...file }, signal)
  return reader.read(new File([blob], path), { ragged: 'refuse' }, () => undefined)
}
