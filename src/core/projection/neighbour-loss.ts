import { cosineNeighbours } from '../math/neighbours.ts'
import type { Labelled } from './trainer.ts'

/** Neighbours that are asked; fewer where there are fewer rows. */
const neighbours = 15

/**
 * How badly rows that a projection did not see are told from the rows it was fitted on: the mean log loss (natural logarithm) of
 * the labels of `held`, predicted by the classes of the 15 nearest rows of `fit` by cosine similarity. To these votes comes one
 * that is divided as the classes of `fit` are, so that no probability is 0 but for a class that `fit` lacks, which costs
 * ln(2^32). It is comparable between losses and temperatures, which contrastive losses are not.
 * @param fit at least one row
 * @param held at least one row
 */
export function neighbourLoss(fit: Labelled, held: Labelled): number {
  const { k, indices } = cosineNeighbours(fit.X, held.X, neighbours)
  const rows = new Map<number, number>()
  for (const c of fit.y) rows.set(c, (rows.get(c) ?? 0) + 1)
  let loss = 0
  held.y.forEach((c, i) => {
    const votes = indices.subarray(i * k, (i + 1) * k).filter((row) => fit.y[row] === c).length
    const share = (rows.get(c) ?? 0) / fit.y.length
    loss -= Math.log(Math.max((votes + share) / (k + 1), 2 ** -32))
  })
  return loss / held.y.length
}
