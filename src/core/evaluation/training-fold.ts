import { groupedStratifiedSplit, type InnerSplit } from '../dataset/folds.ts'
import { createRng } from '../math/rng.ts'
import { innerValidationShare } from '../projection/presets.ts'
import type { ExperimentData, Unit } from './types.ts'

export interface TrainingFold {
  /** Case index of each training row, and its class and patient, [n]. */
  readonly cases: Int32Array
  readonly y: Int32Array
  readonly groups: Int32Array
  /** For tuning (R3): patients on one side only (R1); indices into the training rows. */
  readonly inner: InnerSplit
}

/**
 * The training rows of a unit with their inner split, which depends on seed, repeat and fold only: every projection and
 * fusion of a fold is tuned on the same rows.
 */
export function trainingFold(
  { repeat, fold, train }: Unit,
  { y, groups }: ExperimentData,
  seed: number,
): TrainingFold {
  const rows = { y: train.map((i) => y[i]!), groups: train.map((i) => groups[i]!) }
  const rng = createRng(seed, 'inner', repeat, fold)
  return {
    cases: train,
    ...rows,
    inner: groupedStratifiedSplit({ ...rows, share: innerValidationShare, rng }),
  }
}
