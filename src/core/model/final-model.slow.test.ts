import { beforeAll, describe, expect, test } from 'vitest'
import { classifierNames } from '../classifiers/registry.ts'
import { fitCalibrator } from '../evaluation/performance/calibrator.ts'
import { runStudy } from '../evaluation/testing/study.ts'
import type { ModalityData } from '../evaluation/types.ts'
import { matrix, row } from '../math/matrix.ts'
import { cosineNeighbours } from '../math/neighbours.ts'
import { projectionNames } from '../projection/projection.ts'
import { useCpuBackend } from '../projection/testing/cpu-backend.ts'
import type { FinalModel } from './final-model.ts'
import type { FitProgress } from './fit-final-model.ts'
import { calibrationOf, modelFacts } from './model-facts.ts'
import { packModel, unpackModel } from './pack-model.ts'
import { openModel, predictCases } from './predict-cases.ts'
import { openSpace } from './space.ts'
import { takeCases } from './take-cases.ts'
import { fitMade, madeCases, madeData, madeStudy } from './testing/made-model.ts'

const data = madeData(160)
let model: FinalModel

beforeAll(async () => {
  await useCpuBackend()
  model = await fitMade(data)
})

describe('a final model', () => {
  test('R11: is fitted on all cases, those of a locked test set included', async () => {
    const study = madeStudy({ validation: { folds: 2, repeats: 1, seed: 42, test: { share: 0.3 } } })
    const locked = await fitMade(madeData(60), { projection: 'none' }, study)
    expect(locked.outOfDistribution.projected.X.rows).toBe(60)
    // two folds would tell too little
    expect(locked.foldProcedures).toHaveLength(5)
    expect(locked.heldOut.folds.flatMap(({ cases }) => [...cases]).sort((a, b) => a - b)).toEqual([
      ...Array(60).keys(),
    ])
  })

  test('R4: is calibrated on the predictions of held-out cases, which are those of the run', async () => {
    const results = await runStudy(data.experiment, madeStudy({ projections: ['contrastive'] }))
    const rows = results.flatMap(({ unit, proba }) =>
      Array.from(unit.test, (caseIndex, i) => ({ caseIndex, proba: row(proba.lr!, i) })),
    )
    const proba = matrix(rows.length, 2)
    rows.forEach((of, i) => proba.data.set(of.proba, i * 2))
    const y = Int32Array.from(rows, ({ caseIndex }) => data.experiment.y[caseIndex]!)
    expect(model.calibrator).toEqual(fitCalibrator({ y, proba, positive: 1 }, 'platt'))
  })

  test('R13: is said to be calibrated where it is', () => {
    expect(calibrationOf(modelFacts(model))).toBe('platt')
    expect(calibrationOf(modelFacts({ ...model, calibrator: null }))).toBe('not-possible')
  })

  test('predicts alike after it was packed', async () => {
    const { modalities } = madeCases(5, 2)
    const restored = unpackModel(packModel(model))
    expect(restored).toEqual(model)
    expect(await predictCases(openModel(restored), modalities)).toEqual(
      await predictCases(openModel(model), modalities),
    )
  })

  test('refuses bytes that are damaged', () => {
    const bytes = packModel(model)
    for (const broken of [
      bytes.slice(0, 4),
      bytes.slice(0, 100),
      bytes.slice(0, -64),
      bytes.map((b, i) => (i === 20 ? 0 : b)),
    ])
      expect(() => unpackModel(broken)).toThrow(
        expect.objectContaining({ code: 'model-unreadable' }) as Error,
      )
  })

  test('predicts a case alike whatever cases come with it', async () => {
    const { modalities } = madeCases(6, 3)
    const opened = openModel(model)
    const [alone] = await predictCases(opened, takeCases(modalities, [4]))
    const together = await predictCases(opened, modalities)
    expect(together[4]!.proba[1]).toBeCloseTo(alone!.proba[1]!, 6)
    expect(together[4]!.similar.map((of) => of.case)).toEqual(alone!.similar.map((of) => of.case))
  })

  test('tells the classes of new cases, with intervals around each probability', async () => {
    const { modalities, y } = madeCases(200, 4)
    const predictions = await predictCases(openModel(model), modalities)
    const right = predictions.filter(({ proba }, i) => Number(proba[1]! > 0.5) === y[i]).length
    expect(right / 200).toBeGreaterThan(0.9)
    for (const { proba, intervals } of predictions) {
      expect(proba[0]! + proba[1]!).toBeCloseTo(1, 6)
      intervals.forEach(([low, high], c) => {
        expect(low).toBeLessThanOrEqual(proba[c]!)
        expect(high).toBeGreaterThanOrEqual(proba[c]!)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
      })
    }
  })

  test('R10: finds similar cases in the space of the fold that never saw them: a copy finds its case', async () => {
    const copies = [3, 41, 77]
    const predictions = await predictCases(openModel(model), takeCases(data.experiment.modalities, copies))
    predictions.forEach(({ similar }, i) => {
      expect(similar).toHaveLength(5)
      expect(similar[0]).toMatchObject({ case: `case ${copies[i]}`, index: copies[i], label: copies[i]! % 2 })
      expect(similar[0]!.relativeDistance).toBeLessThan(1e-6)
      expect(similar.map((of) => of.relativeDistance)).toEqual(
        similar.map((of) => of.relativeDistance).toSorted((a, b) => a - b),
      )
    })
  })

  test('R10: the distance of a similar case is that in the space of the fold that held it out, over the close one there', async () => {
    const { modalities } = madeCases(1, 11)
    const [prediction] = await predictCases(openModel(model), modalities)
    for (const { index, relativeDistance } of prediction!.similar) {
      const fold = model.heldOut.folds.findIndex(({ cases }) => cases.includes(index))
      const space = openSpace(model.foldProcedures[fold]!.space)
      const training = await space.project(takeCases(data.experiment.modalities, [index]))
      const { distances } = cosineNeighbours(training, await space.project(modalities), 1)
      expect(relativeDistance).toBeCloseTo(distances[0]! / model.heldOut.folds[fold]!.closeDistance, 6)
    }
  })

  test('a model that was kept before close distances were is completed as it is opened', () => {
    const folds = model.heldOut.folds.map(({ cases, X }) => ({ cases, X }))
    const before = { ...model, heldOut: { folds } } as unknown as FinalModel
    expect(unpackModel(packModel(before))).toEqual(model)
  })

  test('says which modality a prediction owes to: the one that tells the class, not the noise', async () => {
    const { modalities } = madeCases(100, 5)
    const predictions = await predictCases(openModel(model), modalities)
    const mean = (name: string): number =>
      predictions.reduce(
        (sum, { contributions }) => sum + contributions.find((of) => of.modality === name)!.logOdds,
        0,
      ) / 100
    expect(mean('note')).toBeGreaterThan(1)
    expect(Math.abs(mean('noise'))).toBeLessThan(mean('note') / 3)
  })

  test('R7: a case may lack modalities; what it lacks is named and contributes nothing', async () => {
    const { modalities } = madeCases(2, 6)
    const [note, noise, table] = modalities
    const lacking = [
      note!,
      { ...(noise as Extract<ModalityData, { present: Uint8Array }>), present: new Uint8Array(2) },
      table!,
    ]
    const [prediction] = await predictCases(openModel(model), lacking)
    expect(prediction!.missing).toEqual(['noise'])
    expect(prediction!.contributions.map(({ modality }) => modality)).toEqual(['note', 'table'])
    expect(prediction!.proba.every(Number.isFinite)).toBe(true)
  })

  test('R13: counts the categories that no training case has', async () => {
    const { modalities } = madeCases(2, 7)
    const [note, noise] = modalities
    const table = {
      kind: 'table',
      name: 'table',
      columns: [
        { kind: 'number', name: 'age', values: Float64Array.from([50, 60]) },
        { kind: 'category', name: 'sex', values: Int32Array.from([1, 0]), levels: ['m', 'unknown'] },
      ],
    } as const
    const predictions = await predictCases(openModel(model), [note!, noise!, table])
    expect(predictions.map(({ unseen }) => unseen)).toEqual([1, 0])
  })

  test('warns of cases unlike the training cases, and seldom of cases like them', async () => {
    expect(model.outOfDistribution.heldOutCases).toBe(160)
    expect(model.outOfDistribution.falseAlarmRate).toBeLessThanOrEqual(0.05)
    const { modalities } = madeCases(400, 8)
    const opened = openModel(model)
    const alike = await predictCases(opened, modalities)
    expect(alike.filter(({ isUnlike }) => isUnlike).length / 400).toBeLessThan(0.08)
    const far = modalities.map((modality) =>
      modality.name === 'noise' && 'X' in modality
        ? {
            ...modality,
            X: matrix(
              400,
              4,
              modality.X.data.map((value) => value + 9),
            ),
          }
        : modality,
    )
    const unlike = await predictCases(opened, far)
    expect(unlike.every(({ isUnlike }) => isUnlike)).toBe(true)
  })

  test('reports every fit, and stops where it is told to', async () => {
    const seen: FitProgress[] = []
    await fitMade(madeData(60), { projection: 'none' }, madeStudy(), {
      onProgress: (progress) => void seen.push(progress),
    })
    expect(seen.map(({ done, of }) => `${done}/${of}`)).toEqual(['0/6', '1/6', '2/6', '3/6', '4/6', '5/6'])
    await expect(
      fitMade(madeData(60), { projection: 'none' }, madeStudy(), { signal: { aborted: true } }),
    ).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe.each(projectionNames)('any choice gives a model: %s', (projection) => {
  test.each(['single', 'per-modality'] as const)('%s', async (fusion) => {
    const fitted = await fitMade(madeData(60), {
      projection,
      fusion,
      classifier: 'knn',
      recalibration: 'isotonic',
    })
    const [prediction] = await predictCases(
      openModel(unpackModel(packModel(fitted))),
      madeCases(1, 9).modalities,
    )
    expect(prediction!.proba.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6)
    expect(prediction!.similar).toHaveLength(5)
    // standardised and not projected: there is one space only
    expect(prediction!.raw === null).toBe(projection === 'none')
  })
})

describe('a class that was emptied by changed labels', () => {
  const few = madeData(40)
  const labelled = (y: Int32Array, classes: readonly string[]) => ({
    ...few,
    experiment: { ...few.experiment, classes, positive: null, y },
  })

  test.each(classifierNames)('has no probability, and none can be calibrated: %s', async (classifier) => {
    const y = few.experiment.y.map((c) => 2 * c)
    const fitted = await fitMade(labelled(y, ['no', 'maybe', 'yes']), { projection: 'none', classifier })
    expect(calibrationOf(modelFacts(fitted))).toBe('not-possible')
    const [prediction] = await predictCases(openModel(fitted), madeCases(1, 9).modalities)
    expect(prediction!.proba[1]).toBe(0)
    expect(prediction!.proba[0]! + prediction!.proba[2]!).toBeCloseTo(1, 6)
  })

  test('is refused in words where it leaves one class', async () => {
    await expect(
      fitMade(labelled(new Int32Array(40), ['no', 'yes']), { projection: 'none' }),
    ).rejects.toMatchObject({ code: 'one-class-only' })
  })
})

test.each(classifierNames)(
  'any classifier gives a model, without calibration too: %s',
  async (classifier) => {
    const fitted = await fitMade(madeData(40), { projection: 'pca', classifier, recalibration: 'none' })
    const [prediction] = await predictCases(
      openModel(unpackModel(packModel(fitted))),
      madeCases(1, 9).modalities,
    )
    expect(prediction!.uncalibrated).toEqual(prediction!.proba)
  },
)
