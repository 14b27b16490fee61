import { expect, test } from 'vitest'
import { createRng } from '../math/rng.ts'
import { sortKeys } from './radix-sort.ts'

test.each([
  [1, 8],
  [2, 8],
  [40, 13],
  [41, 1],
  [41, 8],
  [300, 9],
  [5000, 17],
  [5000, 32],
])('%i keys are sorted by their upper %i bits', (length, bits) => {
  const rng = createRng(length, bits)
  const keys = Uint32Array.from({ length: length + 3 }, () => (rng.int(2 ** bits) * 2 ** (32 - bits)) >>> 0)
  const expected = keys.slice(0, length).sort()
  const rest = keys.slice(length)
  sortKeys(keys, new Uint32Array(length), length, 32 - bits, 32)
  expect(keys.slice(0, length)).toEqual(expected)
  expect(keys.slice(length)).toEqual(rest)
})

test('keys without bits to sort by stay as they are', () => {
  const keys = new Uint32Array(50).fill(7)
  sortKeys(keys, new Uint32Array(50), 50, 32, 32)
  expect(keys).toEqual(new Uint32Array(50).fill(7))
})
