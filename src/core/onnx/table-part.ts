import type { TableEncoder } from '../evaluation/table-encoder.ts'
import type { GraphBuilder } from './builder.ts'
import { cast, scalar } from './expressions.ts'
import { categoriesOf, numbersOf, type ModelInput } from './model-inputs.ts'
import { float64, int64 } from './parts.ts'

/** Vectors of a modality within a graph. */
export interface ModalityValues {
  /** float32 [n, d] */
  readonly X: string
  /** bool [n, 1] */
  readonly present: string
}

/** The features that encodeTable makes of numbers and categories, and which cases have a value at all. */
export function addTable(
  builder: GraphBuilder,
  input: Extract<ModelInput, { kind: 'table' }>,
  encoder: TableEncoder,
): ModalityValues {
  const numbers = input.numbers ? addNumbers(builder, input.numbers.name, encoder) : null
  const categories = input.categories ? addCategories(builder, input.categories.name, encoder) : null
  const gaps = concat(builder, [numbers?.gaps, categories?.gaps])
  const all = concat(builder, [numbers?.values, categories?.values, gaps])
  const places = builder.constant(int64(`${input.modality}_places`, placesOf(encoder)))
  const fewest = builder.add('ReduceMin', [gaps], { axes: [1], keepdims: 1 })
  return {
    X: builder.add('Gather', [all, places], { axis: 1 }),
    present: builder.add('Not', [cast(builder, fewest, 'bool')]),
  }
}

/** float32 each: the values as features, and 1 where a value is missing, [n, columns]. */
interface TableValues {
  readonly values: string
  readonly gaps: string
}

function addNumbers(builder: GraphBuilder, name: string, encoder: TableEncoder): TableValues {
  const columns = numbersOf(encoder)
  const row = (label: 'unit' | 'mean' | 'deviation', without: number): string =>
    builder.constant(
      float64(
        `${name}_${label}`,
        [1, columns.length],
        columns.map(({ scale }) => scale?.[label] ?? without),
      ),
    )
  const missing = builder.add('IsNaN', [name])
  const inUnits = builder.add('Div', [name, row('unit', 1)])
  const scaled = builder.add('Div', [builder.add('Sub', [inUnits, row('mean', 0)]), row('deviation', 1)])
  return {
    values: cast(builder, builder.add('Where', [missing, scalar(builder, 0), scaled]), 'float32'),
    gaps: cast(builder, missing, 'float32'),
  }
}

/** Codes [n, columns] -> a column for each level of each. */
function addCategories(builder: GraphBuilder, name: string, encoder: TableEncoder): TableValues {
  const levels = categoriesOf(encoder).flatMap((column, c) => column.levels.map((_, code) => ({ c, code })))
  const columnOf = builder.constant(
    int64(
      `${name}_columns`,
      levels.map(({ c }) => c),
    ),
  )
  const codes = builder.constant(
    int64(
      `${name}_codes`,
      levels.map(({ code }) => code),
    ),
  )
  const repeated = builder.add('Gather', [name, columnOf], { axis: 1 })
  const zero = builder.constant(int64('place_0', [0]))
  return {
    values: cast(builder, builder.add('Equal', [repeated, codes]), 'float32'),
    gaps: cast(builder, builder.add('Less', [name, zero]), 'float32'),
  }
}

/** Where each feature, in encodeTable's order, stands among numbers, levels, and gaps of numbers and of categories. */
function placesOf(encoder: TableEncoder): number[] {
  const numbers = numbersOf(encoder)
  const categories = categoriesOf(encoder)
  const levels = categories.reduce((sum, column) => sum + column.levels.length, 0)
  const places: number[] = []
  let number = 0
  let category = 0
  let level = numbers.length
  for (const column of encoder.columns) {
    const gap = numbers.length + levels + (column.kind === 'number' ? number : numbers.length + category)
    if (column.kind === 'number') {
      if (column.scale) places.push(number)
      number++
    } else {
      for (let l = 0; l < column.levels.length; l++) places.push(level++)
      category++
    }
    if (column.indicator) places.push(gap)
  }
  return places
}

function concat(builder: GraphBuilder, parts: readonly (string | undefined)[]): string {
  const there = parts.filter((part) => part !== undefined)
  return there.length === 1 ? there[0]! : builder.add('Concat', there, { axis: 1 })
}
