import { readdirSync, readFileSync } from 'node:fs'
import { RawImage } from '@huggingface/transformers'
import { expect, test } from 'vitest'
import { groupedStratifiedFolds } from '../../src/core/dataset/folds.ts'
import { modalityOf, studyWith } from '../../src/core/evaluation/testing/study.ts'
import { fitFinalModel } from '../../src/core/model/fit-final-model.ts'
import { openModel, predictCases } from '../../src/core/model/predict-cases.ts'
import { takeRows, type Matrix } from '../../src/core/math/matrix.ts'
import { createRng } from '../../src/core/math/rng.ts'
import { loadStarter } from './embed.ts'
import { settings } from './settings.ts'
import { picturesAreHere, readPictures } from './testing/labelled-pictures.ts'
import { resizeAsBrowser } from './testing/resize.ts'

const xrays = '../shared/data/covid-chestxray/images'
/** Adults' X-rays as they are published, and children's of 28 x 28 pixels: a warning of the one must not make up for the other. */
const xraySets = ['covid-chestxray', 'pneumoniamnist-28'] as const
const folds = 5
const choice = {
  projection: 'contrastive',
  fusion: 'single',
  classifier: 'lr',
  recalibration: 'platt',
} as const
const study = studyWith({
  preset: 'robust',
  validation: { folds: 5, repeats: 1, seed: 42 },
})

async function readXrays(): Promise<RawImage[]> {
  const pictures: RawImage[] = []
  for (const name of readdirSync(xrays).toSorted()) {
    const picture = await RawImage.fromBlob(new Blob([readFileSync(`${xrays}/${name}`)]))
    pictures.push(resizeAsBrowser(picture, settings.size, settings.size))
  }
  return pictures
}

test.skipIf(!picturesAreHere)(
  `a model for blood cells warns of X-rays, and seldom of blood cells that it never saw${
    picturesAreHere ? '' : ' (skipped: ../shared is not here)'
  }`,
  { timeout: 900_000 },
  async () => {
    const encoder = await loadStarter()
    const cells = await readPictures('bccd-cells')
    const X = await encoder.embed(cells.pictures)
    const children = await readPictures('pneumoniamnist-28')
    const foreign = {
      'covid-chestxray': await encoder.embed(await readXrays()),
      'pneumoniamnist-28': await encoder.embed(children.pictures),
    }
    const { y, groups, classes } = cells
    const foldOf = groupedStratifiedFolds({ y, groups, k: folds, classes, rng: createRng(7, 'held out') })

    let warnedCells = 0
    const warned = { 'covid-chestxray': 0, 'pneumoniamnist-28': 0 }
    for (let fold = 0; fold < folds; fold++) {
      const train = Int32Array.from(y.keys()).filter((i) => foldOf[i] !== fold)
      const test = Int32Array.from(y.keys()).filter((i) => foldOf[i] === fold)
      const model = openModel(
        await fitFinalModel(
          {
            experiment: {
              modalities: [modalityOf(takeRows(X, train), 'picture')],
              y: train.map((i) => y[i]!),
              groups: train.map((i) => groups[i]!),
              classes: Array.from({ length: classes }, (_, c) => `${c}`),
              positive: null,
            },
            folds: null,
            decimal: null,
            caseIds: Array.from(train, String),
            modalities: [
              { kind: 'embedding', name: 'picture', columns: ['picture'], inLists: true, dimensions: X.cols },
            ],
            fingerprint: 'cells',
          },
          study,
          choice,
          { computedWith: { app: 'test', backend: 'wasm' } },
        ),
      )
      const warnings = async (rows: Matrix): Promise<number> =>
        (await predictCases(model, [modalityOf(rows, 'picture')])).filter(({ isUnlike }) => isUnlike).length
      warnedCells += await warnings(takeRows(X, test))
      for (const set of xraySets) warned[set] += await warnings(foreign[set])
    }
    for (const set of xraySets)
      expect(warned[set] / (folds * foreign[set].rows), set).toBeGreaterThanOrEqual(0.95)
    expect(warnedCells / y.length).toBeLessThanOrEqual(0.05)
  },
)
