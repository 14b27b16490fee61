import { afterEach, describe, expect, test, vi } from 'vitest'
import { argmaxRows, matrixFrom } from '../math/matrix.ts'
import { createRng } from '../math/rng.ts'
import { robust } from '../projection/presets.ts'
import { binColumns } from './binned-columns.ts'
import { createHistograms, scoreOf } from './boost-histogram.ts'
import { fitBoosting, type BoostingRule } from './boosting.ts'
import { gbm, gbmRule } from './gbm.ts'
import { contextOf, made } from './testing/made.ts'
import { xgbRule } from './xgb.ts'

afterEach(() => vi.restoreAllMocks())

const { gbm: gbmDefaults, xgb: xgbDefaults } = robust.classifiers

describe('bins of columns', () => {
  test('are the values themselves where there are at most 256', () => {
    const { bins, offsets, smallest, largest } = binColumns(matrixFrom([[2, 5], [1, 5], [2, 5], [-3, 5]])) // prettier-ignore
    expect([...bins]).toEqual([2, 1, 2, 0, 0, 0, 0, 0])
    expect([...offsets]).toEqual([0, 3, 4])
    expect([...smallest]).toEqual([-3, 1, 2, 5])
    expect(largest).toEqual(smallest)
  })

  test('hold about equally many rows where there are more, and equal values share one', () => {
    const values = Array.from({ length: 2560 }, (_, i) => [Math.max(i, 100)])
    const { bins, offsets } = binColumns(matrixFrom(values))
    expect(offsets[1]).toBeLessThanOrEqual(256)
    expect(offsets[1]).toBeGreaterThan(240)
    const counts = new Map<number, number>()
    for (const bin of bins) counts.set(bin, (counts.get(bin) ?? 0) + 1)
    expect(counts.get(0)).toBe(101)
    counts.delete(0)
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(20)
  })
})

