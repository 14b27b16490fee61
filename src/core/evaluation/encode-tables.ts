import { presentRows } from '../dataset/table-modality.ts'
import type { TableModality } from '../dataset/dataset.ts'
import { matrix, row } from '../math/matrix.ts'
import { encodeTable, fitTableEncoder, type TableEncoder } from './table-encoder.ts'
import type { ModalityData, ModalityVectors, Unit } from './types.ts'

/** The fitted encoder of each table, by its modality's name. */
export type TableEncoders = Readonly<Record<string, TableEncoder>>

export interface EncodedModalities {
  readonly modalities: readonly ModalityVectors[]
  /** 'NAME: unseen' -> categories of test cases that no training case has; an entry where there are any (R13). */
  readonly unseen: Readonly<Record<string, number>>
}

/** An encoder for each table, fitted on the training cases that have it (R2). */
export function fitTableEncoders(modalities: readonly ModalityData[], train: Int32Array): TableEncoders {
  return Object.fromEntries(
    modalities.flatMap((modality) => {
      if ('X' in modality) return []
      const present = presentRows(modality.columns)
      const having = train.filter((i) => present[i] === 1)
      return [[modality.name, fitTableEncoder(modality.columns, having)] as const]
    }),
  )
}

/** The modalities with vectors for each table, for the cases of both sides. */
export function encodeTables(
  encoders: TableEncoders,
  modalities: readonly ModalityData[],
  { train, test }: Pick<Unit, 'train' | 'test'>,
): EncodedModalities {
  const unseen: Record<string, number> = {}
  return {
    modalities: modalities.map((modality) => {
      if ('X' in modality) return modality
      const { vectors, fill } = emptyVectors(encoders[modality.name]!, modality)
      fill(train)
      const count = fill(test)
      if (count > 0) unseen[`${modality.name}: unseen`] = count
      return vectors
    }),
    unseen,
  }
}

interface FillableVectors {
  readonly vectors: ModalityVectors
  /** Encodes those of the cases that have the modality; gives how many of their categories training never saw. */
  readonly fill: (cases: Int32Array) => number
}

function emptyVectors(encoder: TableEncoder, { name, columns }: TableModality): FillableVectors {
  const present = presentRows(columns)
  const n = present.length
  const X = matrix(n, encoder.dimensions)
  // Columns of which training knows one value only give no features: as if no case had them.
  if (encoder.dimensions === 0) return { vectors: { name, X, present: new Uint8Array(n) }, fill: () => 0 }
  return {
    vectors: { name, X, present },
    fill(cases) {
      const having = cases.filter((i) => present[i] === 1)
      const encoded = encodeTable(encoder, columns, having)
      having.forEach((caseIndex, i) => X.data.set(row(encoded.X, i), caseIndex * X.cols))
      return encoded.unseen
    },
  }
}
