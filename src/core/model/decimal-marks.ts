import { identity } from '../tables/hidden-characters.ts'
import { isMissing, isMissingNumber } from '../tables/missing.ts'
import { clearMark, guessDecimal, parseNumber, type DecimalMark } from '../tables/numbers.ts'
import type { Table, TableColumn } from '../tables/table.ts'
import type { ModelModality } from './final-model.ts'

/** Why a cell of a new case is not read as a number. */
export type NumberProblem =
  | 'not-a-number'
  /** A number, but not with the decimal mark that its column is read with, or in one that has as many of either. */
  | 'other-mark'
  /** A number whose mark may part decimals or thousands. */
  | 'unknown-mark'

/** By the name of a column of numbers, or of a vector with a column a number; null where no mark can be read for certain, or both are. */
export type Marks = ReadonlyMap<string, DecimalMark | null>

/**
 * The decimal mark of the numbers that a model is fitted on, as their data set read them; null where they are whole, so that nothing
 * tells how others of the kind are written.
 * @param rows of the cases
 */
export function writtenDecimal(
  modalities: readonly ModelModality[],
  { columns }: Pick<Table, 'columns'>,
  rows: ArrayLike<number>,
): DecimalMark | null {
  const decimal = guessDecimal(columns)
  const used = new Set(modalities.flatMap(numberFields).flatMap((field) => field.columns))
  const isWritten = ({ name, values }: TableColumn): boolean =>
    used.has(name) &&
    Array.prototype.some.call(rows, (row: number) => {
      const cell = values[row]!
      return cell.includes(decimal) && parseNumber(identity(cell), decimal) !== null
    })
  return columns.some(isWritten) ? decimal : null
}

/**
 * The decimal mark that new cases are read with: the one that cells of the column, or of the vector, certainly have; else the model's,
 * unless another column certainly has the other mark. Then the table is not written as the model's was, and 1.234 could be either number.
 * A column that has as many of either is read with neither, and tells of the others what one with the other mark does.
 */
export function decimalMarks(
  modalities: readonly ModelModality[],
  decimal: DecimalMark | null,
  columnNamed: (name: string) => TableColumn,
): Marks {
  const own = modalities
    .flatMap(numberFields)
    .map(({ name, columns }) => [name, usualMark(columns.map(columnNamed))] as const)
  const disagrees = own.some(([, mark]) => mark !== null && mark !== decimal)
  return new Map(
    own.map(([name, mark]) => {
      if (mark === 'both') return [name, null]
      return [name, mark ?? (disagrees ? null : decimal)]
    }),
  )
}

/** Why a cell of numbers with that decimal mark cannot be read; null where it can, or is missing. */
export function numberProblem(cell: string, mark: DecimalMark | null): NumberProblem | null {
  const text = identity(cell)
  if (isMissing(text) || isMissingNumber(text)) return null
  const isNumber = { '.': parseNumber(text, '.') !== null, ',': parseNumber(text, ',') !== null }
  if (isNumber['.'] && isNumber[',']) return null
  if (!isNumber['.'] && !isNumber[',']) return 'not-a-number'
  if (mark === null) return clearMark(text) === null ? 'unknown-mark' : 'other-mark'
  return isNumber[mark] ? null : 'other-mark'
}

/** Columns of numbers that are written alike: one by itself, or all of a vector. */
function numberFields(
  modality: ModelModality,
): { readonly name: string; readonly columns: readonly string[] }[] {
  if (modality.kind === 'table')
    return modality.columns.flatMap(({ kind, name }) =>
      kind === 'number' ? [{ name, columns: [name] }] : [],
    )
  return modality.kind === 'embedding' && !modality.inLists ? [modality] : []
}

/** The mark that most of the cells have which certainly have one; null where none has. */
function usualMark(columns: readonly TableColumn[]): DecimalMark | 'both' | null {
  const cells = { '.': 0, ',': 0 }
  for (const { values } of columns)
    for (const cell of values) {
      const mark = clearMark(cell)
      if (mark !== null) cells[mark]++
    }
  if (cells['.'] === cells[',']) return cells['.'] === 0 ? null : 'both'
  return cells['.'] > cells[','] ? '.' : ','
}
