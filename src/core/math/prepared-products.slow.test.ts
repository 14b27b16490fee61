import * as fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { matrix, type Matrix } from './matrix.ts'
import { createProducts, productsWith, type ProductsWith } from './prepared-products.ts'
import { rowProducts, type RowRange } from './product.ts'
import { createRng } from './rng.ts'

afterEach(() => vi.restoreAllMocks())

const normal = (rows: number, cols: number, seed: number): Matrix => {
  const rng = createRng(seed, 'products')
  return matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, () => rng.normal()),
  )
}

function expectProducts(multiply: ProductsWith, A: Matrix, a: RowRange, B: Matrix, b: RowRange): void {
  const [actual, expected] = [0, 1].map(() => new Float64Array((a.to - a.from) * (b.to - b.from) + 1).fill(7))
  multiply(A, a, b, actual!)
  rowProducts(A, a, B, b, expected!)
  expect(actual).toEqual(expected)
}

const whole = ({ rows }: Matrix): RowRange => ({ from: 0, to: rows })

test('R12: every range of rows gives the bits that JavaScript gives', () => {
  const size = fc.nat(90)
  fc.assert(
    fc.property(size, size, size, size, fc.nat(40), (a0, a1, b0, b1, d) => {
      const a = { from: Math.min(a0, a1), to: Math.max(a0, a1) }
      const b = { from: Math.min(b0, b1), to: Math.max(b0, b1) }
      const [A, B] = [normal(a.to, d, 1), normal(b.to, d, 2)]
      // many rows and few: in WebAssembly, and in JavaScript
      for (const rows of [1000, 1]) expectProducts(productsWith(B, rows), A, a, B, b)
    }),
    { seed: 1 },
  )
})

test('nothing is left of a matrix when a smaller one follows', () => {
  const load = createProducts(40, 50)
  for (const [rows, cols] of [
    [40, 50],
    [33, 3],
    [40, 50],
    [1, 41],
  ] as const) {
    load(matrix(40, 50, new Float32Array(2000).fill(Infinity)))
    const B = normal(rows, cols, rows)
    const A = normal(37, cols, 3)
    expectProducts(load(B), A, whole(A), B, whole(B))
  }
})

test('R12: the bits are the same where the memory has no room for a copy', () => {
  const [A, B] = [normal(40, 9, 1), normal(50, 9, 2)]
  productsWith(B, 40)
  const memory = vi.spyOn(WebAssembly, 'Memory').mockImplementation(function () {
    throw new RangeError('could not allocate memory')
  })
  expectProducts(productsWith(B, 40), A, whole(A), B, whole(B))
  expect(memory).toHaveBeenCalled()
})

test.each([1, 100])('other column counts fail with both shapes, for %i rows', (rows) => {
  const multiply = productsWith(matrix(1, 2), rows)
  const all = { from: 0, to: 1 }
  expect(() => multiply(matrix(1, 3), all, all, new Float64Array(1))).toThrow(
    expect.objectContaining({
      code: 'shape-mismatch',
      params: { where: 'rowProducts', expected: '[m, 3]', actual: '[1, 2]' },
    }),
  )
})
