import { presentRows } from '../dataset/table-modality.ts'
import type { TableModality } from '../dataset/dataset.ts'
import { matrix, row } from '../math/matrix.ts'
import { fitTableEncoder } from './table-encoder.ts'
import type { ModalityData, ModalityVectors, Unit } from './types.ts'

export interface EncodedModalities {
  readonly modalities: readonly ModalityVectors[]
  /** 'NAME: unseen' -> categories of test cases that no training case has; an entry where there are any (R13). */
  readonly unseen: Readonly<Record<string, number>>
}

/** The modalities of a fold, with vectors for each table by an encoder that is fitted on the fold's training cases (R2). */
export function encodeTables(
  modalities: readonly ModalityData[],
  unit: Pick<Unit, 'train' | 'test'>,
): EncodedModalities {
  const unseen: Record<string, number> = {}
  return {
    modalities: modalities.map((modality) => {
      if ('X' in modality) return modality
      const encoded = encodeTable(modality, unit)
      if (encoded.unseen > 0) unseen[`${modality.name}: unseen`] = encoded.unseen
      return encoded.vectors
    }),
    unseen,
  }
}

function encodeTable(
  { name, columns }: TableModality,
  { train, test }: Pick<Unit, 'train' | 'test'>,
): { readonly vectors: ModalityVectors; readonly unseen: number } {
  const present = presentRows(columns)
  const has = (i: number): boolean => present[i] === 1
  const encoder = fitTableEncoder(columns, train.filter(has))
  const n = present.length
  // Columns of which training knows one value only give no features: as if no case had them.
  if (encoder.dimensions === 0) return { vectors: { name, X: matrix(n, 0), present: new Uint8Array(n) }, unseen: 0 } // prettier-ignore
  const X = matrix(n, encoder.dimensions)
  const fill = (cases: Int32Array): number => {
    const encoded = encoder.encode(cases)
    cases.forEach((caseIndex, i) => X.data.set(row(encoded.X, i), caseIndex * X.cols))
    return encoded.unseen
  }
  fill(train.filter(has))
  return { vectors: { name, X, present }, unseen: fill(test.filter(has)) }
}
