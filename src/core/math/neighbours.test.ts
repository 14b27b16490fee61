import * as fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { matrix, matrixFrom, row, type Matrix } from './matrix.ts'
import { cosineNeighbours } from './neighbours.ts'
import { createRng } from './rng.ts'

afterEach(() => vi.restoreAllMocks())

function random(rows: number, cols: number, seed: number): Matrix {
  const rng = createRng(seed, 'neighbours')
  return matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, () => rng.normal()),
  )
}

function cosineDistance(a: Float32Array, b: Float32Array): number {
  const dot = a.reduce((sum, value, j) => sum + value * b[j]!, 0)
  return 1 - dot / (Math.hypot(...a) * Math.hypot(...b))
}

describe('nearest neighbours by cosine distance', () => {
  test('are those of the plain comparison of all pairs, in every size of block', () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 70 }))
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 9 }), fc.integer(), ([n, m], k, seed) => {
        const reference = random(n, 5, seed)
        const queries = random(m, 5, seed + 1)
        const nearest = cosineNeighbours(reference, queries, k)
        expect(nearest.k).toBe(Math.min(k, n))
        for (let i = 0; i < m; i++) {
          const plain = Array.from({ length: n }, (_, j) =>
            cosineDistance(row(queries, i), row(reference, j)),
          )
          const expected = [...plain.keys()].sort((a, b) => plain[a]! - plain[b]!).slice(0, nearest.k)
          expect([...nearest.indices.subarray(i * nearest.k, (i + 1) * nearest.k)]).toEqual(expected)
          expected.forEach((j, place) =>
            expect(nearest.distances[i * nearest.k + place]).toBeCloseTo(plain[j]!, 12),
          )
        }
      }),
      { numRuns: 15 },
    )
  })

  test('do not depend on length, and are 0 for the same direction, 2 for the opposite', () => {
    const nearest = cosineNeighbours(matrixFrom([[-3, -3], [5, 5], [0, 2]]), matrixFrom([[0.1, 0.1]]), 3) // prettier-ignore
    expect([...nearest.indices]).toEqual([1, 2, 0])
    expect(nearest.distances[0]).toBeCloseTo(0, 12)
    expect(nearest.distances[1]).toBeCloseTo(1 - Math.SQRT1_2, 12)
    expect(nearest.distances[2]).toBeCloseTo(2, 12)
  })

  test('of equal distance come in the order of their rows, across blocks too', () => {
    const reference = matrix(700, 3, new Float32Array(2100).fill(1))
    expect([...cosineNeighbours(reference, matrixFrom([[1, 1, 1]]), 4).indices]).toEqual([0, 1, 2, 3])
  })

  test('a row of zeros is at distance 1 from every row', () => {
    const nearest = cosineNeighbours(matrixFrom([[0, 0], [1, 0], [-1, 0]]), matrixFrom([[1, 0], [0, 0]]), 3) // prettier-ignore
    expect([...nearest.distances]).toEqual([0, 1, 2, 1, 1, 1])
    expect([...nearest.indices]).toEqual([1, 0, 2, 0, 1, 2])
  })

  test('no reference rows give no neighbours', () => {
    expect(cosineNeighbours(matrix(0, 2), matrix(3, 2), 5)).toMatchObject({
      k: 0,
      indices: new Int32Array(0),
    })
  })

  test('that the memory has no room for are told', () => {
    vi.spyOn(WebAssembly, 'Memory').mockImplementationOnce(function () {
      throw new RangeError('could not allocate memory')
    })
    expect(() => cosineNeighbours(matrix(4, 3), matrix(4, 3), 1)).toThrow(
      expect.objectContaining({ code: 'computing-out-of-memory' }),
    )
  })

  test.each([NaN, Infinity])('a row with %d has none: it fails, on either side', (value) => {
    const rows = matrixFrom([[1, 2], [3, 4], [5, 6]]) // prettier-ignore
    const broken = matrixFrom([[1, 1], [value, 1]]) // prettier-ignore
    const told = expect.objectContaining({ code: 'not-finite', params: { where: 'cosineNeighbours' } })
    expect(() => cosineNeighbours(rows, broken, 2)).toThrow(told)
    expect(() => cosineNeighbours(broken, rows, 2)).toThrow(told)
  })

  test('other column counts fail with both shapes', () => {
    expect(() => cosineNeighbours(matrix(1, 3), matrix(4, 2), 1)).toThrow(
      expect.objectContaining({
        code: 'shape-mismatch',
        params: { where: 'cosineNeighbours', expected: '[m, 3]', actual: '[4, 2]' },
      }),
    )
  })
})
