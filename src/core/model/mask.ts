import type { TableColumnValues } from '../dataset/dataset.ts'
import type { ModalityData } from '../evaluation/types.ts'

/** The same cases as if none of them had the modality of this name (R7). */
export function without(modalities: readonly ModalityData[], name: string): ModalityData[] {
  return modalities.map((modality) => {
    if (modality.name !== name) return modality
    if ('X' in modality) return { ...modality, present: new Uint8Array(modality.X.rows) }
    return { ...modality, columns: modality.columns.map(emptied) }
  })
}

const emptied = (column: TableColumnValues): TableColumnValues =>
  column.kind === 'number'
    ? { ...column, values: column.values.map(() => NaN) }
    : { ...column, values: column.values.map(() => -1) }
