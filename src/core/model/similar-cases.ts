import { percentile } from '../evaluation/resamples.ts'
import type { Matrix } from '../math/matrix.ts'
import { cosineNeighbours } from '../math/neighbours.ts'
import { createRng } from '../math/rng.ts'
import type { FinalModel, HeldOutFold } from './final-model.ts'

export interface SimilarCase {
  /** Its id, and its index among the training cases. */
  readonly case: string
  readonly index: number
  /** Index into classes. */
  readonly label: number
  /** Cosine distance over the close one of the space (closeDistances): at 1, a twentieth of the pairs of held-out cases are nearer to each other. */
  readonly relativeDistance: number
}

/** Similar cases shown of each prediction. */
const similarCases = 5

/**
 * The training cases most similar to each of new ones, nearest first, five at most. Every one of them is compared in the space of the
 * fold that held it out, which never saw its label (R10). Networks of other folds spread their cases by other amounts, so distances are
 * not compared as they are, but as multiples of what is close in their space.
 * @param projected the new cases in the space of each fold, [m, d]
 */
export function similarTo(
  { heldOut, caseIds, y }: Pick<FinalModel, 'heldOut' | 'caseIds' | 'y'>,
  projected: readonly Matrix[],
): (caseIndex: number) => SimilarCase[] {
  const nearest = heldOut.folds.map(({ cases, X, closeDistance }, fold) => ({
    cases,
    closeDistance,
    ...cosineNeighbours(X, projected[fold]!, similarCases),
  }))
  return (caseIndex) =>
    nearest
      .flatMap(({ cases, closeDistance, k, indices, distances }) =>
        Array.from({ length: k }, (_, place) => {
          const at = caseIndex * k + place
          const index = cases[indices[at]!]!
          return {
            case: caseIds[index]!,
            index,
            label: y[index]!,
            relativeDistance: distances[at]! / closeDistance,
          }
        }),
      )
      .sort((a, b) => a.relativeDistance - b.relativeDistance || a.index - b.index)
      .slice(0, similarCases)
}

/**
 * The close distance of each fold's space: the cosine distance within which a twentieth of the pairs of cases lie that it held out; of pairs
 * of different patients where `patients` tells them, else of different cases. Unlike the distance to some nearest case it does not depend
 * on how many cases a fold has, and unlike that of most pairs it is one among similar cases, which networks spread by amounts of
 * their own. Where there is no pair, or the distance is less than a tenth of the other folds' (near copies, which tell of themselves and not of
 * the space), it is the median of all folds'; 1 where no fold has one.
 * @param folds the cases that each held out, and their vectors [n_fold, d]
 * @param patients of each training case, [n]
 */
export function closeDistances(
  folds: readonly Pick<HeldOutFold, 'cases' | 'X'>[],
  patients?: ArrayLike<number>,
): number[] {
  const own = folds.map(({ cases, X }) => {
    const distances = pairsOf(X.rows).flatMap(([i, j]) =>
      patients && patients[cases[i]!] === patients[cases[j]!] ? [] : [cosineDistance(X, i, j)],
    )
    return distances.length > 0 ? percentile(Float64Array.from(distances).sort(), closeShare) : 0
  })
  const known = Float64Array.from(own.filter((distance) => distance > 0)).sort()
  const common = known.length > 0 ? percentile(known, 0.5) : 1
  return own.map((distance) => (distance > 0 && distance >= common * leastOfCommon ? distance : common))
}

const closeShare = 0.05
const leastOfCommon = 0.1
/** Enough to tell where a twentieth of all pairs lies within four thousandths of them, twice the binomial standard error. */
const mostPairs = 15_000

/** All pairs of n cases; so many drawn ones where there are more. */
function pairsOf(n: number): (readonly [number, number])[] {
  if ((n * (n - 1)) / 2 <= mostPairs)
    return Array.from({ length: n }, (_, j) => Array.from({ length: j }, (__, i) => [i, j] as const)).flat()
  const rng = createRng(0, 'pairs of held-out cases')
  return Array.from({ length: mostPairs }, () => {
    const i = rng.int(n)
    return [i, (i + 1 + rng.int(n - 1)) % n] as const
  })
}

/** Between two rows, 0..2; 1 where one is zeros and has no direction, as in cosineNeighbours. */
function cosineDistance({ cols, data }: Matrix, i: number, j: number): number {
  let [product, squaresI, squaresJ] = [0, 0, 0]
  for (let k = 0; k < cols; k++) {
    const [a, b] = [data[i * cols + k]!, data[j * cols + k]!]
    product += a * b
    squaresI += a * a
    squaresJ += b * b
  }
  const lengths = Math.sqrt(squaresI * squaresJ)
  return lengths > 0 ? Math.max(0, 1 - product / lengths) : 1
}
