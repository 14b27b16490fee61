import { candidatesOf, variedNames } from './candidates.ts'
import { neighbourLoss } from './neighbour-loss.ts'
import type { ContrastiveSettings } from './presets.ts'
import type { TrainedNetwork } from './train.ts'
import type { Labelled, Trainer } from './trainer.ts'

export interface Choice {
  readonly settings: ContrastiveSettings
  readonly trained: TrainedNetwork
  readonly details: Readonly<Record<string, number>>
}

export interface InnerRows {
  readonly fit: Labelled
  readonly validation: Labelled
}

/** The candidates that the inner rows can tell apart: the settings' own alone where validation rows of two classes are missing. */
export function comparable(own: ContrastiveSettings, { fit, validation }: InnerRows): ContrastiveSettings[] {
  return new Set(validation.y).size > 1 && fit.X.rows > 0 ? candidatesOf(own) : [own]
}

/**
 * The candidate whose network, trained on the inner fit rows, tells the classes of the inner validation rows best: the least
 * neighbourLoss (R3); of equals the first, and the settings' own is the first of all. No test row is looked at, and no row
 * that was trained on is judged.
 *
 * details: `candidates` compared, the chosen value of each setting that was varied (`temperatureChosen`), `searchLoss` of the
 * chosen candidate and `searchLossOfOwn` of the settings' own; where nothing could be compared `searchedWithoutValidation` alone.
 */
export async function chooseCandidate(
  own: ContrastiveSettings,
  rows: InnerRows,
  trainer: Trainer,
  train: (settings: ContrastiveSettings) => Promise<TrainedNetwork>,
): Promise<Choice> {
  const [first, ...others] = comparable(own, rows)
  const trained = await train(first!)
  const varied = variedNames(own)
  if (varied.length === 0) return { settings: own, trained, details: {} }
  if (others.length === 0) return { settings: own, trained, details: { searchedWithoutValidation: 1 } }

  const lossOf = async ({ weights }: TrainedNetwork): Promise<number> => {
    const project = async ({ X, y }: Labelled): Promise<Labelled> => ({
      X: await trainer.project(weights, X),
      y,
    })
    return neighbourLoss(await project(rows.fit), await project(rows.validation))
  }
  const lossOfOwn = await lossOf(trained)
  let best = { settings: first!, trained, loss: lossOfOwn }
  for (const settings of others) {
    const candidate = await train(settings)
    const loss = await lossOf(candidate)
    if (loss < best.loss) best = { settings, trained: candidate, loss }
  }
  const chosen = varied.map((name) => [`${name}Chosen`, numberOf(best.settings, name, best.trained)] as const)
  return {
    settings: best.settings,
    trained: best.trained,
    details: {
      candidates: others.length + 1,
      ...Object.fromEntries(chosen),
      searchLoss: best.loss,
      searchLossOfOwn: lossOfOwn,
    },
  }
}

/** Details are numbers: the paper's rule for hidden units counts as what it came to. */
function numberOf(
  settings: ContrastiveSettings,
  name: ReturnType<typeof variedNames>[number],
  { weights }: TrainedNetwork,
): number {
  const value = settings[name]
  return value === 'paper' ? weights[0]!.W.rows : value
}
