import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadStarter } from '../../../tools/starter-text/embed.ts'
import { abstractsAreHere, readAbstracts } from '../../../tools/starter-text/testing/abstracts.ts'
import { buildDataset } from '../dataset/build.ts'
import type { ColumnRoles, TableModality } from '../dataset/dataset.ts'
import { experimentCases } from '../dataset/experiment.ts'
import { modalityOf, studyWith } from '../evaluation/testing/study.ts'
import type { ExperimentData } from '../evaluation/types.ts'
import type { ModelChoice, ModelModality } from '../model/final-model.ts'
import { fitFinalModel } from '../model/fit-final-model.ts'
import { openModel, predictCases } from '../model/predict-cases.ts'
import { useCpuBackend } from '../projection/testing/cpu-backend.ts'
import { readFile } from '../tables/testing.ts'
import { feedsOf } from './feeds.ts'
import { modelToOnnx } from './model-file.ts'
import { quick } from './testing/fit-mixed.ts'
import { takeSome } from './testing/mixed-cases.ts'
import { largestDifference, runOnnx } from './testing/run-onnx.ts'

beforeAll(useCpuBackend)

const folder = '../shared/data/tabular'
const here = existsSync(folder)
const note = (there: boolean): string => (there ? '' : ' (skipped: ../shared is not here)')

/** A table as the app opens it: numbers where its cells are numbers, else categories. */
async function tabular(name: string): Promise<ExperimentData> {
  const table = await readFile(readFileSync(`${folder}/${name}`))
  const roles = table.columns.map(({ name: column, values }) => {
    if (column === 'label') return [column, { role: 'label' }]
    const isNumber = values.every((value) => value === '?' || (value !== '' && !Number.isNaN(Number(value))))
    return [column, { role: isNumber ? 'number' : 'category' }]
  })
  const dataset = buildDataset(table, Object.fromEntries(roles) as ColumnRoles, { onePatientPerRow: true })
  const { y, classes, groups } = experimentCases(dataset)
  return { modalities: dataset.modalities as TableModality[], y, classes, positive: 1, groups }
}

/** Fits on the first cases, and gives the largest difference of the others' probabilities, the app's and the file's. */
async function differenceOnHeldOut(
  data: ExperimentData,
  modalities: readonly ModelModality[],
  trained: number,
  choice: ModelChoice,
): Promise<{ readonly difference: number; readonly cases: number }> {
  const all = Int32Array.from(data.y.keys())
  const train = takeSome(data, all.subarray(0, trained))
  const held = takeSome(data, all.subarray(trained))
  const study = studyWith({ validation: { folds: 2, repeats: 1, seed: 1 }, preset: quick })
  const described = { experiment: train, folds: null, decimal: null, modalities, fingerprint: 'f' }
  const model = await fitFinalModel(
    { ...described, caseIds: Array.from(train.y, (_, i) => String(i)) },
    study,
    choice,
    { computedWith: { app: 'test', backend: 'cpu' } },
  )
  const own = (await predictCases(openModel(model), held.modalities)).flatMap(({ proba }) => proba)
  const { bytes, inputs } = modelToOnnx(model)
  const places = Int32Array.from(held.y.keys())
  const { probabilities } = await runOnnx(bytes, feedsOf(inputs, held.modalities, places))
  return {
    difference: largestDifference(probabilities!.data as Float32Array, own),
    cases: held.y.length,
  }
}

describe.skipIf(!here)(`held-out rows of public tables get the app's probabilities${note(here)}`, () => {
  test.each([
    ['breast_cancer_wisconsin_original.csv', 'none', 'knn', 'none'],
    ['breast_cancer_wisconsin_original.csv', 'contrastive', 'lr', 'platt'],
    ['breast_cancer_yugoslavia.csv', 'none', 'rf', 'isotonic'],
    ['breast_cancer_yugoslavia.csv', 'pca', 'svc', 'none'],
    ['pima_diabetes.csv', 'none', 'xgb', 'platt'],
    ['pima_diabetes.csv', 'none', 'gbm', 'none'],
    ['pima_diabetes.csv', 'none', 'cart', 'none'],
    ['pima_diabetes.csv', 'pca', 'mlp', 'isotonic'],
  ] as const)('%s: %s, %s, %s', async (name, projection, classifier, recalibration) => {
    const data = await tabular(name)
    const columns = (data.modalities[0] as TableModality).columns.map((column) =>
      column.kind === 'number'
        ? { kind: 'number' as const, name: column.name }
        : { kind: 'category' as const, name: column.name, levels: column.levels },
    )
    const choice = { projection, fusion: 'single', classifier, recalibration } as const
    const trained = Math.floor(data.y.length * 0.7)
    const table = { kind: 'table', name: data.modalities[0]!.name, columns } as const
    const { difference, cases } = await differenceOnHeldOut(data, [table], trained, choice)
    expect(cases).toBeGreaterThan(80)
    expect(difference).toBeLessThan(1e-4)
  })
})

test.skipIf(!abstractsAreHere)(
  `held-out medical abstracts get the app's probabilities${note(abstractsAreHere)}`,
  async () => {
    const { texts, y, classes } = await readAbstracts()
    const cases = 300
    const starter = await loadStarter()
    const data: ExperimentData = {
      modalities: [modalityOf(await starter.embed(texts.slice(0, cases)), 'medical_abstract')],
      y: y.slice(0, cases),
      classes: Array.from({ length: classes }, (_, c) => `class ${c}`),
      positive: null,
      groups: Int32Array.from({ length: cases }, (_, i) => i),
    }
    const modality = {
      kind: 'text',
      name: 'medical_abstract',
      columns: ['medical_abstract'],
      longTexts: 'truncate',
      encoder: { id: 'nearside/starter-text', revision: '1', dtype: 'q8' },
    } as const
    for (const [projection, classifier] of [
      ['contrastive', 'lr'],
      ['none', 'svc'],
      ['pca', 'knn'],
    ] as const) {
      // prettier-ignore
      const choice = { projection, fusion: 'single', classifier, recalibration: 'platt' } as const
      const { difference } = await differenceOnHeldOut(data, [modality], 200, choice)
      expect(difference).toBeLessThan(1e-4)
    }
  },
)
