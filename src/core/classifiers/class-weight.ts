import type { ClassWeight } from '../projection/presets.ts'

/**
 * What a training row of each class counts, [classes]: scikit-learn's class_weight. null: 1 each. 'balanced': n / (k n_c) for a class
 * of n_c of the n rows, k classes occurring, so that every class counts alike and all rows together n. A class without rows: 1.
 */
export function classWeights(y: Int32Array, classes: number, choice: ClassWeight): Float64Array {
  const weights = new Float64Array(classes).fill(1)
  if (choice === null) return weights
  const rows = new Int32Array(classes)
  for (const c of y) rows[c]!++
  const present = rows.filter((of) => of > 0).length
  rows.forEach((of, c) => {
    if (of > 0) weights[c] = y.length / (present * of)
  })
  return weights
}
