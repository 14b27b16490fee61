import { describe, expect, test } from 'vitest'
import { argmaxRows, matrix, matrixFrom, takeRows } from '../math/matrix.ts'
import { createKernelRows, forEachKernelRow } from './rbf-kernel.ts'
import { solveSvc } from './svc-solver.ts'
import { svc } from './svc.ts'
import { contextOf, made } from './testing/made.ts'

const close = (actual: ArrayLike<number>, expected: readonly number[], digits = 5): void => {
  expect(actual.length).toBe(expected.length)
  expected.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, digits))
}

describe('the rbf kernel', () => {
  const { X } = made(37, 5, [0, 1], 3)
  const exact = (i: number, j: number): number => {
    let square = 0
    for (let k = 0; k < 5; k++) square += (X.data[i * 5 + k]! - X.data[j * 5 + k]!) ** 2
    return Math.exp(-0.3 * square)
  }

  test('is exp(-gamma |a - b|^2), whether rows are kept or computed again', () => {
    const all = createKernelRows(X, 0.3)
    const few = createKernelRows(X, 0.3, { keptBytes: 0 })
    for (const i of [0, 36, 5, 13, 0, 21, 5]) {
      close(
        all.row(i),
        Array.from({ length: 37 }, (_, j) => exact(i, j)),
      )
      expect(few.row(i)).toEqual(all.row(i))
    }
  })

  test('of equal rows it is 1, far from the origin too', () => {
    const far = matrixFrom([
      [1000.1, 3],
      [1000.1, 3],
      [999, 2],
    ])
    expect([...createKernelRows(far, 1).row(0)].slice(0, 2)).toEqual([1, 1])
  })

  test('between other rows, row by row', () => {
    const seen: number[] = []
    forEachKernelRow(takeRows(X, [4, 9, 30]), takeRows(X, [9, 1]), 0.3, (i, kernels) => {
      seen.push(i)
      close(kernels, [exact([4, 9, 30][i]!, 9), exact([4, 9, 30][i]!, 1)])
    })
    expect(seen).toEqual([0, 1, 2])
  })

  test('of more rows than WebAssembly can address is told', () => {
    const large = { rows: 2 ** 20, cols: 2 ** 10, data: new Float32Array(0) }
    const told = expect.objectContaining({ code: 'computing-out-of-memory' })
    expect(() => createKernelRows(large, 1)).toThrow(told)
    expect(() => forEachKernelRow(matrix(1, large.cols), large, 1, () => {})).toThrow(told)
  })
})

describe('the dual, by hand', () => {
  // (0,0), (1,1) against (0,1), (1,0): with gamma = ln 2 the kernel is 1/2 along an edge and 1/4 along a diagonal. By symmetry
  // all alphas are equal, and the margin is met where alpha (1 + 1/4 - 2/2) = 1.
  const square = matrixFrom([
    [0, 0],
    [1, 1],
    [0, 1],
    [1, 0],
  ])
  const problem = {
    kernel: createKernelRows(square, Math.LN2),
    rows: Int32Array.of(0, 1, 2, 3),
    y: Float64Array.of(1, 1, -1, -1),
    tolerance: 1e-9,
  }

  test('four corners of a square, opposite ones alike: alpha = 4', () => {
    const solution = solveSvc({ ...problem, C: [100, 100] as const })
    close(solution.coefficients, [4, 4, -4, -4])
    expect(solution.intercept).toBeCloseTo(0, 6)
    expect(solution.converged).toBe(true)
  })

  test('C below 4 is the bound of all', () => {
    const solution = solveSvc({ ...problem, C: [1, 1] })
    expect([...solution.coefficients]).toEqual([1, 1, -1, -1])
    expect(solution.intercept).toBeCloseTo(0, 6)
  })

  test('one row against two: the sum over the classes is equal, and the margins are met', () => {
    // rows 0 (+), 2 and 3 (-): alpha of the first is a, of each other a / 2; slopes 1 - a (1 - 1/2) - b = 0 and
    // -1 - a (1/2 - 1/2 - 1/8) - b = 0
    const one = {
      ...problem,
      rows: Int32Array.of(0, 2, 3),
      y: Float64Array.of(1, -1, -1),
      C: [100, 100] as const,
    }
    const a = 2 / (1 / 2 + 1 / 8)
    const solution = solveSvc(one)
    close(solution.coefficients, [a, -a / 2, -a / 2])
    expect(solution.intercept).toBeCloseTo(1 - a / 2, 5)
  })

  test('equal rows of two classes are prices at the bound, not an endless search', () => {
    const same = { ...problem, rows: Int32Array.of(0, 0), y: Float64Array.of(1, -1), C: [1, 1] as const }
    const { coefficients, intercept, converged } = solveSvc(same)
    expect([[...coefficients], intercept, converged]).toEqual([[1, -1], 0, true])
  })
})

describe('the classifier', () => {
  const train = made(200, 8, [0, 1, 2], 5, 0.7)
  const context = contextOf(train, 3)

  test('the gamma given is the one used; "scale" is 1 on rows that do not vary', async () => {
    const gammaOf = async (gamma: number | 'scale', X = train.X): Promise<number> =>
      (await svc({ C: 1, gamma }).fit(X, train.y, context)).details!['gamma']!
    expect(await gammaOf(0.25)).toBe(0.25)
    expect(await gammaOf('scale', { ...train.X, data: new Float32Array(1600).fill(3) })).toBe(1)
  })

  test('probabilities are those of rows not fitted on: with labels at random, near the share of the class', async () => {
    const random = made(300, 40, [0], 7)
    const y = Int32Array.from({ length: 300 }, (_, i) => Number(i % 4 === 0))
    const fitted = await svc({ C: 1, gamma: 'scale' }).fit(random.X, y, contextOf({ X: random.X, y }, 2))
    const proba = fitted.predictProba(random.X)
    for (let i = 0; i < 300; i++) expect(Math.abs(proba.data[2 * i + 1]! - 0.25)).toBeLessThan(0.15)
  })

  test('the order of the rows changes neither gamma nor, but for the folds of the probabilities, the classes', async () => {
    const order = Int32Array.from({ length: 200 }, (_, i) => 199 - i)
    const turned = { X: takeRows(train.X, order), y: order.map((i) => train.y[i]!) }
    const fit = async (rows: typeof train) =>
      argmaxRows((await svc({ C: 1, gamma: 'scale' }).fit(rows.X, rows.y, context)).predictProba(train.X))
    const [a, b] = [await fit(train), await fit(turned)]
    expect(a.filter((c, i) => c === b[i]).length).toBeGreaterThanOrEqual(190)
  })

  test('a fit that is cancelled on its way ends', async () => {
    let looks = 0
    const signal = {
      get aborted() {
        return ++looks > 5
      },
    }
    await expect(
      svc({ C: 1, gamma: 'scale' }).fit(train.X, train.y, { ...context, signal }),
    ).rejects.toMatchObject({ code: 'cancelled' })
  })
})
