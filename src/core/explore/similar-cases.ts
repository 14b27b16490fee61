import { takeRows, type Matrix } from '../math/matrix.ts'
import { cosineNeighbours } from '../math/neighbours.ts'

export interface SimilarCase {
  /** Row of the vectors. */
  readonly row: number
  /** Cosine distance, 0..2. */
  readonly distance: number
}

/**
 * The k rows nearest to one, nearest first, none of the same patient: a patient's other cases are alike because they are the
 * patient's. Of held-out vectors (R10), so that no distance is one that the projection learned by heart.
 *
 * @param X vectors, [n, d]; groups: patient of each row, [n]
 */
export function similarCases(X: Matrix, groups: Int32Array, of: number, k: number): SimilarCase[] {
  const own = groups.reduce((count, group) => count + Number(group === groups[of]), 0)
  const found = cosineNeighbours(X, takeRows(X, [of]), k + own)
  return Array.from(found.indices, (index, at) => ({ row: index, distance: found.distances[at]! }))
    .filter((one) => groups[one.row] !== groups[of])
    .slice(0, k)
}

/** How many of these rows have the label of the one that they are similar to. */
export const sameLabelled = (near: readonly SimilarCase[], y: ArrayLike<number>, of: number): number =>
  near.filter(({ row }) => y[row] === y[of]).length