describe('a histogram of gradients', () => {
  // Column 0 orders the rows, column 1 is constant.
  const X = binColumns(matrixFrom([[0, 7], [1, 7], [2, 7], [3, 7]])) // prettier-ignore
  const gradients = Float64Array.of(-1, -2, 4, 1)
  const weights = Float64Array.of(1, 1, 2, 1)
  const { fill, subtract, bestSplit, release } = createHistograms(X)
  const filled = (...rows: number[]) => fill(Int32Array.from(rows), gradients, weights)

  test('finds the split by hand: G^2 / (H + lambda) of both sides', () => {
    // After row 0: 1/2 + 9/5; after row 1: 9/3 + 25/4; after row 2: 1/5 + 1/2.
    const split = bestSplit(filled(0, 1, 2, 3), 2, 5, { lambda: 1, minChildWeight: 0 })
    expect(split).toMatchObject({ column: 0, low: 1, high: 2 })
    expect(split!.score).toBeCloseTo(9 / 3 + 25 / 4, 12)
    expect(split!.score).toBeCloseTo(scoreOf(-3, 2, 1) + scoreOf(5, 3, 1), 12)
  })

  test('allows no side below the least weight', () => {
    expect(bestSplit(filled(0, 1, 2, 3), 2, 5, { lambda: 1, minChildWeight: 2.5 })).toBeNull()
    expect(bestSplit(filled(0, 1, 2, 3), 2, 5, { lambda: 0, minChildWeight: 2 })).toMatchObject({ low: 1 })
  })

  test('of one side is the whole less the other, and a split of it skips the bins that it has not', () => {
    const whole = filled(0, 1, 2, 3)
    subtract(whole, filled(1, 2))
    const rule = { lambda: 0, minChildWeight: 1 }
    const split = bestSplit(whole, 0, 2, rule)
    expect(split).toMatchObject({ column: 0, low: 0, high: 3 })
    expect(split).toEqual(bestSplit(filled(0, 3), 0, 2, rule))
  })

  test('finds what trying every bin of every column finds', () => {
    const rng = createRng(5, 'histogram')
    const n = 300
    const binned = binColumns(made(n, 4, [0, 1], 5).X)
    const g = Float64Array.from({ length: n }, () => rng.normal())
    const h = Float64Array.from({ length: n }, () => rng.uniform(0.1, 2))
    const rows = Int32Array.from({ length: n }, (_, i) => i).filter((i) => i % 3 > 0)
    const sum = (values: Float64Array, of: (row: number) => boolean): number =>
      rows.reduce((total, row) => total + (of(row) ? values[row]! : 0), 0)
    const lambda = 0.5
    let best = { column: -1, low: -1, score: -Infinity }
    for (let column = 0; column < 4; column++)
      for (let low = 0; low < binned.offsets[column + 1]! - binned.offsets[column]! - 1; low++) {
        const isLeft = (row: number): boolean => binned.bins[column * n + row]! <= low
        const [left, right] = [isLeft, (row: number) => !isLeft(row)]
        if (sum(h, left) < 20 || sum(h, right) < 20) continue
        const score =
          scoreOf(sum(g, left), sum(h, left), lambda) + scoreOf(sum(g, right), sum(h, right), lambda)
        if (score > best.score + 1e-9) best = { column, low, score }
      }
    const histograms = createHistograms(binned)
    const all = (): boolean => true
    const split = histograms.bestSplit(histograms.fill(rows, g, h), sum(g, all), sum(h, all), {
      lambda,
      minChildWeight: 20,
    })
    expect(split).toMatchObject({ column: best.column, low: best.low })
    expect(split!.score).toBeCloseTo(best.score, 9)
  })

  test('that the memory has no room for is told, at first and when it is to grow', () => {
    const told = expect.objectContaining({ code: 'computing-out-of-memory' })
    expect(() => createHistograms({ ...X, rows: 2 ** 30 })).toThrow(told)
    const histograms = createHistograms(binColumns(made(300, 20, [0, 1], 1).X))
    vi.spyOn(WebAssembly.Memory.prototype, 'grow').mockImplementationOnce(() => {
      throw new RangeError('failed to grow memory')
    })
    const fillAll = () => histograms.fill(Int32Array.of(0), new Float64Array(300), new Float64Array(300))
    expect(fillAll).toThrow(told)
  })

  test('memory that was released, and more than there was at first, begins with nothing', () => {
    const rule = { lambda: 1, minChildWeight: 0 }
    const first = bestSplit(filled(0, 1, 2, 3), 2, 5, rule)
    const many = Array.from({ length: 2000 }, () => filled(0, 1, 2, 3))
    many.slice(1).forEach(release)
    expect(bestSplit(filled(0, 1, 2, 3), 2, 5, rule)).toEqual(first)
    expect(bestSplit(many[0]!, 2, 5, rule)).toEqual(first)
  })
})

