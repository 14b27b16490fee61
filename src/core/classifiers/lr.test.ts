import { describe, expect, test } from 'vitest'
import { matrix, matrixFrom, takeRows } from '../math/matrix.ts'
import { createRng } from '../math/rng.ts'
import { classWeights } from './class-weight.ts'
import { prepareLogistic, type LogisticRows } from './logistic.ts'
import { lr } from './lr.ts'
import { prepareLr, type LrModel } from './lr-model.ts'
import { contextOf, made, madeUneven, type Made } from './testing/made.ts'

/**
 * The gradient of |w|^2 / 2 + C * sum of log losses, written out row by row from its definition: [outputs * d], then
 * [outputs] of the intercepts.
 */
function gradientAt(
  { X, y, classes, C }: LogisticRows & { readonly C: number },
  weights: Float64Array,
  intercepts: Float64Array,
): number[] {
  const outputs = intercepts.length
  const gradient = [...weights, ...intercepts.map(() => 0)]
  for (let i = 0; i < X.rows; i++) {
    const x = X.data.subarray(i * X.cols, (i + 1) * X.cols)
    const scores = Array.from(intercepts, (b, k) =>
      x.reduce((sum, v, j) => sum + v * weights[k * X.cols + j]!, b),
    )
    const all = classes === 2 ? [0, scores[0]!] : scores
    const weight = all.map((s) => Math.exp(s - Math.max(...all)))
    const total = weight.reduce((sum, w) => sum + w, 0)
    for (let k = 0; k < outputs; k++) {
      const c = classes === 2 ? 1 : k
      const residual = C * (weight[c]! / total - (y[i] === c ? 1 : 0))
      x.forEach((v, j) => (gradient[k * X.cols + j]! += residual * v))
      gradient[outputs * X.cols + k]! += residual
    }
  }
  return gradient
}

const modelOf = async (data: Made, classes: number, C: readonly number[], tuned = data): Promise<LrModel> =>
  (await lr({ C }).fit(data.X, data.y, contextOf(tuned, classes))).toJSON().parameters as LrModel

/** Columns of very different sizes, far from 0: nothing was standardised. */
function unscaled({ X, y }: Made): Made {
  const data = X.data.map((value, p) => (p % X.cols === 0 ? 100 + 30 * value : 0.1 * value - 3))
  return { X: matrix(X.rows, X.cols, data), y }
}

describe('logistic regression', () => {
  describe.each([2, 3, 5])('with %d classes', (classes) => {
    const present = Array.from({ length: classes }, (_, c) => c)
    test.each([
      ['standard features', made(83, 7, present, 1, 0.5)],
      ['features that were not scaled', unscaled(made(83, 7, present, 2, 0.5))],
    ])('ends where the gradient of the objective is 0: %s', (_, { X, y }) => {
      for (const C of [0.01, 1, 100]) {
        const problem = { X, y, classes, C }
        const fit = prepareLogistic(problem)(C, { tolerance: 1e-6 })
        expect(fit.converged).toBe(true)
        const size = gradientAt(
          problem,
          new Float64Array(fit.weights.length),
          new Float64Array(fit.intercepts.length),
        )
        const largest = Math.max(...gradientAt(problem, fit.weights, fit.intercepts).map(Math.abs))
        expect(largest).toBeLessThan(1e-5 * Math.max(1, ...size.map(Math.abs)))
      }
    })
  })

  test('intercepts are free: shifting a feature changes no probability', async () => {
    const data = made(60, 3, [0, 1], 3, 0.5)
    const shifted = { ...data, X: matrix(60, 3, data.X.data.map((v) => v + 64)) } // prettier-ignore
    const [plain, moved] = await Promise.all([modelOf(data, 2, [1]), modelOf(shifted, 2, [1])])
    moved.weights.forEach((w, j) => expect(w).toBeCloseTo(plain.weights[j]!, 4))
  })

  test('starting from the solution for another C ends at the same minimum', () => {
    const data = { ...made(80, 5, [0, 1, 2], 4, 0.5), classes: 3 }
    const fit = prepareLr(data)
    const start = fit(0.01, { tolerance: 1e-7 })
    const warm = fit(1, { tolerance: 1e-7, start })
    const cold = fit(1, { tolerance: 1e-7 })
    warm.weights.forEach((w, j) => expect(w).toBeCloseTo(cold.weights[j]!, 6))
    expect(warm.iterations).toBeLessThanOrEqual(cold.iterations)
    const same = fit(1, { tolerance: 1e-6, start: cold })
    expect(same.iterations).toBe(0)
  })

  test('a class that separates perfectly is fitted without overflow', async () => {
    const X = matrixFrom([[-1e3], [-2e3], [1e3], [3e3]])
    const data = { X, y: Int32Array.of(0, 0, 1, 1) }
    const proba = (await lr({ C: [1e6] }).fit(X, data.y, contextOf(data, 2))).predictProba(X)
    expect([...proba.data].map(Math.round)).toEqual([1, 0, 1, 0, 0, 1, 0, 1])
  })
})

