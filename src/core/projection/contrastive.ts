import { array, boolean, minLength, object, pipe } from 'valibot'
import { concatColumns } from '../math/matrix.ts'
import { createRng } from '../math/rng.ts'
import { chooseCandidate, comparable } from './choose-candidate.ts'
import { heldBackAuc, watchedRows } from './held-back.ts'
import type { FittedMethod, Method } from './method.ts'
import { networkSchema, networkToJson } from './network-json.ts'
import { widthsOf, type NetworkWeights } from './network.ts'
import type { ContrastiveSettings } from './presets.ts'
import { trainNetwork, type TrainedNetwork } from './train.ts'
import type { Trainer } from './trainer.ts'
import { unitRows } from './unit-rows.ts'

interface Search extends FittedMethod {
  /** The candidate that the refit trains. */
  readonly settings: ContrastiveSettings
  /** What the refit trains each network for. */
  readonly epochs: readonly number[]
}

/**
 * The contrastive projection (arXiv 2502.02048). The search trains on the inner fit rows and watches the loss of the
 * validation rows: with patience its best epoch counts, without it the last. Then, with `refit`, a fresh network is trained on all
 * training rows for that many epochs; without it the search's network is the projection (the reference's procedure).
 * Where the validation rows hold no pair of one kind there is nothing to watch, and the search runs all its epochs.
 *
 * With a grid (`search`) every candidate is trained so, and the validation rows choose (choose-candidate.ts). With several
 * `seeds` that many networks are trained, each with random streams, early stopping and a refit of its own; their outputs stand side
 * by side, each network's divided by their length where the settings say so.
 *
 * details: `epochs` of the projection's networks and `epochsSearched` before them, means over the networks; `hidden` and
 * `output` units; `rank`, the most dimensions that the outputs span; `heldBackRows` watched (0: none could be), and of these
 * `heldBackPairRows` (a random 2,048 at most) with `heldBackPairAuc`, the AUC of cosine similarity as the score of "same label", the
 * mean over the search's networks. Of several networks also `networks`, `epochsLeast` and `epochsMost`; of a grid what
 * chooseCandidate adds.
 */
export function contrastive(own: ContrastiveSettings, trainer: Trainer): Method<Search> {
  const { normaliseOutput } = own
  const fitted = (networks: readonly NetworkWeights[], details: FittedMethod['details']): FittedMethod =>
    joinedNetworks({ networks, normaliseOutput }, details, trainer)

  return {
    name: 'contrastive',

    async fitInner(fit, validation, context) {
      const inner = { fit, validation }
      const watched = watchedRows(validation, context.seed)
      const [firstSeed, ...otherSeeds] = networkSeeds(context.seed, own.seeds)
      const networks = comparable(own, inner).length + otherSeeds.length
      let network = 0
      const train = (settings: ContrastiveSettings, seed: number): Promise<TrainedNetwork> => {
        const { epochs, patience } = settings
        const place = { phase: 'search', network: ++network, networks } as const
        const plan = { ...place, train: fit, validation: watched, epochs, patience }
        return trainNetwork(plan, settings, trainer, { ...context, seed })
      }

      const choice = await chooseCandidate(own, inner, trainer, (settings) => train(settings, firstSeed!))
      const trained = [choice.trained]
      for (const seed of otherSeeds) trained.push(await train(choice.settings, seed))

      const weights = trained.map((of) => of.weights)
      const details = {
        ...summarised(trained, own.output),
        heldBackRows: watched?.X.rows ?? 0,
        ...(watched && (await heldBackAuc(watched, weights, trainer))),
        ...choice.details,
      }
      const epochs = trained.map(({ epoch }) => epoch)
      return { ...fitted(weights, details), settings: choice.settings, epochs }
    },

    async fitAll(train, { settings, epochs, details }, context) {
      if (!settings.refit) return null
      const networks = settings.seeds
      const weights: NetworkWeights[] = []
      for (const [i, seed] of networkSeeds(context.seed, networks).entries()) {
        const place = { phase: 'refit', network: i + 1, networks } as const
        const plan = { ...place, train, validation: null, epochs: epochs[i]!, patience: null }
        weights.push((await trainNetwork(plan, settings, trainer, { ...context, seed })).weights)
      }
      return fitted(weights, details)
    },
  }
}

export interface JoinedNetworks {
  readonly networks: readonly NetworkWeights[]
  /** Whether each network's outputs are divided by their length. */
  readonly normaliseOutput: boolean
}

/** The outputs of trained networks side by side, [m, d] -> [m, networks * k]. */
export function joinedNetworks(
  { networks, normaliseOutput }: JoinedNetworks,
  details: FittedMethod['details'],
  trainer: Pick<Trainer, 'project'>,
): FittedMethod {
  return {
    async transform(X) {
      const parts = []
      for (const weights of networks) {
        const Z = await trainer.project(weights, X)
        parts.push(normaliseOutput ? unitRows(Z) : Z)
      }
      return concatColumns(parts)
    },
    outputDimensions: networks.reduce((sum, weights) => sum + widthsOf(weights).at(-1)!, 0),
    details,
    parameters: () => ({ normaliseOutput, networks: networks.map(networkToJson) }),
  }
}

export const contrastiveParameters = object({
  normaliseOutput: boolean(),
  networks: pipe(array(networkSchema), minLength(1)),
})

/** Seeds of the joined networks: the first is the fit's own, so that joining further ones leaves it as it is. */
function networkSeeds(seed: number, networks: number): number[] {
  return Array.from({ length: networks }, (_, i) =>
    i === 0 ? seed : createRng(seed, 'network', i).int(4294967296),
  )
}

function summarised(trained: readonly TrainedNetwork[], output: number): Record<string, number> {
  const networks = trained.length
  const epochs = trained.map(({ epoch }) => epoch)
  const hidden = trained[0]!.weights[0]!.W.rows
  return {
    epochs: mean(epochs),
    epochsSearched: mean(trained.map(({ epochsRun }) => epochsRun)),
    hidden,
    output: networks * output,
    rank: networks * Math.min(hidden, output),
    ...(networks > 1 && { networks, epochsLeast: Math.min(...epochs), epochsMost: Math.max(...epochs) }),
  }
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
