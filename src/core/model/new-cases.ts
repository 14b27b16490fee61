import { namesIn } from '../bundles/match-pictures.ts'
import { vectorSteps } from '../dataset/embedding-modality.ts'
import { codeColumn, parseColumn } from '../dataset/table-modality.ts'
import { joinedTexts, textOf } from '../dataset/text-modality.ts'
import type { ModalityData, ModalityVectors } from '../evaluation/types.ts'
import { matrix, row } from '../math/matrix.ts'
import { atOnce } from '../steps.ts'
import type { Table, TableColumn } from '../tables/table.ts'
import { decimalMarks, numberProblem, type Marks, type NumberProblem } from './decimal-marks.ts'
import type { FinalModel, ModelModality } from './final-model.ts'

/** Why a new case is not predicted, by the column that it lies in. Nothing that a cell holds is part of it. */
export interface CaseProblem {
  readonly code:
    | NumberProblem
    | 'vector-unusable'
    | 'picture-not-found'
    | 'picture-unreadable'
    /** It has nothing that the model knows. */
    | 'empty'
  /** null where it is the whole case. */
  readonly column: string | null
}

/** The columns of a model by which new cases are known, in the order of its modalities. */
export function columnsOf(modality: ModelModality): readonly string[] {
  switch (modality.kind) {
    case 'text':
    case 'embedding':
      return modality.columns
    case 'image':
      return [modality.name]
    case 'table':
      return modality.columns.map(({ name }) => name)
  }
}

/** New cases as their cells say, ready for the encoders: everything has an entry a case, [n]. */
export interface NewCases {
  readonly cases: number
  /** Names of the model's modalities, as it takes them. */
  readonly order: readonly string[]
  /** By modality; null where a case has no text. */
  readonly texts: ReadonlyMap<string, readonly (string | null)[]>
  /** By modality: the names of each case's pictures. */
  readonly pictures: ReadonlyMap<string, readonly (readonly string[])[]>
  /** Those that need no encoder. */
  readonly ready: readonly ModalityData[]
  readonly problems: readonly (readonly CaseProblem[])[]
  /** Columns of the model that the table lacks: missing in every case. */
  readonly absent: readonly string[]
}

/**
 * The cases of a table as a model takes them: cells are read as those that it was fitted on were. A column that is not there is
 * missing in every case (R7). A number that is none, or that could be two, is a problem of its case, not a missing value: nobody
 * looks at it again.
 * @param decimal of the numbers that the model was fitted on (FinalModel.decimal)
 */
export function readNewCases(
  table: Pick<Table, 'columns' | 'rows'>,
  { modalities, decimal }: Pick<FinalModel, 'modalities' | 'decimal'>,
): NewCases {
  const rows = Array.from({ length: table.rows }, (_, i) => i)
  const named = new Map(table.columns.map((column) => [column.name, column]))
  const columnNamed = (name: string): TableColumn => named.get(name) ?? { name, values: rows.map(() => '') }
  const marks = decimalMarks(modalities, decimal, columnNamed)

  const problems: CaseProblem[][] = rows.map(() => [])
  const texts = new Map<string, readonly (string | null)[]>()
  const pictures = new Map<string, readonly (readonly string[])[]>()
  const ready: ModalityData[] = []
  for (const modality of modalities) {
    const columns = columnsOf(modality).map(columnNamed)
    switch (modality.kind) {
      case 'text': {
        const parts = columns.map(({ name, values }) => ({ name, values: values.map(textOf) }))
        texts.set(modality.name, parts.length > 1 ? joinedTexts(parts) : parts[0]!.values)
        break
      }
      case 'image':
        pictures.set(modality.name, columns[0]!.values.map(namesIn))
        break
      case 'embedding':
        ready.push(readVectors(modality, columns, rows, marks, problems))
        break
      case 'table':
        ready.push({
          kind: 'table',
          name: modality.name,
          columns: columns.map((column, c) => {
            if (modality.columns[c]!.kind === 'category') return codeColumn(column, rows)
            const mark = marks.get(column.name)!
            column.values.forEach((cell, i) => {
              const code = numberProblem(cell, mark)
              if (code !== null) problems[i]!.push({ code, column: column.name })
            })
            return parseColumn(column, rows, mark ?? '.').parsed
          }),
        })
    }
  }
  const absent = modalities.flatMap(columnsOf).filter((name) => !named.has(name))
  const order = modalities.map(({ name }) => name)
  return { cases: table.rows, order, texts, pictures, ready, problems, absent }
}

function readVectors(
  { name, inLists, dimensions }: Extract<ModelModality, { kind: 'embedding' }>,
  columns: readonly TableColumn[],
  rows: readonly number[],
  marks: Marks,
  problems: CaseProblem[][],
): ModalityVectors {
  // lists are JSON: theirs is a point
  const mark = inLists ? '.' : marks.get(name)!
  const { X, troubles } = atOnce(vectorSteps({ name, columns, inLists }, rows, mark ?? '.', dimensions))
  const kept = matrix(rows.length, dimensions)
  troubles.forEach((trouble, i) => {
    const codes = mark === null ? columns.map(({ values }) => numberProblem(values[i]!, mark)) : []
    const ofMark = codes.find((code) => code === 'unknown-mark' || code === 'other-mark')
    if (ofMark) problems[i]!.push({ code: ofMark, column: name })
    else if (trouble === undefined) kept.data.set(row(X, i), i * dimensions)
    else if (trouble !== 'missing') problems[i]!.push({ code: 'vector-unusable', column: name })
  })
  return {
    name,
    X: kept,
    present: Uint8Array.from(troubles, (trouble) => (trouble === undefined ? 1 : 0)),
  }
}
