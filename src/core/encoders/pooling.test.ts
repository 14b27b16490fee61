import { describe, expect, test } from 'vitest'
import { matrixFrom } from '../math/matrix.ts'
import { clsPooling, lastPooling, markPresent, meanPooling } from './pooling.ts'

/** Three inputs of 2, 1 and 0 tokens, padded to 2; the padding holds numbers that must not count. */
const tokens = {
  n: 3,
  length: 2,
  dimensions: 2,
  values: Float32Array.of(1, 2, 3, 6, /**/ -1, 5, 99, 99, /**/ 99, 99, 99, 99),
  mask: BigInt64Array.of(1n, 1n, 1n, 0n, 0n, 0n),
}

describe('mean pooling', () => {
  test('leaves padding out', () => {
    const { vectors } = meanPooling(tokens)
    expect([...vectors.data]).toEqual([2, 4, -1, 5, 0, 0])
  })

  test('[R7] an input without a token is absent, not NaN', () => {
    expect([...meanPooling(tokens).present]).toEqual([1, 1, 0])
  })

  test('takes a mask of plain numbers too', () => {
    expect(meanPooling({ ...tokens, mask: [1, 1, 1, 0, 0, 0] })).toEqual(meanPooling(tokens))
  })
})

test('cls pooling takes the first token, and none where there is none', () => {
  const { vectors, present } = clsPooling(tokens)
  expect([...vectors.data]).toEqual([1, 2, -1, 5, 0, 0])
  expect([...present]).toEqual([1, 1, 0])
})

test('last pooling takes the last token that is no padding, and none where there is none', () => {
  const { vectors, present } = lastPooling(tokens)
  expect([...vectors.data]).toEqual([3, 6, -1, 5, 0, 0])
  expect([...present]).toEqual([1, 1, 0])
})

test('[R7] rows of zeros and rows with a number that is not finite are absent, and zeros', () => {
  const { vectors, present } = markPresent(
    matrixFrom([
      [1, 0],
      [0, 0],
      [Number.NaN, 1],
      [1, Number.POSITIVE_INFINITY],
      [-0.5, 0.25],
    ]),
  )
  expect([...present]).toEqual([1, 0, 0, 0, 1])
  expect([...vectors.data]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, -0.5, 0.25])
})

test.each([meanPooling, clsPooling, lastPooling])('%o refuses a mask of another shape', (pool) => {
  expect(() => pool({ ...tokens, mask: [1, 1] })).toThrow(expect.objectContaining({ code: 'shape-mismatch' }))
})
