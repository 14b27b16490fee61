import { isGroup, membersOf } from '../dataset/column-groups.ts'
import type { ColumnRoles, Dataset, TableColumnValues } from '../dataset/dataset.ts'
import { roleOf } from '../dataset/roles.ts'
import type { EncoderModality } from '../encoders/encoder.ts'
import type { LongTexts } from '../encoders/long-texts.ts'
import type { ModelColumn, ModelEncoder, ModelModality } from './final-model.ts'

export interface DescribeOptions {
  readonly roles: ColumnRoles
  /** Of the table, in its order. */
  readonly columns: readonly string[]
  readonly longTexts: LongTexts
  readonly encoderOf: (modality: EncoderModality) => ModelEncoder
}

/** What new cases have to bring, so that they become what the cases of a data set are. */
export function describeModalities(
  { modalities }: Pick<Dataset, 'modalities'>,
  { roles, columns, longTexts, encoderOf }: DescribeOptions,
): ModelModality[] {
  return modalities.map((modality): ModelModality => {
    const { kind, name } = modality
    switch (kind) {
      case 'text':
        return {
          kind,
          name,
          columns: (modality.parts ?? [modality]).map((part) => part.name),
          longTexts,
          encoder: encoderOf('text'),
        }
      case 'image':
        return { kind, name, encoder: encoderOf('image') }
      case 'embedding': {
        const entry = roleOf(roles, name)!
        const inLists = !isGroup(entry)
        return {
          kind,
          name,
          columns: inLists ? [name] : membersOf(entry, columns),
          inLists,
          dimensions: modality.X.cols,
        }
      }
      case 'table':
        return { kind, name, columns: modality.columns.map(describeColumn) }
    }
  })
}

const describeColumn = (column: TableColumnValues): ModelColumn =>
  column.kind === 'number'
    ? { kind: 'number', name: column.name }
    : { kind: 'category', name: column.name, levels: column.levels }
