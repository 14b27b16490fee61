import { describe, expect, it } from 'vitest'
import { matrix, matrixFrom } from '../math/matrix.ts'
import { createRng } from '../math/rng.ts'
import { pairAuc, samePairs } from './pair-auc.ts'

describe('pairAuc', () => {
  it('is the share of (same, different) couples in the right order, ties counted half', () => {
    const n = 41
    const rng = createRng(3)
    // coarse values, so that cosines tie
    const Z = matrix(
      n,
      2,
      Float32Array.from({ length: 2 * n }, () => rng.int(4) - 1),
    )
    const y = Int32Array.from({ length: n }, () => rng.int(3))
    const cosine = (i: number, j: number): number => {
      const [a, b, c, d] = [Z.data[2 * i]!, Z.data[2 * i + 1]!, Z.data[2 * j]!, Z.data[2 * j + 1]!]
      const norms = Math.hypot(a, b) * Math.hypot(c, d)
      return norms === 0 ? 0 : Math.round(((a * c + b * d) / norms) * 1e4)
    }
    const pairs = Array.from({ length: n }, (_, i) =>
      Array.from({ length: i }, (_, j) => [i, j] as const),
    ).flat()
    const same = pairs.filter(([i, j]) => y[i] === y[j])
    const different = pairs.filter(([i, j]) => y[i] !== y[j])
    let wins = 0
    for (const [i, j] of same)
      for (const [k, l] of different) wins += (Math.sign(cosine(i, j) - cosine(k, l)) + 1) / 2
    expect(samePairs(y)).toBe(same.length)
    expect(pairAuc(Z, y)).toBeCloseTo(wins / (same.length * different.length), 3)
  })

  it('is 1 for two tight groups, whatever the lengths of the vectors', () => {
    expect(pairAuc(matrixFrom([[1, 0], [90, 1], [0, 3], [0.01, 1]]), Int32Array.from([0, 0, 1, 1]))).toBe(1) // prettier-ignore
  })

  it('is 0.5 where all vectors are equal', () => {
    expect(pairAuc(matrixFrom([[1, 2], [1, 2], [1, 2], [1, 2]]), Int32Array.from([0, 0, 1, 1]))).toBe(0.5) // prettier-ignore
  })

  it.each([
    ['one class', [0, 0, 0]],
    ['no two of a class', [0, 1, 2]],
  ])('is null for %s', (_, y) => {
    expect(pairAuc(matrixFrom([[1], [2], [3]]), Int32Array.from(y))).toBeNull()
  })
})
