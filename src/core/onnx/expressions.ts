import type { GraphBuilder } from './builder.ts'
import { elementTypes, type ElementType } from './graph.ts'
import { float64, int64 } from './parts.ts'

/** The value as another type. */
export const cast = (builder: GraphBuilder, x: string, type: ElementType): string =>
  builder.add('Cast', [x], { to: elementTypes[type] })

/** One number, [], to be combined with any float64 value. */
export const scalar = (builder: GraphBuilder, value: number): string =>
  builder.constant(float64(`number_${value}`, [], [value]))

/** A row of constants for each row of x: [1, columns] -> [n, columns]. */
export function repeatRow(builder: GraphBuilder, row: string, columns: number, x: string): string {
  const n = builder.add('Shape', [x], { start: 0, end: 1 })
  const width = builder.constant(int64(`length_${columns}`, [columns]))
  return builder.add('Expand', [row, builder.add('Concat', [n, width], { axis: 0 })])
}

/** The sum over one axis, which goes. */
export const sumOver = (builder: GraphBuilder, x: string, axis: number): string =>
  builder.add('ReduceSum', [x, builder.constant(int64(`axis_${axis}`, [axis]))], { keepdims: 0 })

/** A new axis of length 1. */
export const unsqueeze = (builder: GraphBuilder, x: string, axis: number): string =>
  builder.add('Unsqueeze', [x, builder.constant(int64(`axis_${axis}`, [axis]))])

export const reshape = (builder: GraphBuilder, x: string, shape: readonly number[]): string =>
  builder.add('Reshape', [x, builder.constant(int64(`shape_${shape.join('_').replaceAll('-', 'm')}`, shape))])

/** Probabilities 1 - p and p of two classes, p [n, 1] -> [n, 2]. */
export const withComplement = (builder: GraphBuilder, p: string): string =>
  builder.add('Concat', [builder.add('Sub', [scalar(builder, 1), p]), p], { axis: 1 })

/** Euclidean lengths of the rows of a float64 value, [n, 1]; 1 for a row of zeros, so that dividing by it leaves zeros. */
export function lengthsOfRows(builder: GraphBuilder, x: string): string {
  const squares = builder.add('ReduceSumSquare', [x], { axes: [1], keepdims: 1 })
  const isZero = builder.add('Equal', [squares, scalar(builder, 0)])
  return builder.add('Where', [isZero, scalar(builder, 1), builder.add('Sqrt', [squares])])
}
