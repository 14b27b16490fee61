import type { ExperimentData } from '../../evaluation/types.ts'
import { smallSettings, studyWith } from '../../evaluation/testing/study.ts'
import type { FinalModel, ModelChoice } from '../../model/final-model.ts'
import { fitFinalModel } from '../../model/fit-final-model.ts'
import type { Study } from '../../study/study.ts'
import { mixedModalities } from './mixed-cases.ts'

/** Networks of one epoch: what they learn does not matter here. */
export const quick = {
  ...smallSettings,
  contrastive: { ...smallSettings.contrastive, epochs: 1, patience: null },
}

/** A model of mixed cases, by two folds. */
export function fitMixed(
  data: ExperimentData,
  choice: ModelChoice,
  changes: Partial<Study> = {},
  modalities: FinalModel['modalities'] = mixedModalities,
): Promise<FinalModel> {
  const described = {
    experiment: data,
    folds: null,
    decimal: null,
    modalities,
    caseIds: Array.from(data.y, (_, i) => `case ${i}`),
    fingerprint: 'f',
  }
  const study = studyWith({ validation: { folds: 2, repeats: 1, seed: 1 }, preset: quick, ...changes })
  return fitFinalModel(described, study, choice, { computedWith: { app: 'test', backend: 'cpu' } })
}
