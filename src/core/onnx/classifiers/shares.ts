import type { GraphBuilder } from '../builder.ts'
import { repeatRow, withComplement } from '../expressions.ts'
import { float64 } from '../parts.ts'

/** Probabilities from scores [n, outputs]: one output scores the second of two classes, else softmax. */
export const sharesOfScores = (builder: GraphBuilder, scores: string, outputs: number): string =>
  outputs === 1
    ? withComplement(builder, builder.add('Sigmoid', [scores]))
    : builder.add('Softmax', [scores], { axis: 1 })

/** Which classes of all occurred in training, ascending. */
export interface PresentClasses {
  readonly classes: number
  readonly present: readonly number[]
}

/** [n, present] -> [n, classes]: the absent ones get 0. */
export function placeClasses(
  builder: GraphBuilder,
  shares: string,
  { classes, present }: PresentClasses,
): string {
  if (present.length === classes) return shares
  const places = new Float64Array(present.length * classes)
  present.forEach((c, k) => (places[k * classes + c] = 1))
  return builder.add('MatMul', [
    shares,
    builder.constant(float64('places', [present.length, classes], places)),
  ])
}

/** Training knew one class only: it gets everything, [n, classes]. */
export function certain(builder: GraphBuilder, x: string, { classes, present }: PresentClasses): string {
  const row = Float64Array.from({ length: classes }, (_, c) => Number(c === present[0]))
  return repeatRow(builder, builder.constant(float64('certain', [1, classes], row)), classes, x)
}
