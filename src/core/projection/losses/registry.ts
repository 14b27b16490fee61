import type { LossName } from '../presets.ts'
import type { ContrastiveLoss } from './loss.ts'
import { pairCosine } from './pair-cosine.ts'
import { pair } from './pair.ts'
import { supcon } from './supcon.ts'

/** Every loss by its name in a study file. To add one: its name in presets.ts, its file here, one line below. */
export const losses: { readonly [name in LossName]: ContrastiveLoss } = {
  pair,
  'pair-cosine': pairCosine,
  supcon,
}
