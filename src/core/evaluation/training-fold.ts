import { groupedStratifiedSplit, type InnerSplit } from '../dataset/folds.ts'
import { createRng } from '../math/rng.ts'
import { innerValidationShare } from '../projection/presets.ts'
import { placeOf } from './checks.ts'
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
 * The training rows of a unit with their inner split, which depends on seed and place only: every projection and
 * fusion of a fold is tuned on the same rows.
 */
export function trainingFold(
  unit: Unit,
  { y, groups }: Pick<ExperimentData, 'y' | 'groups'>,
  seed: number,
): TrainingFold {
  const { train } = unit
  const rows = { y: train.map((i) => y[i]!), groups: train.map((i) => groups[i]!) }
  const rng = createRng(seed, 'inner', ...placeOf(unit))
  return {
    cases: train,
    ...rows,
    inner: groupedStratifiedSplit({ ...rows, share: innerValidationShare, rng }),
  }
}
