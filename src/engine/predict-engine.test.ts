import { expect, test } from 'vitest'
import { madeCases, madeChoice, madeData, madeStudy } from '../core/model/testing/made-model.ts'
import type { FitProgress } from '../core/model/fit-final-model.ts'
import { createPredictEngine } from './predict-engine.ts'
import { createStudyEngine } from './study-engine.ts'

test('a model that the study engine fitted predicts in another worker, on WebAssembly', async () => {
  const { experiment, ...about } = madeData(60)
  const study = createStudyEngine()
  await study.init('wasm', experiment)
  const progress: FitProgress[] = []
  const packed = await study.fitFinalModel(
    about,
    madeStudy(),
    madeChoice,
    { app: 'test', backend: 'wasm' },
    (done) => progress.push(done),
  )
  expect(progress.at(-1)).toMatchObject({ done: 5, of: 6 })
  expect(packed.about).toMatchObject({ cases: 60, patients: 60, folds: 5, classes: ['no', 'yes'] })

  const engine = createPredictEngine()
  await engine.open(packed.bytes)
  const { modalities, y } = madeCases(50, 3)
  const predictions = await engine.predict(modalities)
  const right = predictions.filter(({ proba }, i) => Number(proba[1]! > 0.5) === y[i]).length
  expect(right).toBeGreaterThan(40)
  expect(await engine.areTrainingCases(['case 3', 'new'])).toEqual([true, false])
})

test('what is no model is refused', async () => {
  await expect(createPredictEngine().open(Uint8Array.of(1, 2, 3))).rejects.toMatchObject({
    code: 'model-unreadable',
  })
})
