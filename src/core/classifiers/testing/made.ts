import { matrix, takeRows, type Matrix } from '../../math/matrix.ts'
import { createRng } from '../../math/rng.ts'
import type { ClassifierContext } from '../classifier.ts'

export interface Made {
  readonly X: Matrix
  readonly y: Int32Array
}

/** Rows of the given classes in turn, each class around a centre of its own, [n, d]; made, with noise of variance 1. */
export function made(n: number, d: number, present: readonly number[], seed = 1, distance = 1.5): Made {
  const rng = createRng(seed, 'made')
  const centres = present.map(() => Float64Array.from({ length: d }, () => distance * rng.normal()))
  const y = Int32Array.from({ length: n }, (_, i) => present[i % present.length]!)
  const X = matrix(n, d)
  for (let i = 0; i < n; i++)
    for (let j = 0; j < d; j++) X.data[i * d + j] = centres[i % present.length]![j]! + rng.normal()
  return { X, y }
}

/** A context that tunes on the given rows, with a fresh generator. */
export function contextOf(tuned: Made, classes: number, seed = 1): ClassifierContext {
  return { classes, rng: createRng(seed, 'fit'), tuning: { fit: tuned, validation: tuned } }
}

/** Every class counts 1, [classes]. */
export const noWeights = (classes: number): Float64Array => new Float64Array(classes).fill(1)

/** As many rows of each class as the list says, classes mixed; around the centres of `made`. */
export function madeUneven(sizes: readonly number[], d: number, seed = 1, distance = 1.5): Made {
  const all = made(
    Math.max(...sizes) * sizes.length,
    d,
    sizes.map((_, c) => c),
    seed,
    distance,
  )
  const taken = sizes.map(() => 0)
  const rows = [...all.y.keys()].filter((i) => ++taken[all.y[i]!]! <= sizes[all.y[i]!]!)
  return { X: takeRows(all.X, rows), y: Int32Array.from(rows, (i) => all.y[i]!) }
}