describe('R3: the choice of C', () => {
  const candidates = [10, 0.001, 1, 0.1, 0.01]

  test('is the candidate with the lowest log loss on the inner validation rows', async () => {
    // Weak signal in many columns: strong regularisation is right.
    const all = made(160, 30, [0, 1], 5, 0.12)
    const part = (from: number, to: number): Made => {
      const rows = Int32Array.from({ length: to - from }, (_, i) => from + i)
      return { X: takeRows(all.X, rows), y: rows.map((i) => all.y[i]!) }
    }
    const [inner, validation] = [part(0, 120), part(120, 160)]
    const losses = new Map<number, number>()
    for (const C of candidates) {
      const fitted = await lr({ C: [C] }).fit(inner.X, inner.y, contextOf(inner, 2))
      const { data } = fitted.predictProba(validation.X)
      losses.set(C, -validation.y.reduce((sum, c, i) => sum + Math.log(data[i * 2 + c]!), 0))
    }
    const best = [...losses].sort((a, b) => a[1] - b[1])[0]![0]
    const context = { ...contextOf(inner, 2), tuning: { fit: inner, validation } }
    const chosen = (await lr({ C: candidates }).fit(all.X, all.y, context)).toJSON().parameters as LrModel
    expect(chosen.C).toBe(best)
    expect(best).not.toBe(10)
    const whole = await modelOf(all, 2, [best])
    expect(chosen.weights).toEqual(whole.weights)
  })

  test('looks at the tuning rows only, not at the rows that are fitted in the end', async () => {
    const easy = { fit: made(80, 4, [0, 1], 6, 3), validation: made(80, 4, [0, 1], 6, 3) }
    const noise = { fit: made(80, 4, [0, 1], 7, 0), validation: made(80, 4, [0, 1], 8, 0) }
    const chosen = async (data: Made, tuning: typeof easy): Promise<number> => {
      const fitted = await lr({ C: candidates }).fit(data.X, data.y, { ...contextOf(data, 2), tuning })
      return (fitted.toJSON().parameters as LrModel).C
    }
    expect(await chosen(noise.fit, easy)).toBe(await chosen(easy.fit, easy))
    expect(await chosen(easy.fit, noise)).toBe(await chosen(noise.fit, noise))
    expect(await chosen(easy.fit, easy)).toBeGreaterThan(await chosen(easy.fit, noise))
  })

  test('with balanced class weights is made by the log loss with those weights', async () => {
    const [inner, validation] = [madeUneven([90, 12], 20, 5, 0.15), madeUneven([60, 20], 20, 6, 0.15)]
    const weights = classWeights(inner.y, 2, 'balanced')
    const lossOf = async (C: number, weigh: (c: number) => number): Promise<number> => {
      const fitted = await lr({ C: [C] }, 'balanced').fit(inner.X, inner.y, contextOf(inner, 2))
      const { data } = fitted.predictProba(validation.X)
      return -validation.y.reduce((sum, c, i) => sum + weigh(c) * Math.log(data[i * 2 + c]!), 0)
    }
    const bestBy = async (weigh: (c: number) => number): Promise<number> => {
      const losses = await Promise.all(candidates.map(async (C) => [C, await lossOf(C, weigh)] as const))
      return losses.sort((a, b) => a[1] - b[1])[0]![0]
    }
    const context = { ...contextOf(inner, 2), tuning: { fit: inner, validation } }
    const fitted = await lr({ C: candidates }, 'balanced').fit(inner.X, inner.y, context)
    const best = await bestBy((c) => weights[c]!)
    expect(fitted.details!['C']).toBe(best)
    expect(await bestBy(() => 1)).not.toBe(best)
  })

  test('is the smallest of equals', async () => {
    const data = made(40, 3, [0, 1], 8)
    // Features that are all 0: whatever C, the intercept alone predicts.
    const blank = { X: matrix(40, 3), y: data.y }
    const context = { ...contextOf(data, 2), tuning: { fit: blank, validation: blank } }
    const fitted = await lr({ C: [10, 0.1, 1] }).fit(data.X, data.y, context)
    expect(fitted.details).toEqual({ C: 0.1, converged: 1 })
  })

  test.each([
    ['no row', 0],
    ['one class', 5],
  ])('is not made on %s: it is the candidate nearest to 1, and said to be', async (_, rows) => {
    const data = made(40, 3, [0, 1], 8)
    const validation = { X: matrix(rows, 3), y: new Int32Array(rows) }
    const context = { ...contextOf(data, 2), tuning: { fit: data, validation } }
    const details = async (C: readonly number[]) => (await lr({ C }).fit(data.X, data.y, context)).details
    expect(await details(candidates)).toEqual({ C: 1, converged: 1, chosenWithoutValidation: 1 })
    expect(await details([0.001, 0.2, 100])).toMatchObject({ C: 0.2 })
    expect(await details([0.001])).toEqual({ C: 0.001, converged: 1 })
  })

  test('a validation class that the inner fit rows lack costs every candidate the same', async () => {
    const data = made(60, 3, [0, 1, 2], 9)
    const two = made(60, 3, [0, 1], 9)
    const context = { ...contextOf(data, 3), tuning: { fit: two, validation: data } }
    const model = (await lr({ C: candidates }).fit(data.X, data.y, context)).toJSON().parameters as LrModel
    expect(model.present).toEqual([0, 1, 2])
    expect(candidates).toContain(model.C)
  })

  test('may be made in another number of dimensions than the fit (a projection fitted on fewer rows)', async () => {
    const data = made(60, 5, [0, 1], 10)
    const fitted = await lr({ C: candidates }).fit(data.X, data.y, contextOf(made(40, 3, [0, 1], 10), 2))
    expect(fitted.predictProba(data.X)).toMatchObject({ rows: 60, cols: 2 })
  })
})

test('logistic regression can be cancelled between iterations', async () => {
  const data = made(80, 5, [0, 1, 2], 4, 0.5)
  let looks = 0
  const signal = {
    get aborted() {
      return ++looks > 7
    },
  }
  const fit = lr({ C: [1] }).fit(data.X, data.y, { ...contextOf(data, 3), rng: createRng(1), signal })
  await expect(fit).rejects.toMatchObject({ code: 'cancelled' })
  expect(looks).toBe(8)
})
