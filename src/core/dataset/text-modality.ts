import type { Notice } from '../notice.ts'
import { isMissing } from '../tables/missing.ts'
import type { TableColumn } from '../tables/table.ts'
import type { TextModality } from './dataset.ts'

/**
 * A text column of the rows kept: trimmed, null where empty or a word for a missing value. No modality where all are
 * missing or all are the same: it could tell nothing.
 */
export function buildTextModality(
  column: TableColumn,
  rows: readonly number[],
): { readonly modality: TextModality | null; readonly notices: readonly Notice[] } {
  const values = rows.map((i) => {
    const cell = column.values[i]!
    return isMissing(cell) ? null : cell.trim()
  })
  const missing = values.filter((value) => value === null).length
  const leftOut = (reason: 'all-missing' | 'constant'): { modality: null; notices: Notice[] } => ({
    modality: null,
    notices: [{ code: 'column-left-out', severity: 'warning', params: { column: column.name, reason } }],
  })
  if (missing === values.length) return leftOut('all-missing')
  if (values.every((value) => value === values[0])) return leftOut('constant')
  const notices: Notice[] =
    missing > 0
      ? [{ code: 'texts-missing', severity: 'info', params: { column: column.name, count: missing } }]
      : []
  return { modality: { kind: 'text', name: column.name, values }, notices }
}
