import type { CategoryColumn, NumberColumn, TableColumnValues } from '../dataset/dataset.ts'
import { isGap } from '../dataset/table-modality.ts'
import { matrix, type Matrix } from '../math/matrix.ts'

/** Writes one case's features of one column at `at`; gives false where a category is none of those seen in training. */
interface ColumnEncoder {
  readonly width: number
  encode(caseIndex: number, out: Float32Array, at: number): boolean
}

export interface TableEncoder {
  readonly dimensions: number
  /** Features of the given cases, [cases.length, dimensions], and how many of their categories training never saw. */
  encode(cases: ArrayLike<number>): { readonly X: Matrix; readonly unseen: number }
}

/**
 * Makes numbers and categories into features, fitted on the given training cases only (R2).
 *
 * A number is standardised with the mean and deviation (ddof 0) of the training values that are there; a missing one is 0,
 * the mean. A category is one column for each value seen in training (one-hot); any other value is zeros in all of them.
 * Where training cases lack a value, a further column is 1 for the cases that lack it (R7). A number that is the same in
 * all training cases is left out: nothing can be learned of it, and a test value could lie anywhere.
 *
 * @param train training cases that have the modality
 */
export function fitTableEncoder(columns: readonly TableColumnValues[], train: Int32Array): TableEncoder {
  const encoders = columns.flatMap((column) => [
    column.kind === 'number' ? fitNumber(column, train) : fitCategory(column, train),
    fitIndicator(column, train),
  ])
  const dimensions = encoders.reduce((sum, { width }) => sum + width, 0)
  return {
    dimensions,
    encode(cases) {
      const X = matrix(cases.length, dimensions)
      let unseen = 0
      for (let i = 0; i < cases.length; i++) {
        let at = i * dimensions
        for (const { width, encode } of encoders) {
          if (!encode(cases[i]!, X.data, at)) unseen++
          at += width
        }
      }
      return { X, unseen }
    },
  }
}

const nothing: ColumnEncoder = { width: 0, encode: () => true }

function fitNumber(column: NumberColumn, train: Int32Array): ColumnEncoder {
  const { values } = column
  const observed = Array.from(train, (i) => values[i]!).filter((value) => !Number.isNaN(value))
  const largest = observed.reduce((max, value) => Math.max(max, Math.abs(value)), 0)
  if (observed.every((value) => value === observed[0])) return nothing
  // in units of the largest, so that no square overflows
  const inUnits = observed.map((value) => value / largest)
  const mean = meanOf(inUnits)
  const deviation = Math.sqrt(meanOf(inUnits.map((value) => (value - mean) ** 2)))
  return {
    width: 1,
    encode(caseIndex, out, at) {
      if (!isGap(column, caseIndex)) out[at] = (values[caseIndex]! / largest - mean) / deviation
      return true
    },
  }
}

function fitCategory({ values, levels }: CategoryColumn, train: Int32Array): ColumnEncoder {
  const seen = new Set(Array.from(train, (i) => values[i]!))
  const position = new Map<number, number>()
  for (let level = 0; level < levels.length; level++) if (seen.has(level)) position.set(level, position.size)
  return {
    width: position.size,
    encode(caseIndex, out, at) {
      const level = values[caseIndex]!
      const column = position.get(level)
      if (column !== undefined) out[at + column] = 1
      return column !== undefined || level < 0
    },
  }
}

/** Nothing where no training case has a gap, or all have: then it is the same in every one of them. */
function fitIndicator(column: TableColumnValues, train: Int32Array): ColumnEncoder {
  const gaps = train.filter((i) => isGap(column, i)).length
  if (gaps === 0 || gaps === train.length) return nothing
  return {
    width: 1,
    encode(caseIndex, out, at) {
      if (isGap(column, caseIndex)) out[at] = 1
      return true
    },
  }
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value / values.length, 0)
