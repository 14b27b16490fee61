import type { Recalibration } from '../evaluation/performance/performance.ts'
import type { DecimalMark } from '../tables/numbers.ts'
import type { FinalModel } from './final-model.ts'
import type { PackedModel } from './pack-model.ts'

/** What a list of models and the form for a new case need to know of one, without what it is made of. */
export interface ModelFacts extends Pick<
  FinalModel,
  'study' | 'choice' | 'classes' | 'positive' | 'modalities' | 'patients' | 'fingerprint' | 'computedWith'
> {
  /** See FinalModel; models that were kept earlier do not say. */
  readonly decimal?: DecimalMark | null
  /** Whether its probabilities are mapped by what was fitted on held-out cases; models that were kept earlier do not say. */
  readonly isCalibrated?: boolean
  readonly cases: number
  /** Fits that each lack the cases of one fold. */
  readonly folds: number
  /** See OutOfDistribution. */
  readonly neighbours: number
  readonly falseAlarmRate: number
  readonly heldOutCases: number
  /** Whether a case is also compared before the projection. */
  readonly looksAtRawSpace: boolean
}

export function modelFacts(model: PackedModel): ModelFacts {
  const { study, choice, classes, positive, modalities, patients, fingerprint, computedWith } = model
  const { neighbours, falseAlarmRate, heldOutCases, raw } = model.outOfDistribution
  return {
    study,
    choice,
    classes,
    positive,
    modalities,
    patients,
    fingerprint,
    computedWith,
    decimal: model.decimal ?? null,
    isCalibrated: model.calibrator !== null,
    cases: model.y.length,
    folds: model.foldProcedures.length,
    neighbours,
    falseAlarmRate,
    heldOutCases,
    looksAtRawSpace: raw !== null,
  }
}

/**
 * How a model's probabilities are calibrated. 'not-possible': it was asked for, and the held-out cases lacked those of a class, so that
 * the probabilities are the classifier's own.
 */
export type ModelCalibration = Recalibration | 'not-possible'

export function calibrationOf({
  choice: { recalibration },
  isCalibrated = true,
}: Pick<ModelFacts, 'choice' | 'isCalibrated'>): ModelCalibration {
  return recalibration !== 'none' && !isCalibrated ? 'not-possible' : recalibration
}
