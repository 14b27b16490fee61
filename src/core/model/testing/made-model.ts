import { modalityOf, normalMatrix, smallSettings, studyWith } from '../../evaluation/testing/study.ts'
import type { ExperimentData, ModalityData } from '../../evaluation/types.ts'
import type { AdaptSettings } from '../../projection/presets.ts'
import { createRng } from '../../math/rng.ts'
import type { Study } from '../../study/study.ts'
import type { ModelChoice } from '../final-model.ts'
import { fitFinalModel, type FitModelOptions, type ModelData } from '../fit-final-model.ts'

/** Cases of two classes: vectors that tell much of the class, others that tell nothing, and a table that tells a little. */
export function madeCases(n: number, seed: number): { modalities: ModalityData[]; y: Int32Array } {
  const rng = createRng(seed, 'made cases')
  const y = Int32Array.from({ length: n }, (_, i) => i % 2)
  const telling = normalMatrix(n, 6, rng)
  for (let i = 0; i < n; i++) for (let j = 0; j < 2; j++) telling.data[i * 6 + j]! += 2.5 * y[i]!
  const silent = normalMatrix(n, 4, rng)
  return {
    y,
    modalities: [
      modalityOf(telling, 'note'),
      modalityOf(silent, 'noise'),
      {
        kind: 'table',
        name: 'table',
        columns: [
          {
            kind: 'number',
            name: 'age',
            values: Float64Array.from(y, (c) => 50 + 10 * rng.normal() + 8 * c),
          },
          { kind: 'category', name: 'sex', values: Int32Array.from(y, () => rng.int(2)), levels: ['f', 'm'] },
        ],
      },
    ],
  }
}

/** A network that learns enough of so few cases. */
const settings: AdaptSettings = {
  ...smallSettings,
  contrastive: { ...smallSettings.contrastive, epochs: 25, patience: 5, batchSize: 32, dropout: 0.1 },
}

export const madeStudy = (changes: Partial<Study> = {}): Study =>
  studyWith({ preset: settings, validation: { folds: 5, repeats: 1, seed: 42 }, ...changes })

export const madeChoice: ModelChoice = {
  projection: 'contrastive',
  fusion: 'single',
  classifier: 'lr',
  recalibration: 'platt',
}

/** Every case a patient of its own. */
export function madeData(n: number, seed = 1): ModelData {
  const { modalities, y } = madeCases(n, seed)
  const experiment: ExperimentData = {
    modalities,
    y,
    classes: ['no', 'yes'],
    positive: 1,
    groups: Int32Array.from({ length: n }, (_, i) => i),
  }
  return {
    experiment,
    folds: null,
    caseIds: Array.from({ length: n }, (_, i) => `case ${i}`),
    modalities: [
      { kind: 'embedding', name: 'note', columns: ['note'], inLists: true, dimensions: 6 },
      { kind: 'embedding', name: 'noise', columns: ['noise'], inLists: true, dimensions: 4 },
      {
        kind: 'table',
        name: 'table',
        columns: [
          { kind: 'number', name: 'age' },
          { kind: 'category', name: 'sex', levels: ['f', 'm'] },
        ],
      },
    ],
    decimal: '.',
    fingerprint: 'made',
  }
}

export const fitMade = (
  data: ModelData,
  choice: Partial<ModelChoice> = {},
  study: Study = madeStudy(),
  options: Partial<FitModelOptions> = {},
) =>
  fitFinalModel(
    data,
    study,
    { ...madeChoice, ...choice },
    { computedWith: { app: 'test', backend: 'cpu' }, ...options },
  )
