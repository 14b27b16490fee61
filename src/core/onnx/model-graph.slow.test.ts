import { beforeAll, describe, expect, test } from 'vitest'
import type { ExperimentData } from '../evaluation/types.ts'
import { argmaxRows, matrix } from '../math/matrix.ts'
import type { FinalModel } from '../model/final-model.ts'
import { openModel, predictCases } from '../model/predict-cases.ts'
import { useCpuBackend } from '../projection/testing/cpu-backend.ts'
import { feedsOf } from './feeds.ts'
import { modelToOnnx } from './model-file.ts'
import { modelGraph } from './model-graph.ts'
import { fitMixed, quick } from './testing/fit-mixed.ts'
import { mixedCases, mixedModalities, takeSome } from './testing/mixed-cases.ts'
import { largestDifference, runOnnx } from './testing/run-onnx.ts'

beforeAll(useCpuBackend)

const places = (from: number, to: number): Int32Array =>
  Int32Array.from({ length: to - from }, (_, i) => from + i)

/** The app's own probabilities of held-out cases, and those of the model's ONNX file. */
async function bothWays(model: FinalModel, held: ExperimentData) {
  const predictions = await predictCases(openModel(model), held.modalities)
  const { bytes, inputs } = modelToOnnx(model)
  const feeds = feedsOf(inputs, held.modalities, places(0, held.y.length))
  const { probabilities, label } = await runOnnx(bytes, feeds)
  return {
    own: predictions.flatMap(({ proba }) => proba),
    probabilities: probabilities!.data as Float32Array,
    labels: label!.data as string[],
  }
}

const data = mixedCases(150, 2)
const [train, held] = [takeSome(data, places(0, 110)), takeSome(data, places(110, 150))]

describe('a model as ONNX gives held-out cases the probabilities that the app gives them', () => {
  test.each([
    ['none', 'single', 'rf', 'none'],
    ['none', 'per-modality', 'xgb', 'isotonic'],
    ['pca', 'single', 'svc', 'none'],
    ['pca', 'per-modality', 'lr', 'platt'],
    ['contrastive', 'single', 'lr', 'isotonic'],
    ['contrastive', 'per-modality', 'mlp', 'platt'],
  ] as const)('%s, %s, %s, %s', async (projection, fusion, classifier, recalibration) => {
    const model = await fitMixed(train, { projection, fusion, classifier, recalibration })
    const { own, probabilities, labels } = await bothWays(model, held)
    expect(largestDifference(probabilities, own)).toBeLessThan(1e-5)
    const called = argmaxRows(matrix(40, 2, probabilities.slice()))
    expect(labels).toEqual(Array.from(called, (c) => model.classes[c]))
    // a test of one value would hold for anything
    expect(new Set(labels).size).toBe(2)
  })

  test('three classes, each calibrated; two networks of two hidden layers side by side', async () => {
    const three = mixedCases(150, 3)
    const choice = { projection: 'contrastive', fusion: 'per-modality', classifier: 'knn', recalibration: 'isotonic' } as const // prettier-ignore
    const model = await fitMixed(takeSome(three, places(0, 110)), choice, {
      preset: { ...quick, contrastive: { ...quick.contrastive, hiddenLayers: 2, seeds: 2 } },
    })
    const { own, probabilities } = await bothWays(model, takeSome(three, places(110, 150)))
    expect(largestDifference(probabilities, own)).toBeLessThan(1e-5)
  })

  test('R2: features as they are, without standardising, and a modality that training had too rarely', async () => {
    const [note, ...others] = train.modalities as [(typeof train.modalities)[0]]
    const rare = { ...note, present: new Uint8Array(110) }
    const choice = {
      projection: 'none',
      fusion: 'single',
      classifier: 'cart',
      recalibration: 'none',
    } as const
    const model = await fitMixed({ ...train, modalities: [rare, ...others] }, choice, {
      preset: { ...quick, standardise: false },
    })
    expect(modelGraph(model).inputs.map(({ modality }) => modality)).toEqual(['ECG (vectors)', 'table'])
    const { own, probabilities } = await bothWays(model, held)
    expect(largestDifference(probabilities, own)).toBeLessThan(1e-6)
  })
})

test.each([
  ['cast 0', '_cast 1', 'classes'],
  ['probabilities', 'label', 'label'.toUpperCase()],
  ['note', 'note_present', 'números'],
])('modalities may be called %s, %s and %s', async (...names) => {
  const named = (of: ExperimentData): ExperimentData => ({
    ...of,
    modalities: of.modalities.map((modality, m) => ({ ...modality, name: names[m]! })),
  })
  const choice = { projection: 'none', fusion: 'single', classifier: 'lr', recalibration: 'none' } as const
  const model = await fitMixed(named(train), choice, {}, mixedModalities.map((of, m) => ({ ...of, name: names[m]! }))) // prettier-ignore
  const { own, probabilities } = await bothWays(model, named(held))
  expect(largestDifference(probabilities, own)).toBeLessThan(1e-5)
})

test('inputs have names that servers of models take, and say what they stand for', async () => {
  const choice = {
    projection: 'none',
    fusion: 'single',
    classifier: 'centroid',
    recalibration: 'none',
  } as const
  const { graph, inputs } = modelGraph(await fitMixed(train, choice))
  expect(graph.inputs).toEqual([
    { name: 'clinical_note', type: 'float32', shape: ['cases', 12] },
    { name: 'clinical_note_present', type: 'bool', shape: ['cases'] },
    { name: 'ECG_vectors', type: 'float32', shape: ['cases', 5] },
    { name: 'ECG_vectors_present', type: 'bool', shape: ['cases'] },
    { name: 'table_numbers', type: 'float64', shape: ['cases', 3] },
    { name: 'table_categories', type: 'int64', shape: ['cases', 2] },
  ])
  expect(inputs.at(-1)).toEqual({
    kind: 'table',
    modality: 'table',
    numbers: { name: 'table_numbers', columns: ['age', 'always 7', 'large'] },
    categories: {
      name: 'table_categories',
      columns: [
        { name: 'sex', levels: ['f', 'm'] },
        { name: 'ward', levels: ['a', 'b'] },
      ],
    },
  })
})
