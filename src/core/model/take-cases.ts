import type { ModalityData } from '../evaluation/types.ts'
import { takeRows } from '../math/matrix.ts'

/** The given cases alone, in their order. */
export function takeCases(modalities: readonly ModalityData[], cases: readonly number[]): ModalityData[] {
  return modalities.map((modality) => {
    if ('X' in modality)
      return {
        ...modality,
        X: takeRows(modality.X, cases),
        present: Uint8Array.from(cases, (i) => modality.present[i]!),
      }
    return {
      ...modality,
      columns: modality.columns.map((column) =>
        column.kind === 'number'
          ? { ...column, values: Float64Array.from(cases, (i) => column.values[i]!) }
          : { ...column, values: Int32Array.from(cases, (i) => column.values[i]!) },
      ),
    }
  })
}
