import type { FinalModel } from './final-model.ts'

/** What a list of models and the form for a new case need to know of one, without what it is made of. */
export interface ModelFacts extends Pick<
  FinalModel,
  'study' | 'choice' | 'classes' | 'positive' | 'modalities' | 'patients' | 'fingerprint' | 'computedWith'
> {
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

export function modelFacts(model: FinalModel): ModelFacts {
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
    cases: model.y.length,
    folds: model.foldProcedures.length,
    neighbours,
    falseAlarmRate,
    heldOutCases,
    looksAtRawSpace: raw !== null,
  }
}
