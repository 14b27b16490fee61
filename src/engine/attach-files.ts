import { attachPictures } from '../core/bundles/attach-pictures.ts'
import { attachVectors, idsOf } from '../core/bundles/attach-vectors.ts'
import { readNpy } from '../core/bundles/npy.ts'
import type { Notice } from '../core/notice.ts'
import type { Table } from '../core/tables/table.ts'
import type { TableFiles } from './protocol.ts'

/**
 * The table with columns for the pictures and vectors that came along with it: matching thousands of names takes long
 * enough to hold up a page.
 * @param readIds reads a file of vectors' IDs
 * @throws Failure what `readNpy`, `idsOf` and `attachVectors` throw
 */
export async function attachFiles(
  table: Table,
  { pictures, vectors }: TableFiles,
  readIds: (file: File) => Promise<Table>,
): Promise<Table> {
  let attached = pictures.length > 0 ? withPictures(table, pictures) : table
  for (const { path, file, ids } of vectors) {
    const X = readNpy(new Uint8Array(await file.arrayBuffer()))
    const result = attachVectors(attached, { path, X, ids: ids && idsOf(await readIds(ids), X.rows) })
    const { column, idColumn, matched, unused, notFinite } = result
    const isSure = idColumn !== null && unused + notFinite === 0
    attached = withNotice(result.table, {
      code: 'vectors-attached',
      severity: isSure ? 'info' : 'warning',
      params: { column, idColumn, matched, unused, notFinite },
    })
  }
  return attached
}

function withPictures(table: Table, pictures: TableFiles['pictures']): Table {
  const { table: attached, column, idColumn, matched } = attachPictures(table, pictures)
  if (column === null) return attached
  const params = { column, idColumn, matched }
  return withNotice(attached, { code: 'pictures-attached', severity: 'info', params })
}

const withNotice = (table: Table, notice: Notice): Table => ({
  ...table,
  notices: [...table.notices, notice],
})
