import { matrix } from '../../math/matrix.ts'
import { createRng } from '../../math/rng.ts'
import type { InnerSplit, TrainingSet } from '../projection.ts'

/**
 * n labelled rows of d normal features; the class moves the mean of every feature by its own random amount, `separation`
 * standard deviations on average. Every row is a patient.
 */
export function syntheticRows(
  n: number,
  d: number,
  classes: number,
  separation: number,
  seed = 1,
): TrainingSet {
  const rng = createRng(seed, 'synthetic')
  const centres = Float32Array.from({ length: classes * d }, () => separation * rng.normal())
  const y = Int32Array.from({ length: n }, (_, i) => i % classes)
  const X = matrix(n, d)
  for (let i = 0; i < n; i++)
    for (let j = 0; j < d; j++) X.data[i * d + j] = rng.normal() + centres[y[i]! * d + j]!
  return { X, y, groups: Int32Array.from({ length: n }, (_, i) => i) }
}

/** The last `validation` rows are watched, the others fitted on. */
export function lastRowsHeldBack(n: number, validation: number): InnerSplit {
  const all = Int32Array.from({ length: n }, (_, i) => i)
  return { fit: all.slice(0, n - validation), validation: all.slice(n - validation) }
}
