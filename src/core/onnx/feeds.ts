import type { CategoryColumn, NumberColumn, TableColumnValues, TableModality } from '../dataset/dataset.ts'
import type { ModalityData } from '../evaluation/types.ts'
import { takeRows } from '../math/matrix.ts'
import type { ModelInput } from './model-inputs.ts'

/** The values of one input, row by row. */
export type Feed = { readonly name: string; readonly dims: readonly number[] } & (
  | { readonly type: 'float32'; readonly data: Float32Array }
  | { readonly type: 'float64'; readonly data: Float64Array }
  | { readonly type: 'int64'; readonly data: BigInt64Array }
  | { readonly type: 'bool'; readonly data: Uint8Array }
)

/** What a model's graph is given for some cases of these modalities, among which are all of its own. */
export function feedsOf(
  inputs: readonly ModelInput[],
  modalities: readonly ModalityData[],
  cases: Int32Array,
): Feed[] {
  return inputs.flatMap((input): Feed[] => {
    const modality = modalities.find(({ name }) => name === input.modality)!
    if (input.kind === 'table') return tableFeeds(input, modality as TableModality, cases)
    const { X, present } = modality as Extract<ModalityData, { X: unknown }>
    return [
      { name: input.name, type: 'float32', dims: [cases.length, X.cols], data: takeRows(X, cases).data },
      { name: input.present, type: 'bool', dims: [cases.length], data: Uint8Array.from(cases, (i) => present[i]!) }, // prettier-ignore
    ]
  })
}

function tableFeeds(
  { numbers, categories }: Extract<ModelInput, { kind: 'table' }>,
  { columns }: TableModality,
  cases: Int32Array,
): Feed[] {
  const column = (name: string): TableColumnValues => columns.find((of) => of.name === name)!
  const feeds: Feed[] = []
  if (numbers) {
    const values = numbers.columns.map((name) => (column(name) as NumberColumn).values)
    const data = Float64Array.from(byRow(cases, values, (of, i) => of[i]!))
    feeds.push({ name: numbers.name, type: 'float64', dims: [cases.length, values.length], data })
  }
  if (categories) {
    const coded = categories.columns.map(({ name, levels: seen }) => {
      const { values, levels } = column(name) as CategoryColumn
      const codes = levels.map((level) => (seen.includes(level) ? seen.indexOf(level) : seen.length))
      return (i: number): number => codes[values[i]!] ?? -1
    })
    const data = BigInt64Array.from(
      byRow(cases, coded, (of, i) => of(i)),
      BigInt,
    )
    feeds.push({ name: categories.name, type: 'int64', dims: [cases.length, coded.length], data })
  }
  return feeds
}

const byRow = <T>(cases: Int32Array, columns: readonly T[], valueOf: (column: T, i: number) => number) =>
  Array.from(cases, (i) => columns.map((column) => valueOf(column, i))).flat()
