import { describe, expect, test } from 'vitest'
import { argmaxRows, matrixFrom } from '../math/matrix.ts'
import { createRng } from '../math/rng.ts'
import { cart } from './cart.ts'
import { growTree, type Tree } from './cart-tree.ts'
import { contextOf, made, noWeights } from './testing/made.ts'

const grow = (X: readonly number[][], y: readonly number[], options: object = {}, seed = 1): Tree =>
  growTree(matrixFrom(X), Int32Array.from(y), {
    weights: noWeights(3), maxDepth: null, minSamplesLeaf: 1, rng: createRng(seed), ...options,
  }) // prettier-ignore

const depthOf = (tree: Tree, node = 0): number =>
  tree.feature[node]! < 0
    ? 0
    : 1 + Math.max(depthOf(tree, tree.left[node]!), depthOf(tree, tree.right[node]!))

const leaves = (tree: Tree): number[] => [...tree.feature.keys()].filter((node) => tree.feature[node]! < 0)
const rowsIn = (tree: Tree, node: number): number => tree.counts[node]!.reduce((sum, count) => sum + count, 0)

// scikit-learn 1.9: DecisionTreeClassifier(max_depth=4, min_samples_leaf=3), the same tree for 20 random states.
const reference = {
  X: [
    [2.04, -2.56, 0.42], [-0.57, -0.45, -0.22], [-2.02, -0.23, -0.87], [3.32, 0.23, -0.35], [-0.28, -0.67, -1.06],
    [-0.39, 0.48, -0.24], [0.96, -0.2, 0.02], [1.55, 0.55, -0.51], [-0.18, 0.54, 1.94], [-0.27, -0.24, 1.0],
    [-0.89, -0.29, 0.88], [0.58, 0.09, 0.67], [-2.83, 1.02, -0.96], [-1.67, 0.28, 0.7], [-0.44, -1.08, 0.03],
    [-0.05, 1.41, 0.75], [0.19, 1.11, -0.21], [-0.93, 0.58, 0.58], [-0.21, -0.78, 0.23], [-2.49, 0.69, 0.49],
    [-1.64, 0.06, -0.96], [0.76, -2.03, -0.91], [0.71, 1.16, -2.16], [-0.5, 0.33, -0.61], [1.59, -1.19, 0.35],
    [-1.05, 1.41, -0.02], [-0.37, -1.72, 1.68], [0.75, 0.75, 1.14], [0.35, -0.64, -0.8], [-0.8, 1.37, -1.46],
    [-0.6, -0.32, 0.22], [0.58, -1.25, -1.73], [0.0, 1.21, 0.76], [0.22, -0.32, 0.29], [-0.24, 0.82, -0.79],
    [0.13, -0.11, 0.54],
  ],
  y: [
    2, 2, 0, 2, 0, 0, 2, 2, 0, 1, 0, 1, 0, 0, 0, 2, 2, 0, 1, 0, 0, 2, 1, 0, 2, 0, 0, 2, 2, 0, 1, 2, 1, 1, 2, 1,
  ],
  ask: [
    [-0.56, -1.17, -1.34], [0.52, 0.85, 0.01], [0.33, 0.12, 0.14], [-1.53, -0.46, 0.11], [-0.78, -0.48, -0.82],
    [-0.33, 0.85, -0.41],
  ],
  proba: [0.6, 0.2, 0.2, 0, 0.2, 0.8, 0, 1, 0, 0.6, 0.2, 0.2, 0.6, 0.2, 0.2, 1, 0, 0],
  splits: [[0, -0.275], [1, -0.305], [0, 0.73], [2, 0.01], [1, 0.315]],
} // prettier-ignore

