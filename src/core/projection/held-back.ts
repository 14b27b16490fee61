import { createRng } from '../math/rng.ts'
import type { NetworkWeights } from './network.ts'
import { pairAuc, samePairs } from './pair-auc.ts'
import { pick } from './rows.ts'
import type { Labelled, Trainer } from './trainer.ts'

/** Rows whose pairs the AUC looks at: 2 million pairs, under a second on one core. */
const pairAucRows = 2048

/**
 * The rows whose loss a training can watch, in random order: chunks of that loss, and the AUC's rows, must not follow the order of
 * the file. null where they hold no two of one label or no two of two: a contrastive loss says nothing about fewer.
 */
export function watchedRows(rows: Labelled, seed: number): Labelled | null {
  const n = rows.y.length
  const same = samePairs(rows.y)
  if (same === 0 || same === (n * (n - 1)) / 2) return null
  return pick(rows, createRng(seed, 'validation').permutation(n))
}

/** pairAuc of the first 2,048 rows at most, mean over the networks; nothing where it is not defined. */
export async function heldBackAuc(
  rows: Labelled,
  networks: readonly NetworkWeights[],
  trainer: Trainer,
): Promise<Readonly<Record<string, number>>> {
  const first = Int32Array.from({ length: Math.min(pairAucRows, rows.X.rows) }, (_, i) => i)
  const { X, y } = pick(rows, first)
  let sum = 0
  for (const weights of networks) {
    const auc = pairAuc(await trainer.project(weights, X), y)
    if (auc === null) return {}
    sum += auc
  }
  return { heldBackPairRows: X.rows, heldBackPairAuc: sum / networks.length }
}
