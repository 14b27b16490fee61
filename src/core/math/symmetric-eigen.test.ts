import { describe, expect, test } from 'vitest'
import { createRng } from './rng.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

const rng = createRng(1, 'eigen')

/** Q diag(values) Q^T for a random orthogonal Q, made of reflections; row-major. */
function made(values: readonly number[]): Float64Array {
  const n = values.length
  const A = new Float64Array(n * n)
  values.forEach((value, i) => (A[i * n + i] = value))
  for (let r = 0; r < 5; r++) {
    const v = Float64Array.from({ length: n }, () => rng.normal())
    const length = Math.hypot(...v)
    v.forEach((value, i) => (v[i] = value / length))
    for (const [row, column] of [
      [n, 1],
      [1, n],
    ] as const)
      for (let i = 0; i < n; i++) {
        let along = 0
        for (let j = 0; j < n; j++) along += A[i * row + j * column]! * v[j]!
        for (let j = 0; j < n; j++) A[i * row + j * column]! -= 2 * along * v[j]!
      }
  }
  return A
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0)

describe.each([
  ['distinct', [9, 7, 4, 2, 1, 0.5, 0.1, 0.01]],
  ['some equal', [5, 5, 5, 3, 3, 1, 1, 1, 1]],
  ['of either sign', [3, 1, 1e-3, -1e-3, -2, -8]],
  ['of many magnitudes', [1e8, 1e4, 1, 1e-2]],
  ['all equal', [2, 2, 2, 2]],
  ['all zero', [0, 0, 0]],
  ['one', [4]],
  ['two', [4, -1]],
  ['a hundred', Array.from({ length: 100 }, (_, i) => 100 / (i + 1))],
])('eigenvalues that are %s', (_, values) => {
  const n = values.length
  const A = made(values)
  const { leading, countAbove } = symmetricEigen(A.slice(), n)
  const found = leading(n)
  const scale = Math.max(...values.map(Math.abs)) || 1

  test('come back, the largest first', () => {
    found.values.forEach((value, i) => expect(Math.abs(value - values[i]!)).toBeLessThan(1e-12 * scale))
  })

  test('have vectors that the matrix stretches by them', () => {
    found.vectors.forEach((x, rank) => {
      for (let i = 0; i < n; i++)
        expect(Math.abs(dot(A.subarray(i * n, i * n + n), x) - values[rank]! * x[i]!)).toBeLessThan(
          1e-11 * scale,
        )
    })
  })

  test('have vectors of length 1, orthogonal to each other', () => {
    for (let a = 0; a < n; a++)
      for (let b = 0; b <= a; b++)
        expect(dot(found.vectors[a]!, found.vectors[b]!)).toBeCloseTo(a === b ? 1 : 0, 11)
  })

  test('are counted above a bound, and fewer are the same ones', () => {
    for (const bound of [-5.5, 0.7, 2.6])
      expect(countAbove(bound)).toBe(values.filter((value) => value > bound).length)
    const some = leading(Math.min(2, n))
    expect(some.values).toEqual(found.values.slice(0, 2))
    expect(some.vectors).toEqual(found.vectors.slice(0, 2))
  })
})

test('a matrix that is diagonal already, in any order', () => {
  const A = new Float64Array(16)
  ;[2, 7, -1, 7].forEach((value, i) => (A[5 * i] = value))
  const { values, vectors } = symmetricEigen(A, 4).leading(4)
  expect([...values].map((value) => Math.round(1e9 * value) / 1e9)).toEqual([7, 7, 2, -1])
  expect(Math.abs(vectors[2]![0]!)).toBeCloseTo(1, 12)
  expect(Math.abs(vectors[3]![2]!)).toBeCloseTo(1, 12)
})
