import { describe, expect, test } from 'vitest'
import { classifierNames, classifierRegistry } from '../../classifiers/registry.ts'
import { couplePairs } from '../../classifiers/pairwise-coupling.ts'
import { knn } from '../../classifiers/knn.ts'
import { contextOf, made, type Made } from '../../classifiers/testing/made.ts'
import { matrix, row, type Matrix } from '../../math/matrix.ts'
import { createRng } from '../../math/rng.ts'
import { robust } from '../../projection/presets.ts'
import { createGraphBuilder } from '../builder.ts'
import { largestDifference, runOnnx } from '../testing/run-onnx.ts'
import { writeOnnx } from '../write.ts'
import { addCoupling } from './coupling.ts'
import { classifierParts } from './registry.ts'
import { float64 } from '../parts.ts'

/** Runs what `add` makes of x [n, d] float32; the result is float64 [n, cols]. */
async function run(
  X: Matrix,
  add: (builder: ReturnType<typeof createGraphBuilder>, x: string) => string,
): Promise<Float64Array> {
  const builder = createGraphBuilder()
  const output = add(builder, 'x')
  const bytes = writeOnnx({
    name: 'part',
    inputs: [{ name: 'x', type: 'float32', shape: ['n', X.cols] }],
    outputs: [{ name: output, type: 'float64', shape: ['n', 'classes'] }],
    initializers: builder.initializers,
    nodes: builder.nodes,
  })
  const result = await runOnnx(bytes, [{ name: 'x', type: 'float32', data: X.data, dims: [X.rows, X.cols] }])
  return result[output]!.data as Float64Array
}

test('every classifier has its part', () => {
  expect(Object.keys(classifierParts)).toEqual(classifierNames)
})

// What every classifier of the registry must keep; a new one is held to it without a line here.
describe.each(classifierNames)('a classifier as ONNX: %s', (name) => {
  const settings = {
    ...robust.classifiers,
    rf: { trees: 20, minSamplesLeaf: 1 },
    gbm: { ...robust.classifiers.gbm, rounds: 20 },
    xgb: { ...robust.classifiers.xgb, rounds: 20 },
    mlp: { ...robust.classifiers.mlp, epochs: 30 },
  }
  const fit = (train: Made, classes: number) =>
    classifierRegistry[name]!.create(settings).fit(train.X, train.y, contextOf(train, classes))

  test.each([
    ['two classes', 2, [0, 1]],
    ['four classes', 4, [0, 1, 2, 3]],
    ['three of four classes', 4, [0, 1, 3]],
    ['the first and last of three classes', 3, [0, 2]],
    ['one of three classes', 3, [1]],
  ])('%s: the same probabilities', async (_, classes, present) => {
    const train = made(90, 6, present, 1, 0.7)
    const asked = made(200, 6, present, 2, 0.7).X
    const fitted = await fit(train, classes)
    const computed = await run(asked, (builder, x) => classifierParts[name]!(builder, x, fitted.toJSON()))
    expect(largestDifference(computed, fitted.predictProba(asked).data)).toBeLessThan(1e-5)
  })

  test('rows that are equal, zeros, and far away: the same probabilities', async () => {
    const train = made(60, 3, [0, 1, 2], 1, 0.7)
    // each row several times, so that neighbours are equally far; whole numbers lie on the thresholds of trees
    const X = matrix(
      60,
      3,
      train.X.data.map((value) => Math.round(value)),
    )
    const fitted = await fit({ X, y: train.y }, 3)
    const asked = matrix(63, 3)
    asked.data.set(X.data)
    asked.data.set([0, 0, 0, 100, -100, 50, 0.5, 0.5, 0.5], 180)
    const computed = await run(asked, (builder, x) => classifierParts[name]!(builder, x, fitted.toJSON()))
    expect(largestDifference(computed, fitted.predictProba(asked).data)).toBeLessThan(1e-5)
  })

  test('rows without variance, and without columns, are exported', async () => {
    for (const X of [matrix(9, 2), matrix(9, 0)]) {
      const fitted = await fit({ X, y: Int32Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1) }, 2)
      const computed = await run(X, (builder, x) => classifierParts[name]!(builder, x, fitted.toJSON()))
      expect(largestDifference(computed, fitted.predictProba(X).data)).toBeLessThan(1e-5)
    }
  })
})

test('knn: of many rows that are equally far, the earlier ones count', async () => {
  const few = made(20, 100, [0, 1], 1, 0.1)
  const copies = 13
  const X = matrix(20 * copies, 100)
  for (let i = 0; i < X.rows; i++) row(X, i).set(row(few.X, i % 20))
  // copies of a row differ in their class
  const y = Int32Array.from({ length: X.rows }, (_, i) => Number((i * 7) % 5 < 2))
  const fitted = await knn({ neighbours: 5 }).fit(X, y, contextOf({ X, y }, 2))
  const computed = await run(few.X, (builder, x) => classifierParts['knn']!(builder, x, fitted.toJSON()))
  expect(largestDifference(computed, fitted.predictProba(few.X).data)).toBeLessThan(1e-6)
})

test('coupling solves at once what the iterations come to', async () => {
  const rng = createRng(1, 'coupling')
  const k = 5
  const pairs = (k * (k - 1)) / 2
  // from nearly certain to undecided, and with them pairs that contradict each other
  const shares = matrix(50, pairs)
  for (let i = 0; i < shares.data.length; i++)
    shares.data[i] = 1 / (1 + Math.exp(-16 * rng.normal() * (i % 3)))
  shares.data.forEach((share, i) => (shares.data[i] = Math.min(Math.max(share, 1e-6), 1 - 1e-6)))
  const computed = await run(shares, (builder, x) => {
    const wide = builder.add('Add', [
      builder.add('Cast', [x], { to: 11 }),
      builder.constant(float64('zero', [], [0])),
    ])
    return addCoupling(builder, wide, k)
  })
  const expected = new Float64Array(50 * k)
  for (let i = 0; i < 50; i++) {
    const pairwise = new Float64Array(k * k)
    let pair = 0
    for (let a = 0; a < k; a++)
      for (let b = a + 1; b < k; b++) {
        pairwise[a * k + b] = row(shares, i)[pair++]!
        pairwise[b * k + a] = 1 - pairwise[a * k + b]!
      }
    couplePairs(pairwise, k, expected.subarray(i * k, (i + 1) * k))
  }
  expect(largestDifference(computed, expected)).toBeLessThan(1e-5)
})
