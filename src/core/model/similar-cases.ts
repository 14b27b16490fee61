import type { Matrix } from '../math/matrix.ts'
import { cosineNeighbours } from '../math/neighbours.ts'
import type { FinalModel } from './final-model.ts'

export interface SimilarCase {
  /** Its id, and its index among the training cases. */
  readonly case: string
  readonly index: number
  /** Index into classes. */
  readonly label: number
  /** Cosine distance over the usual one of the space (usualDistances): 1 is as far as a case usually is from its fifth nearest. */
  readonly relativeDistance: number
}

/** Similar cases shown of each prediction. */
const similarCases = 5

/**
 * The training cases most similar to each of new ones, nearest first, five at most. Every one of them is compared in the space of the
 * fold that held it out, which never saw its label (R10). Networks of other folds spread their cases by other amounts, so distances are
 * not compared as they are, but as multiples of what is usual in their space.
 * @param projected the new cases in the space of each fold, [m, d]
 */
export function similarTo(
  { heldOut, caseIds, y }: Pick<FinalModel, 'heldOut' | 'caseIds' | 'y'>,
  projected: readonly Matrix[],
): (caseIndex: number) => SimilarCase[] {
  const nearest = heldOut.folds.map(({ cases, X, usualDistance }, fold) => ({
    cases,
    usualDistance,
    ...cosineNeighbours(X, projected[fold]!, similarCases),
  }))
  return (caseIndex) =>
    nearest
      .flatMap(({ cases, usualDistance, k, indices, distances }) =>
        Array.from({ length: k }, (_, place) => {
          const at = caseIndex * k + place
          const index = cases[indices[at]!]!
          return {
            case: caseIds[index]!,
            index,
            label: y[index]!,
            relativeDistance: distances[at]! / usualDistance,
          }
        }),
      )
      .sort((a, b) => a.relativeDistance - b.relativeDistance || a.index - b.index)
      .slice(0, similarCases)
}

/**
 * The usual distance of each fold's space: the median of its held-out cases' cosine distances to the fifth nearest other of them. Where
 * that is none (a single case, or equal ones), the median of the other folds'; 1 where no fold has one.
 * @param folds vectors of the cases that each held out, [n_fold, d]
 */
export function usualDistances(folds: readonly { readonly X: Matrix }[]): number[] {
  const own = folds.map(({ X }) => {
    // a case is nearest to itself, or to one that equals it
    const { k, distances } = cosineNeighbours(X, X, similarCases + 1)
    return k < 2 ? 0 : median(Array.from({ length: X.rows }, (_, i) => distances[i * k + k - 1]!))
  })
  const known = own.filter((distance) => distance > 0)
  const common = known.length > 0 ? median(known) : 1
  return own.map((distance) => (distance > 0 ? distance : common))
}

/** Of a list that is not empty; the larger of the two in the middle. */
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!
