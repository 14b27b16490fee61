import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { argmaxRows, matrixFrom, type Matrix } from '../math/matrix.ts'
import { cosineNeighbours } from '../math/neighbours.ts'
import { fitPca, transformPca } from '../math/pca.ts'
import { fitStandardScaler, standardise } from '../math/standardise.ts'
import { centroid } from './centroid.ts'
import { knn } from './knn.ts'
import { lr } from './lr.ts'
import type { LrModel } from './lr-model.ts'
import { svc } from './svc.ts'
import { fitSvcModel, svcDecisions } from './svc-model.ts'
import { contextOf } from './testing/made.ts'

type Rows = readonly (readonly number[])[]

interface GoldenClassifiers {
  readonly name: string
  readonly classes: number
  readonly X: Rows
  readonly y: readonly number[]
  readonly X_test: Rows
  readonly scaler: { readonly mean: readonly number[]; readonly scale: readonly number[] }
  readonly logreg: {
    readonly C: number
    readonly coef: Rows
    readonly intercept: readonly number[]
    readonly proba: Rows
    readonly predict: readonly number[]
  }
  readonly knn5_cosine: {
    readonly predict: readonly number[]
    readonly neighbours: Rows
    readonly distances: Rows
    readonly proba: Rows
  }
  readonly svc: Readonly<Record<'rbf_scale' | 'rbf_gamma1', GoldenSvc>>
  readonly nearest_centroid: { readonly centroids: Rows; readonly predict: readonly number[] }
  readonly pca5: {
    readonly explained_variance: readonly number[]
    readonly explained_variance_ratio: readonly number[]
    readonly abs_test_projection: Rows
  }
}

interface GoldenSvc {
  readonly C: number
  readonly gamma: number
  /** Two classes: above 0 means the second. Three: pairs (0,1), (0,2), (1,2), above 0 means the first. */
  readonly decision: readonly number[] | Rows
  readonly predict: readonly number[]
  readonly n_support: readonly number[]
}

const file = new URL('../fixtures/golden/classifiers.json', import.meta.url)
const { datasets } = JSON.parse(readFileSync(file, 'utf8')) as { datasets: readonly GoldenClassifiers[] }

/** Largest |actual - expected| / max(1, |expected|); infinite where the lengths differ. */
function deviation(actual: ArrayLike<number>, expected: readonly number[]): number {
  if (actual.length !== expected.length) return Infinity
  return expected.reduce(
    (most, e, i) => Math.max(most, Math.abs(actual[i]! - e) / Math.max(1, Math.abs(e))),
    0,
  )
}

// The reference: scikit-learn in float64. The features here are float32 after scaling, hence the tolerances.
describe.each(datasets)('golden classifiers: $name', (golden) => {
  const train = matrixFrom(golden.X)
  const scaler = fitStandardScaler(train)
  const X: Matrix = standardise(scaler, train)
  const Xtest: Matrix = standardise(scaler, matrixFrom(golden.X_test))
  const y = Int32Array.from(golden.y)
  const context = contextOf({ X, y }, golden.classes)

  test('standard scaler', () => {
    expect(deviation(scaler.mean, golden.scaler.mean)).toBeLessThan(1e-8)
    expect(deviation(scaler.scale, golden.scaler.scale)).toBeLessThan(1e-8)
  })

  test('logistic regression: coefficients, intercepts, probabilities, classes', async () => {
    const { C, coef, intercept, proba, predict } = golden.logreg
    const fitted = await lr({ C: [C] }).fit(X, y, context)
    const model = fitted.toJSON().parameters as LrModel
    expect(deviation(model.weights, coef.flat())).toBeLessThan(2e-6)
    expect(deviation(model.intercepts, intercept)).toBeLessThan(2e-6)
    const predicted = fitted.predictProba(Xtest)
    expect(deviation(predicted.data, proba.flat())).toBeLessThan(1e-6)
    expect([...argmaxRows(predicted)]).toEqual(predict)
  })

  test('nearest neighbours by cosine: rows, distances, probabilities, classes', async () => {
    const { neighbours, distances, proba, predict } = golden.knn5_cosine
    const k = neighbours[0]!.length
    const nearest = cosineNeighbours(X, Xtest, k)
    expect([...nearest.indices]).toEqual(neighbours.flat())
    expect(deviation(nearest.distances, distances.flat())).toBeLessThan(1e-6)
    const predicted = (await knn({ neighbours: k }).fit(X, y, context)).predictProba(Xtest)
    expect(deviation(predicted.data, proba.flat())).toBeLessThan(1e-6)
    expect([...argmaxRows(predicted)]).toEqual(predict)
  })

  test.each(['rbf_scale', 'rbf_gamma1'] as const)(
    'support vectors, %s: decisions, votes, supports',
    (kind) => {
      const { C, gamma, decision, predict, n_support } = golden.svc[kind]
      const { classes } = golden
      const model = fitSvcModel({ X, y, classes, C, gamma, tolerance: 1e-7, rng: context.rng })
      const decisions = svcDecisions(model, Xtest)
      const sign = classes === 2 ? -1 : 1
      expect(
        deviation(
          decisions.map((value) => sign * value),
          decision.flat(),
        ),
      ).toBeLessThan(5e-5)
      expect(model.supports).toEqual(n_support)
      const pairs = [0, 1, 2]
        .slice(0, classes)
        .flatMap((a) => [1, 2].slice(a, classes - 1).map((b) => [a, b]))
      const votes = predict.map((_, i) => {
        const won = Array.from({ length: classes }, () => 0)
        pairs.forEach(([a, b], p) => won[decisions[i * pairs.length + p]! > 0 ? a! : b!]!++)
        return won.indexOf(Math.max(...won))
      })
      expect(votes).toEqual(predict)
    },
  )

  test('support vectors: gamma "scale"', async () => {
    const fitted = await svc({ C: 1, gamma: 'scale' }).fit(X, y, context)
    expect(fitted.details!['gamma']).toBeCloseTo(golden.svc.rbf_scale.gamma, 7)
  })

  test('nearest centroid: centroids, classes', async () => {
    const { centroids, predict } = golden.nearest_centroid
    const fitted = await centroid().fit(X, y, context)
    const parameters = fitted.toJSON().parameters as { centroids: number[] }
    expect(deviation(parameters.centroids, centroids.flat())).toBeLessThan(1e-6)
    expect([...argmaxRows(fitted.predictProba(Xtest))]).toEqual(predict)
  })

  test('principal components: variances, their shares, coordinates up to sign', () => {
    const { explained_variance, explained_variance_ratio, abs_test_projection } = golden.pca5
    const pca = fitPca(X, explained_variance.length)
    expect(deviation(pca.explainedVariance, explained_variance)).toBeLessThan(1e-6)
    expect(deviation(pca.explainedVarianceRatio, explained_variance_ratio)).toBeLessThan(1e-6)
    const coordinates = transformPca(pca, Xtest).data.map(Math.abs)
    expect(deviation(coordinates, abs_test_projection.flat())).toBeLessThan(5e-6)
  })
})
