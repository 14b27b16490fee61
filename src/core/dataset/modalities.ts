import type {
  Dataset,
  EmbeddingModality,
  ImageModality,
  TableModality,
  TextColumn,
  TextModality,
} from './dataset.ts'

type Modalities = Pick<Dataset, 'modalities'>

export const textModalities = ({ modalities }: Modalities): TextModality[] =>
  modalities.filter((modality) => modality.kind === 'text')

/** The text columns, joined or not: what is found in one does not depend on how they are read. */
export const textColumns = (dataset: Modalities): TextColumn[] =>
  textModalities(dataset).flatMap((modality) => modality.parts ?? [modality])

export const imageModalities = ({ modalities }: Modalities): ImageModality[] =>
  modalities.filter((modality) => modality.kind === 'image')

export const embeddingModalities = ({ modalities }: Modalities): EmbeddingModality[] =>
  modalities.filter((modality) => modality.kind === 'embedding')

/** Those that are made into vectors inside each fold. */
export const tableModalities = ({ modalities }: Modalities): TableModality[] =>
  modalities.filter((modality) => modality.kind === 'table')

export interface Predictor {
  readonly column: string
  readonly role: 'text' | 'image' | 'embedding' | 'number' | 'category'
}

/** The columns (and sets of ready-made vectors) that a data set is predicted from, in the order of its modalities. */
export function predictorsOf({ modalities }: Modalities): Predictor[] {
  return modalities.flatMap((modality): Predictor[] => {
    switch (modality.kind) {
      case 'table':
        return modality.columns.map(({ name, kind }) => ({ column: name, role: kind }))
      case 'text':
        return (modality.parts ?? [modality]).map(({ name }) => ({ column: name, role: 'text' }))
      case 'image':
      case 'embedding':
        return [{ column: modality.name, role: modality.kind }]
    }
  })
}