describe('a decision tree', () => {
  test('is the tree that scikit-learn grows', async () => {
    const X = matrixFrom(reference.X)
    const y = Int32Array.from(reference.y)
    const fitted = await cart({ maxDepth: 4, minSamplesLeaf: 3 }).fit(X, y, contextOf({ X, y }, 3))
    const proba = fitted.predictProba(matrixFrom(reference.ask))
    proba.data.forEach((p, i) => expect(p).toBeCloseTo(reference.proba[i]!, 6))
    const { tree } = fitted.toJSON().parameters as { tree: Tree }
    const splits = [...tree.feature.keys()].filter((node) => tree.feature[node]! >= 0)
    expect(splits.map((node) => tree.feature[node])).toEqual(reference.splits.map(([feature]) => feature))
    splits.forEach((node, i) => expect(tree.threshold[node]).toBeCloseTo(reference.splits[i]![1]!, 6))
  })

  test('without limits fits every row, where no two equal rows disagree', async () => {
    const data = made(300, 5, [0, 1, 2], 1, 0.2)
    const fitted = await cart({ maxDepth: null, minSamplesLeaf: 1 }).fit(data.X, data.y, contextOf(data, 3))
    expect(argmaxRows(fitted.predictProba(data.X))).toEqual(data.y)
  })

  test('equal rows that disagree share a leaf, with their shares as probabilities', async () => {
    const data = { X: matrixFrom([[1], [1], [1], [2]]), y: Int32Array.of(0, 0, 1, 2) }
    const fitted = await cart({ maxDepth: null, minSamplesLeaf: 1 }).fit(data.X, data.y, contextOf(data, 3))
    const [first, second, third, ...last] = fitted.predictProba(matrixFrom([[1], [9]])).data
    expect(first).toBeCloseTo(2 / 3, 6)
    expect(second).toBeCloseTo(1 / 3, 6)
    expect([third, ...last]).toEqual([0, 0, 0, 1])
  })

  test('learns XOR, where the first split gains nothing', () => {
    const tree = grow([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]) // prettier-ignore
    expect(leaves(tree)).toHaveLength(4)
    for (const leaf of leaves(tree)) expect(rowsIn(tree, leaf)).toBe(1)
  })

  test('sorts negative, tiny and mixed values as numbers', () => {
    const tree = grow([[-5], [-1e-30], [0], [1e-30], [3], [-0]], [0, 0, 1, 2, 2, 1])
    expect(leaves(tree)).toHaveLength(3)
    const split = tree.threshold.filter((_, node) => tree.feature[node] === 0)
    expect(split.map(Math.sign).sort((a, b) => a - b)).toEqual([-1, 1])
  })

  test('is no deeper than maxDepth', () => {
    const data = made(200, 4, [0, 1, 2], 2, 0.2)
    const options = { weights: noWeights(3), minSamplesLeaf: 1, rng: createRng(1) }
    expect(depthOf(growTree(data.X, data.y, { ...options, maxDepth: 3 }))).toBe(3)
    expect(leaves(growTree(data.X, data.y, { ...options, maxDepth: 0 }))).toEqual([0])
  })

  test('keeps minSamplesLeaf rows in every leaf', () => {
    const data = made(200, 4, [0, 1, 2], 2, 0.2)
    const tree = growTree(data.X, data.y, {
      weights: noWeights(3),
      maxDepth: null,
      minSamplesLeaf: 7,
      rng: createRng(1),
    })
    const sizes = leaves(tree).map((leaf) => rowsIn(tree, leaf))
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(7)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(200)
  })

  test('R12: the seed decides between equally good features, and only that', () => {
    // Two equal columns: either may be used.
    const twins = Array.from({ length: 20 }, (_, i) => [i, i])
    const y = twins.map(([i]) => (i! < 10 ? 0 : 1))
    const used = new Set(Array.from({ length: 20 }, (_, seed) => grow(twins, y, {}, seed).feature[0]))
    expect(used).toEqual(new Set([0, 1]))
    expect(grow(twins, y, {}, 4)).toEqual(grow(twins, y, {}, 4))
  })

  test('can be cancelled while it grows', () => {
    const data = made(200, 4, [0, 1, 2], 2, 0.2)
    let looks = 0
    const signal = {
      get aborted() {
        return ++looks > 5
      },
    }
    const options = { weights: noWeights(3), maxDepth: null, minSamplesLeaf: 1, rng: createRng(1), signal }
    expect(() => growTree(data.X, data.y, options)).toThrow(expect.objectContaining({ code: 'cancelled' }))
    expect(looks).toBe(6)
  })
})