describe('one round of boosting, by hand', () => {
  const X = matrixFrom([[0], [1], [2], [3]])
  const y = Int32Array.of(0, 0, 1, 1)
  const oneTree = (rule: BoostingRule) => fitBoosting({ X, y, classes: 2 }, rule).trees[0]!

  test('gbm: a Newton step a leaf, 0.1 * sum(y - p) / sum(p (1 - p)) = 0.1 * 1 / 0.5', () => {
    const tree = oneTree(gbmRule({ ...gbmDefaults, rounds: 1 }))
    expect([...tree.feature]).toEqual([0, -1, -1])
    expect(tree.threshold[0]).toBe(1.5)
    expect(tree.values[0]).toBeCloseTo(-0.2, 12)
    expect(tree.values[1]).toBeCloseTo(0.2, 12)
  })

  test('gbm, three classes: the step is times (K - 1) / K', () => {
    const three = { X: matrixFrom([[0], [1], [2]]), y: Int32Array.of(0, 1, 2), classes: 3 }
    const { trees, start } = fitBoosting(three, gbmRule({ ...gbmDefaults, rounds: 1, maxDepth: 1 }))
    expect(start).toEqual([1, 2, 3].map(() => Math.log(1 / 3)))
    // Class 0: residuals 2/3, -1/3, -1/3; 2/3 * (2/3) / (2/9) = 2 and 2/3 * (-2/3) / (4/9) = -1.
    expect(trees[0]!.threshold[0]).toBe(0.5)
    expect(trees[0]!.values[0]).toBeCloseTo(0.2, 12)
    expect(trees[0]!.values[1]).toBeCloseTo(-0.1, 12)
  })

  test('xgb: lambda shrinks the leaf, 0.3 * 1 / (0.5 + 1)', () => {
    const tree = oneTree(xgbRule({ ...xgbDefaults, rounds: 1, minChildWeight: 0.5 }))
    expect(tree.threshold[0]).toBe(1.5)
    expect(tree.values[0]).toBeCloseTo(-0.2, 12)
    expect(tree.values[1]).toBeCloseTo(0.2, 12)
  })

  test('xgb: no split whose sides weigh less than minChildWeight, or whose gain, 4/3, is below gamma', () => {
    const leaves = (changes: Partial<typeof xgbDefaults>): number =>
      oneTree(xgbRule({ ...xgbDefaults, rounds: 1, ...changes })).values.length
    expect(leaves({})).toBe(1)
    expect(leaves({ minChildWeight: 0.5, gamma: 1.3 })).toBe(2)
    expect(leaves({ minChildWeight: 0.5, gamma: 1.4 })).toBe(1)
  })

  test('xgb, three classes: twice p (1 - p) weighs', () => {
    const three = { X: matrixFrom([[0], [1], [2]]), y: Int32Array.of(0, 1, 2), classes: 3 }
    const { trees } = fitBoosting(
      three,
      xgbRule({ ...xgbDefaults, rounds: 1, maxDepth: 1, minChildWeight: 0 }),
    )
    // Class 0: 0.3 * (2/3) / (4/9 + 1).
    expect(trees[0]!.values[0]).toBeCloseTo((0.3 * 6) / 13, 12)
  })
})

describe('boosting', () => {
  test('starts at the class shares', () => {
    const data = { X: matrixFrom([[1], [1], [1], [1]]), y: Int32Array.of(0, 2, 2, 2), classes: 3 }
    const { start, present } = fitBoosting(data, gbmRule(gbmDefaults))
    expect(present).toEqual([0, 2])
    expect(start).toEqual([Math.log(3)])
  })

  test('learns XOR, where the first split gains nothing', async () => {
    const X = matrixFrom(Array.from({ length: 40 }, (_, i) => [i & 1, (i >> 1) & 1]))
    const y = Int32Array.from({ length: 40 }, (_, i) => (i & 1) ^ ((i >> 1) & 1))
    const fitted = await gbm(gbmDefaults).fit(X, y, contextOf({ X, y }, 2))
    expect(argmaxRows(fitted.predictProba(X))).toEqual(y)
  })

  test('is no deeper than maxDepth', () => {
    const data = made(300, 4, [0, 1], 2, 0.2)
    const { trees } = fitBoosting(
      { ...data, classes: 2 },
      gbmRule({ ...gbmDefaults, rounds: 3, maxDepth: 2 }),
    )
    for (const tree of trees) expect(tree.values.length).toBe(4)
  })

  test('can be cancelled while it grows', () => {
    const data = made(200, 4, [0, 1, 2], 2, 0.2)
    let looks = 0
    const signal = {
      get aborted() {
        return ++looks > 50
      },
    }
    const fit = (): unknown => fitBoosting({ ...data, classes: 3 }, xgbRule(xgbDefaults), signal)
    expect(fit).toThrow(expect.objectContaining({ code: 'cancelled' }))
    expect(looks).toBe(51)
  })
})
