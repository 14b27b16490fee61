import { describe, expect, test } from 'vitest'
import { argmaxRows, matrixFrom } from '../math/matrix.ts'
import { createRng } from '../math/rng.ts'
import { rankColumns } from './forest-ranks.ts'
import { createForestGrower } from './forest-tree.ts'
import type { LeafTree } from './leaf-tree.ts'
import { rf } from './rf.ts'
import { contextOf, made, noWeights } from './testing/made.ts'

const leavesOf = ({ feature }: LeafTree): number => feature.filter((column) => column < 0).length

describe('ranks of columns', () => {
  test('order the values, equal ones alike, with thresholds halfway between', () => {
    const { ranks, bits, threshold } = rankColumns(matrixFrom([[3], [-1], [3], [-0], [0], [8]]), 20)
    expect([...ranks]).toEqual([2, 0, 2, 1, 1, 3])
    expect(bits).toBe(2)
    expect(threshold(0, 1, 2)).toBe(1.5)
    expect(threshold(0, 0, 3)).toBe(3.5)
  })

  test('are shared by neighbours where there are more values than bits for them', () => {
    const { ranks, bits, threshold } = rankColumns(matrixFrom([[0], [1], [2], [3], [4], [5], [6]]), 2)
    expect([...ranks]).toEqual([0, 0, 1, 1, 2, 2, 3])
    expect(bits).toBe(2)
    expect(threshold(0, 1, 2)).toBe(3.5)
  })
})

describe('a random forest', () => {
  test('a tree parts one column halfway between the rows drawn', () => {
    const X = matrixFrom([[0], [1], [10], [11]])
    const tree = createForestGrower(X, Int32Array.of(0, 0, 1, 1), {
      weights: noWeights(2),
      minSamplesLeaf: 1,
    })(createRng(3))
    expect([...tree.feature]).toEqual([0, -1, -1])
    expect([...tree.values]).toEqual([1, 0, 0, 1])
    expect([5, 5.5, 6]).toContain(tree.threshold[0])
  })

  test('rows count as often as they were drawn: one leaf says the shares of the sample', () => {
    const rows = 40
    const X = matrixFrom(Array.from({ length: rows }, (_, i) => [i]))
    const y = Int32Array.from({ length: rows }, (_, i) => Number(i < 10))
    const grow = createForestGrower(X, y, { weights: noWeights(2), minSamplesLeaf: rows })
    const shares = Array.from({ length: 400 }, (_, seed) => grow(createRng(seed)).values[1]!)
    for (const share of shares) expect((share * rows) % 1).toBeCloseTo(0, 9)
    // Mean 0.25 with a standard error of 0.0034, standard deviation of one 0.068.
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
    expect(Math.abs(mean - 0.25)).toBeLessThan(0.015)
    const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / shares.length
    expect(Math.abs(Math.sqrt(variance) - 0.068)).toBeLessThan(0.01)
  })

  test('looks at sqrt(d) columns a node, and at more only where those cannot be split', () => {
    // Columns 0 to 7 are constant; only the last can be split.
    const X = matrixFrom(Array.from({ length: 30 }, (_, i) => [...Array.from({ length: 8 }, () => 1), i]))
    const y = Int32Array.from({ length: 30 }, (_, i) => Number(i > 14))
    const grow = createForestGrower(X, y, { weights: noWeights(2), minSamplesLeaf: 1 })
    for (let seed = 0; seed < 20; seed++) expect(grow(createRng(seed)).feature[0]).toBe(8)
    // All nine tell the classes apart equally well: every one gets its turn.
    const all = matrixFrom(Array.from({ length: 30 }, (_, i) => Array.from({ length: 9 }, () => i)))
    const used = createForestGrower(all, y, { weights: noWeights(2), minSamplesLeaf: 1 })
    expect(new Set(Array.from({ length: 100 }, (_, seed) => used(createRng(seed)).feature[0])).size).toBe(9)
  })

  test('keeps minSamplesLeaf rows of the sample in every leaf', () => {
    const data = made(200, 4, [0, 1, 2], 2, 0.2)
    const grow = (minSamplesLeaf: number): LeafTree =>
      createForestGrower(data.X, data.y, { weights: noWeights(3), minSamplesLeaf })(createRng(1))
    expect(leavesOf(grow(20))).toBeLessThanOrEqual(10)
    expect(leavesOf(grow(20))).toBeGreaterThan(1)
    expect(leavesOf(grow(101))).toBe(1)
  })

  test('learns XOR', async () => {
    const X = matrixFrom(Array.from({ length: 80 }, (_, i) => [i & 1, (i >> 1) & 1]))
    const y = Int32Array.from({ length: 80 }, (_, i) => (i & 1) ^ ((i >> 1) & 1))
    const fitted = await rf({ trees: 20, minSamplesLeaf: 1 }).fit(X, y, contextOf({ X, y }, 2))
    expect(argmaxRows(fitted.predictProba(X))).toEqual(y)
  })

  test('R12: another seed, another forest', async () => {
    const data = made(60, 4, [0, 1], 2, 0.2)
    const proba = async (seed: number): Promise<Float32Array> =>
      (await rf({ trees: 5, minSamplesLeaf: 1 }).fit(data.X, data.y, contextOf(data, 2, seed))).predictProba(
        data.X,
      ).data
    expect(await proba(1)).not.toEqual(await proba(2))
  })

  test('can be cancelled while it grows', async () => {
    const data = made(200, 4, [0, 1, 2], 2, 0.2)
    let looks = 0
    const signal = {
      get aborted() {
        return ++looks > 50
      },
    }
    const fit = rf({ trees: 100, minSamplesLeaf: 1 }).fit(data.X, data.y, { ...contextOf(data, 3), signal })
    await expect(fit).rejects.toMatchObject({ code: 'cancelled' })
    expect(looks).toBe(51)
  })
})
