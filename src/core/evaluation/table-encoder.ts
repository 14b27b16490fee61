import type { CategoryColumn, NumberColumn, TableColumnValues } from '../dataset/dataset.ts'
import { isGap } from '../dataset/table-modality.ts'
import { matrix, type Matrix } from '../math/matrix.ts'

interface FittedColumn {
  readonly name: string
  /** Whether a further column is 1 for the cases that lack a value. */
  readonly indicator: boolean
}

/** A number x becomes (x / unit - mean) / deviation; null: it tells nothing and is left out. */
export interface FittedNumber extends FittedColumn {
  readonly kind: 'number'
  readonly scale: { readonly unit: number; readonly mean: number; readonly deviation: number } | null
}

export interface FittedCategory extends FittedColumn {
  readonly kind: 'category'
  /** The values seen in training: a column each. */
  readonly levels: readonly string[]
}

/** Makes numbers and categories into features, as fitted: plain data, to be kept and read elsewhere. */
export interface TableEncoder {
  readonly dimensions: number
  readonly columns: readonly (FittedNumber | FittedCategory)[]
}

/**
 * An encoder of numbers and categories, fitted on the given training cases only (R2).
 *
 * A number is standardised with the mean and deviation (ddof 0) of the training values that are there; a missing one is 0,
 * the mean. A category is one column for each value seen in training (one-hot); any other value is zeros in all of them.
 * Where training cases lack a value, a further column is 1 for the cases that lack it (R7). A number that is the same in
 * all training cases is left out: nothing can be learned of it, and a test value could lie anywhere.
 *
 * @param train training cases that have the modality
 */
export function fitTableEncoder(columns: readonly TableColumnValues[], train: Int32Array): TableEncoder {
  const fitted = columns.map((column) =>
    column.kind === 'number' ? fitNumber(column, train) : fitCategory(column, train),
  )
  return { columns: fitted, dimensions: fitted.reduce((sum, column) => sum + widthOf(column), 0) }
}

/**
 * Features of the given cases, [cases.length, dimensions], and how many of their categories training never saw.
 * @param columns of these cases, in the order of those that were fitted; a category's levels may be others
 */
export function encodeTable(
  encoder: TableEncoder,
  columns: readonly TableColumnValues[],
  cases: ArrayLike<number>,
): { readonly X: Matrix; readonly unseen: number } {
  const X = matrix(cases.length, encoder.dimensions)
  const writers = encoder.columns.map((fitted, c) => ({
    width: widthOf(fitted),
    write: writerOf(fitted, columns[c]!),
  }))
  let unseen = 0
  for (let i = 0; i < cases.length; i++) {
    let at = i * encoder.dimensions
    for (const { width, write } of writers) {
      if (!write(cases[i]!, X.data, at)) unseen++
      at += width
    }
  }
  return { X, unseen }
}

const valuesWidth = (column: FittedNumber | FittedCategory): number =>
  column.kind === 'number' ? Number(column.scale !== null) : column.levels.length

const widthOf = (column: FittedNumber | FittedCategory): number =>
  valuesWidth(column) + Number(column.indicator)

function fitNumber(column: NumberColumn, train: Int32Array): FittedNumber {
  const { name, values } = column
  const fitted = { kind: 'number', name, indicator: hasIndicator(column, train) } as const
  const observed = Array.from(train, (i) => values[i]!).filter((value) => !Number.isNaN(value))
  if (observed.every((value) => value === observed[0])) return { ...fitted, scale: null }
  // in units of the largest, so that no square overflows
  const unit = observed.reduce((max, value) => Math.max(max, Math.abs(value)), 0)
  const inUnits = observed.map((value) => value / unit)
  const mean = meanOf(inUnits)
  const deviation = Math.sqrt(meanOf(inUnits.map((value) => (value - mean) ** 2)))
  return { ...fitted, scale: { unit, mean, deviation } }
}

function fitCategory(column: CategoryColumn, train: Int32Array): FittedCategory {
  const { name, values, levels } = column
  const seen = new Set(Array.from(train, (i) => values[i]!))
  return {
    kind: 'category',
    name,
    indicator: hasIndicator(column, train),
    levels: levels.filter((_, level) => seen.has(level)),
  }
}

/** Not where no training case has a gap, or all have: then it is the same in every one of them. */
function hasIndicator(column: TableColumnValues, train: Int32Array): boolean {
  const gaps = train.filter((i) => isGap(column, i)).length
  return gaps > 0 && gaps < train.length
}

/** Writes one case's features of one column at `at`; gives false where a category is none of those seen in training. */
type Writer = (caseIndex: number, out: Float32Array, at: number) => boolean

function writerOf(fitted: FittedNumber | FittedCategory, column: TableColumnValues): Writer {
  const write =
    fitted.kind === 'number'
      ? numberWriter(fitted, column as NumberColumn)
      : categoryWriter(fitted, column as CategoryColumn)
  if (!fitted.indicator) return write
  const last = valuesWidth(fitted)
  return (caseIndex, out, at) => {
    if (isGap(column, caseIndex)) out[at + last] = 1
    return write(caseIndex, out, at)
  }
}

function numberWriter({ scale }: FittedNumber, column: NumberColumn): Writer {
  if (!scale) return () => true
  const { unit, mean, deviation } = scale
  return (caseIndex, out, at) => {
    if (!isGap(column, caseIndex)) out[at] = (column.values[caseIndex]! / unit - mean) / deviation
    return true
  }
}

function categoryWriter({ levels: seen }: FittedCategory, { values, levels }: CategoryColumn): Writer {
  const places = new Map(seen.map((level, place) => [level, place]))
  const placeOf = levels.map((level) => places.get(level))
  return (caseIndex, out, at) => {
    const level = values[caseIndex]!
    const place = placeOf[level]
    if (place !== undefined) out[at + place] = 1
    return place !== undefined || level < 0
  }
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value / values.length, 0)
