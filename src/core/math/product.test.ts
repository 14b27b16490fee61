import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { matrix, type Matrix } from './matrix.ts'
import { rowProducts } from './product.ts'
import { createRng } from './rng.ts'

const whole = (rows: number, cols: number, seed: number): Matrix => {
  const rng = createRng(seed, 'product')
  // Small integers: sums are exact, whatever their order.
  return matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, () => rng.int(9) - 4),
  )
}

test('every range of rows gives the plain scalar products', () => {
  const size = fc.nat(11)
  fc.assert(
    fc.property(size, size, size, size, fc.nat(9), (a0, a1, b0, b1, d) => {
      const a = { from: Math.min(a0, a1), to: Math.max(a0, a1) }
      const b = { from: Math.min(b0, b1), to: Math.max(b0, b1) }
      const A = whole(a.to, d, 1)
      const B = whole(b.to, d, 2)
      const out = new Float64Array((a.to - a.from) * (b.to - b.from))
      rowProducts(A, a, B, b, out)
      const expected: number[] = []
      for (let i = a.from; i < a.to; i++)
        for (let j = b.from; j < b.to; j++) {
          let sum = 0
          for (let k = 0; k < d; k++) sum += A.data[i * d + k]! * B.data[j * d + k]!
          expected.push(sum)
        }
      expect([...out]).toEqual(expected)
    }),
  )
})

test('other column counts fail with both shapes', () => {
  const all = { from: 0, to: 1 }
  expect(() => rowProducts(matrix(1, 3), all, matrix(1, 2), all, new Float64Array(1))).toThrow(
    expect.objectContaining({
      code: 'shape-mismatch',
      params: { where: 'rowProducts', expected: '[m, 3]', actual: '[1, 2]' },
    }),
  )
})
