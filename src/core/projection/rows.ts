import { takeRows } from '../math/matrix.ts'
import type { Labelled } from './trainer.ts'

/** The rows of the given indices, in their order, with their labels. */
export function pick({ X, y }: Labelled, indices: Int32Array): Labelled {
  return { X: takeRows(X, indices), y: Int32Array.from(indices, (i) => y[i]!) }
}
