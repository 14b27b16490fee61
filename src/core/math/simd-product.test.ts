import { expect, test } from 'vitest'
import { createRng } from './rng.ts'
import { createSimdMemory, padCols, padRows } from './simd-product.ts'

/** The definition, rounded to float32 after every operation as the kernel does. */
function expected(inner: number, a: (k: number) => number, b: (k: number) => number): number {
  let sum = 0
  for (let k = 0; k < inner; k++) sum = Math.fround(sum + Math.fround(a(k) * b(k)))
  return sum
}

test.each([
  [4, 1, 8],
  [12, 7, 16],
  [8, 130, 24],
])('R12: [%i, %i] x [.., %i] to the last bit, row-major, transposed and in panels', (rows, inner, cols) => {
  const memory = createSimdMemory([rows * inner, inner * cols, rows * cols])
  const rng = createRng(1, 'simd')
  const a = memory.allocate(rows * inner)
  const b = memory.allocate(inner * cols)
  const out = memory.allocate(rows * cols)
  for (const array of [a, b]) for (let i = 0; i < array.length; i++) array[i] = rng.normal()
  const lefts = [
    { row: inner, step: 1 },
    { row: 1, step: rows },
  ]
  const rights = [
    { panel: 8, step: cols },
    { panel: 8 * inner, step: 8 },
  ]
  for (const left of lefts)
    for (const right of rights) {
      memory.multiply(out, cols, { data: a, ...left }, { data: b, ...right }, { rows, cols, inner })
      for (let i = 0; i < rows; i++)
        for (let j = 0; j < cols; j++)
          expect(out[i * cols + j]).toBe(
            expected(
              inner,
              (k) => a[i * left.row + k * left.step]!,
              (k) => b[Math.floor(j / 8) * right.panel + k * right.step + (j % 8)]!,
            ),
          )
    }
})

test('what was allocated are zeros, apart from each other, and no more than was announced', () => {
  const memory = createSimdMemory([3, 5])
  const first = memory.allocate(3).fill(1)
  const second = memory.allocate(5)
  expect([...second]).toEqual([0, 0, 0, 0, 0])
  second.fill(2)
  expect([...first]).toEqual([1, 1, 1])
  expect(() => memory.allocate(65_536)).toThrow(RangeError)
})

test('a thousand memories, one after the other, are no burden', () => {
  for (let i = 0; i < 1000; i++) expect(createSimdMemory([100_000]).allocate(100_000)[99_999]).toBe(0)
})

test('sizes are rounded up to whole tiles', () => {
  expect([0, 1, 4, 5].map(padRows)).toEqual([0, 4, 4, 8])
  expect([0, 1, 8, 9].map(padCols)).toEqual([0, 8, 8, 16])
})

test('rectified units and the way back, by hand; what is no number stays so', () => {
  const memory = createSimdMemory([8, 4, 8, 4])
  const [values, bias, derivatives, sums] = [
    memory.allocate(8),
    memory.allocate(4),
    memory.allocate(8),
    memory.allocate(4),
  ]
  values.set([1, -2, 3, NaN, -1, 5, 0, 2])
  bias.set([0.5, 1, -3, 0])
  memory.rectify(values, bias)
  expect([...values]).toEqual([1.5, 0, 0, NaN, 0, 6, 0, 2])
  derivatives.set([10, 20, 30, 40, 50, 60, 70, 80])
  sums.fill(7)
  memory.passBack(derivatives, values, sums)
  expect([...derivatives]).toEqual([10, 0, 0, 0, 0, 60, 0, 80])
  expect([...sums]).toEqual([10, 60, 0, 80])
})
