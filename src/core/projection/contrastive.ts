import { createRng } from '../math/rng.ts'
import type { FittedMethod, Method } from './method.ts'
import type { NetworkWeights } from './network.ts'
import { pairAuc, samePairs } from './pair-auc.ts'
import type { ContrastiveSettings } from './presets.ts'
import { pick } from './rows.ts'
import { trainNetwork } from './train.ts'
import type { Labelled, Trainer } from './trainer.ts'
import { unitRows } from './unit-rows.ts'

/** Rows whose pairs the held-back AUC looks at: 2 million pairs, under a second on one core. */
const pairAucRows = 2048

interface Search extends FittedMethod {
  /** What the refit trains for. */
  readonly epochs: number
}

/**
 * The contrastive projection (arXiv 2502.02048). The search trains on the inner fit rows and watches the loss of the
 * validation rows: with patience its best epoch counts, without it the last. Then, with `refit`, a fresh network is trained on all
 * training rows for that many epochs; without it the search's network is the projection (the reference's procedure).
 * Where the validation rows hold no pair of one kind there is nothing to watch, and the search runs all its epochs.
 *
 * details: `epochs` of the projection's network; `epochsSearched` run by the search; `hidden` and `output` units; `rank`,
 * the most dimensions that the outputs span; `heldBackRows` watched (0: none could be), and of these `heldBackPairRows`
 * (a random 2,048 at most) with `heldBackPairAuc`, the AUC of cosine similarity as the score of "same label" for the search's network.
 */
export function contrastive(settings: ContrastiveSettings, trainer: Trainer): Method<Search> {
  const fitted = (weights: NetworkWeights, details: FittedMethod['details']): FittedMethod => ({
    async transform(X) {
      const Z = await trainer.project(weights, X)
      return settings.normaliseOutput ? unitRows(Z) : Z
    },
    outputDimensions: settings.output,
    details,
  })

  return {
    name: 'contrastive',

    async fitInner(fit, validation, context) {
      const watched = hasBothKinds(validation.y) ? shuffled(validation, context.seed) : null
      const { epochs, patience } = settings
      const plan = { phase: 'search', train: fit, validation: watched, epochs, patience } as const
      const { weights, epoch, epochsRun } = await trainNetwork(plan, settings, trainer, context)
      const hidden = weights[0]!.W.rows
      const details = {
        epochs: epoch,
        epochsSearched: epochsRun,
        hidden,
        output: settings.output,
        rank: Math.min(hidden, settings.output),
        heldBackRows: watched?.X.rows ?? 0,
        ...(watched && (await heldBackAuc(watched, weights, trainer))),
      }
      return { ...fitted(weights, details), epochs: epoch }
    },

    async fitAll(train, { epochs, details }, context) {
      if (!settings.refit) return null
      const plan = { phase: 'refit', train, validation: null, epochs, patience: null } as const
      const { weights } = await trainNetwork(plan, settings, trainer, context)
      return fitted(weights, details)
    },
  }
}

async function heldBackAuc(
  rows: Labelled,
  weights: NetworkWeights,
  trainer: Trainer,
): Promise<Readonly<Record<string, number>>> {
  const { X, y } = head(rows, pairAucRows)
  const auc = pairAuc(await trainer.project(weights, X), y)
  return auc === null ? {} : { heldBackPairRows: X.rows, heldBackPairAuc: auc }
}

/** Whether there are pairs of one label and pairs of two: a contrastive loss says nothing about fewer. */
function hasBothKinds(y: Int32Array): boolean {
  const same = samePairs(y)
  return same > 0 && same < (y.length * (y.length - 1)) / 2
}

/** In random order: chunks of the validation loss, and the AUC's rows, must not follow the order of the file. */
function shuffled(rows: Labelled, seed: number): Labelled {
  const order = createRng(seed, 'validation').permutation(rows.X.rows)
  return pick(rows, order)
}

function head(rows: Labelled, count: number): Labelled {
  return pick(
    rows,
    Int32Array.from({ length: Math.min(count, rows.X.rows) }, (_, i) => i),
  )
}
