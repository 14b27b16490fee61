import type { ExperimentData, UnitResult } from '../src/core/evaluation/types.ts'
import { projectionNames } from '../src/core/projection/projection.ts'
import { matrix, type Matrix } from '../src/core/math/matrix.ts'
import { createRng, type Rng } from '../src/core/math/rng.ts'

/** What a run leaves behind, without having run: predictions that know something of the classes, by chance. */
export function madeResults({
  cases,
  classes,
  classifiers,
  folds,
  seed = 1,
}: {
  readonly cases: number
  readonly classes: number
  readonly classifiers: readonly string[]
  readonly folds: number
  readonly seed?: number
}): { readonly results: UnitResult[]; readonly data: ExperimentData } {
  const rng = createRng(seed, 'made results')
  const y = Int32Array.from({ length: cases }, () => rng.int(classes))
  const all = Int32Array.from(y.keys())
  const results = Array.from({ length: folds }, (_, fold) => {
    const test = all.filter((i) => i % folds === fold)
    const train = all.filter((i) => i % folds !== fold)
    const validation = train.filter((_case, i) => i % 5 === 0)
    return projectionNames.map((projection): UnitResult => {
      const unit = { repeat: 0, fold, projection, fusion: 'single' as const, train, test }
      const of = (rows: Int32Array): Record<string, Matrix> =>
        Object.fromEntries(classifiers.map((name) => [name, madeProba(rows.map((i) => y[i]!), classes, rng)])) // prettier-ignore
      return {
        unit,
        cells: classifiers.map((classifier) => ({
          projection,
          fusion: 'single',
          classifier,
          repeat: 0,
          fold,
          n_train: train.length,
          n_test: test.length,
          patients_shared: 0,
          metrics: { auroc: 0.5 },
          details: {},
          seconds: 0,
        })),
        proba: of(test),
        inner: { cases: validation, proba: of(validation) },
        epochs: [],
        details: {},
        seconds: { train: 0, classify: 0 },
      }
    })
  }).flat()
  return {
    results,
    data: {
      modalities: [{ name: 'text', X: matrix(cases, 1), present: new Uint8Array(cases).fill(1) }],
      y,
      classes: Array.from({ length: classes }, (_, c) => `class ${c}`),
      positive: classes === 2 ? 1 : null,
      groups: all,
    },
  }
}

/** Softmax of standard normal scores, with 1 added for the true class. */
function madeProba(y: Int32Array, classes: number, rng: Rng): Matrix {
  const proba = matrix(y.length, classes)
  y.forEach((truth, i) => {
    const scores = Array.from({ length: classes }, (_, c) => Math.exp(rng.normal() + (c === truth ? 1 : 0)))
    const sum = scores.reduce((a, b) => a + b)
    scores.forEach((score, c) => (proba.data[i * classes + c] = score / sum))
  })
  return proba
}
