import { countSharedPatients } from '../dataset/folds.ts'
import { fitUnit, type FitUnitOptions } from '../evaluation/fit-unit.ts'
import { projectCases } from '../evaluation/project-fold.ts'
import type { ExperimentData, Unit } from '../evaluation/types.ts'
import { Failure } from '../failure.ts'
import type { Matrix } from '../math/matrix.ts'
import type { AdaptSettings } from '../projection/presets.ts'

/**
 * The held-out cases of a unit in the space of its projection, [test.length, d]: the very vectors that the unit's classifiers
 * predicted from, since the projection is fitted again on the unit's training rows with the run's seed (R2, R12). No case is
 * shown by a projection that was fitted on it (R10). With the projection 'none' it is the space before any: the fused vectors,
 * standardised on the training rows where the settings say so.
 *
 * @throws Failure 'patients-shared', 'no-vectors', 'cancelled', and what fitting throws
 */
export async function heldOutVectors(
  unit: Unit,
  data: ExperimentData,
  settings: AdaptSettings,
  options: FitUnitOptions,
): Promise<Matrix> {
  const { repeat, fold, train, test } = unit
  const patients = countSharedPatients(train, test, data.groups)
  if (patients > 0) throw new Failure('patients-shared', { repeat, fold, patients })
  const { fitted } = await fitUnit(unit, data, settings, options)
  if (fitted.length === 0) throw new Failure('no-vectors', { repeat, fold })
  try {
    return await projectCases(fitted, test, 'transform')
  } finally {
    fitted.forEach(({ projection }) => projection.dispose())
  }
}
