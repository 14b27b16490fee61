import type { Dataset, TableModality, TextModality } from './dataset.ts'

type Modalities = Pick<Dataset, 'modalities'>

/** Those that an encoder turns into vectors. */
export const textModalities = ({ modalities }: Modalities): TextModality[] =>
  modalities.filter((modality) => modality.kind === 'text')

/** Those that are made into vectors inside each fold. */
export const tableModalities = ({ modalities }: Modalities): TableModality[] =>
  modalities.filter((modality) => modality.kind === 'table')

export interface Predictor {
  readonly column: string
  readonly role: 'text' | 'number' | 'category'
}

/** The columns that a data set is predicted from, in the order of its modalities. */
export function predictorsOf({ modalities }: Modalities): Predictor[] {
  return modalities.flatMap((modality): Predictor[] =>
    modality.kind === 'text'
      ? [{ column: modality.name, role: modality.kind }]
      : modality.columns.map(({ name, kind }) => ({ column: name, role: kind })),
  )
}
