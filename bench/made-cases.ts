import { matrix, type Matrix } from '../src/core/math/matrix.ts'
import { createRng } from '../src/core/math/rng.ts'

export interface MadeCases {
  /** [n, d] */
  readonly X: Matrix
  readonly y: Int32Array
}

/** Directions in which classes differ, and directions in which cases differ whatever their class. */
const informative = 12
const shared = 48
/** Between the classes' centres in an informative direction, in deviations. */
const distance = 0.45
/** What every column adds of its own, in deviations. */
const noise = 0.5

/**
 * Made cases that look like frozen embeddings: columns that depend on each other, because sixty directions and noise make all
 * of them, of which twelve tell the class, each a little. No classifier is done after a few steps, and none is right everywhere.
 */
export function madeCases(n: number, d: number, classes: number, seed: number): MadeCases {
  const rng = createRng(seed, 'made cases')
  const directions = informative + shared
  const loadings = Float64Array.from({ length: directions * d }, () => rng.normal() / Math.sqrt(directions))
  const centres = Float64Array.from({ length: classes * informative }, () => distance * rng.normal())
  const y = Int32Array.from({ length: n }, () => rng.int(classes))
  const X = matrix(n, d)
  const factors = new Float64Array(directions)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < directions; k++)
      factors[k] = rng.normal() + (k < informative ? centres[y[i]! * informative + k]! : 0)
    for (let j = 0; j < d; j++) {
      let value = noise * rng.normal()
      for (let k = 0; k < directions; k++) value += factors[k]! * loadings[k * d + j]!
      X.data[i * d + j] = value
    }
  }
  return { X, y }
}
