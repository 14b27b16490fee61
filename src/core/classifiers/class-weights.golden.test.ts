import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { matrixFrom } from '../math/matrix.ts'
import { createRng } from '../math/rng.ts'
import { robust } from '../projection/presets.ts'
import { cart } from './cart.ts'
import { classWeights } from './class-weight.ts'
import { gbm } from './gbm.ts'
import { lr } from './lr.ts'
import type { LrModel } from './lr-model.ts'
import { fitSvcModel, svcDecisions } from './svc-model.ts'
import { contextOf } from './testing/made.ts'
import { xgb } from './xgb.ts'

type Rows = readonly (readonly number[])[]

interface Table {
  readonly X: Rows
  readonly y: readonly number[]
  readonly X_test: Rows
  readonly weights: readonly number[]
  readonly lr: { readonly C: number; readonly coef: Rows; readonly intercept: readonly number[] }
  readonly svc: { readonly C: number; readonly gamma: number; readonly decision: Rows }
  readonly cart: { readonly maxDepth: number; readonly minSamplesLeaf: number; readonly proba: Rows }
  readonly gbm: { readonly rounds: number; readonly maxDepth: number; readonly proba: Rows }
  readonly xgb: { readonly rounds: number; readonly maxDepth: number; readonly proba_of_X: Rows }
}

// Made by tools/reference/class_weight_figures.py, which says how.
const file = new URL('fixtures/class-weights.json', import.meta.url)
const { tables } = JSON.parse(readFileSync(file, 'utf8')) as {
  tables: Readonly<Record<string, Table>>
}

/** Largest difference; infinite where the lengths differ. */
function furthest(actual: ArrayLike<number>, expected: readonly number[]): number {
  if (actual.length !== expected.length) return Infinity
  return Math.max(...expected.map((value, i) => Math.abs(actual[i]! - value)))
}

describe.each(Object.entries(tables))('balanced class weights against scikit-learn: %s', (_, table) => {
  const X = matrixFrom(table.X)
  const Xtest = matrixFrom(table.X_test)
  const y = Int32Array.from(table.y)
  const classes = table.weights.length
  const context = contextOf({ X, y }, classes)
  const weights = classWeights(y, classes, 'balanced')

  test('the weights', () => {
    expect(furthest(weights, table.weights)).toBeLessThan(1e-12)
  })

  test('lr: coefficients and intercepts', async () => {
    const { C, coef, intercept } = table.lr
    const fitted = await lr({ C: [C] }, 'balanced').fit(X, y, context)
    const model = fitted.toJSON().parameters as LrModel
    expect(furthest(model.weights, coef.flat())).toBeLessThan(2e-6)
    expect(furthest(model.intercepts, intercept)).toBeLessThan(2e-6)
  })

  test('svc: decisions', () => {
    const { C, gamma, decision } = table.svc
    const model = fitSvcModel({ X, y, classes, C, weights, gamma, tolerance: 1e-7, rng: createRng(1) })
    const sign = classes === 2 ? -1 : 1
    const decisions = svcDecisions(model, Xtest).map((value) => sign * value)
    expect(furthest(decisions, decision.flat())).toBeLessThan(5e-5)
  })

  test('cart: shares in the leaves', async () => {
    const fitted = await cart(table.cart, 'balanced').fit(X, y, context)
    expect(furthest(fitted.predictProba(Xtest).data, table.cart.proba.flat())).toBeLessThan(1e-6)
  })

  test('gbm: probabilities', async () => {
    const settings = { ...robust.classifiers.gbm, ...table.gbm }
    const fitted = await gbm(settings, 'balanced').fit(X, y, context)
    expect(furthest(fitted.predictProba(Xtest).data, table.gbm.proba.flat())).toBeLessThan(1e-6)
  })

  test('xgb: probabilities of the training rows', async () => {
    const { rounds, maxDepth, proba_of_X } = table.xgb
    const settings = { ...robust.classifiers.xgb, rounds, maxDepth }
    const fitted = await xgb(settings, 'balanced').fit(X, y, context)
    expect(furthest(fitted.predictProba(X).data, proba_of_X.flat())).toBeLessThan(1e-5)
  })
})
