import { describe, expect, test } from 'vitest'
import { compareSelfTest, parseSelfTest } from './self-test.ts'

const selfTest = {
  tolerance: 1e-3,
  inputs: [{ text: 'fever' }, { picture: { width: 96, height: 96, seed: 1 } }],
  vectors: [
    [1, 2],
    [0, 0],
  ],
}

describe('self-test.json', () => {
  test('is read', () => {
    expect(parseSelfTest(selfTest, 'nearside/x')).toEqual(selfTest)
  })

  test.each([
    ['nothing', null],
    ['no input', { ...selfTest, inputs: [], vectors: [] }],
    ['an input of no kind', { ...selfTest, inputs: [{}, {}] }],
    [
      'an input of two kinds',
      { ...selfTest, inputs: [{ ...selfTest.inputs[0], ...selfTest.inputs[1] }, selfTest.inputs[1]] },
    ],
    ['a picture without a size', { ...selfTest, inputs: [selfTest.inputs[0], { picture: { seed: 1 } }] }],
    ['a vector too few', { ...selfTest, vectors: [[1, 2]] }],
    [
      'a value that JSON writes for NaN',
      {
        ...selfTest,
        vectors: [
          [1, null],
          [0, 0],
        ],
      },
    ],
    ['a tolerance that nothing meets', { ...selfTest, tolerance: 0 }],
  ])('refuses %s', (_, value) => {
    expect(() => parseSelfTest(value, 'nearside/x')).toThrow(
      expect.objectContaining({
        code: 'model-corrupted',
        params: { id: 'nearside/x', file: 'self-test.json', reason: 'self-test' },
      }),
    )
  })
})

describe('comparing vectors', () => {
  const compare = (expected: number[][], actual: number[][]) => compareSelfTest(expected, actual, 0.01)

  test('is relative to the length of the expected vector, and the worst vector decides', () => {
    const result = compare(
      [
        [3, 4],
        [300, 400],
      ],
      [
        [3, 4.04],
        [300, 401],
      ],
    )
    expect(result.differences).toEqual([expect.closeTo(0.008, 9), expect.closeTo(0.002, 9)])
    expect(result.largest).toBe(result.differences[0])
    expect(result.passes).toBe(true)
    expect(
      compare(
        [
          [3, 4],
          [3, 4],
        ],
        [
          [3, 4],
          [3, 4.06],
        ],
      ).passes,
    ).toBe(false)
  })

  test('[R7] an input that is absent must be absent', () => {
    expect(compare([[0, 0]], [[0, 0]])).toEqual({ differences: [0], largest: 0, passes: true })
    expect(compare([[0, 0]], [[0, 1e-9]])).toMatchObject({ largest: Infinity, passes: false })
    expect(compare([[3, 4]], [[0, 0]])).toMatchObject({ largest: 1, passes: false })
  })

  test('a device that computes NaN or Infinity fails', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(compare([[3, 4]], [[3, value]])).toMatchObject({ largest: Infinity, passes: false })
  })

  test('vectors of other numbers or lengths are refused', () => {
    expect(() => compare([[1, 2]], [[1]])).toThrow(expect.objectContaining({ code: 'shape-mismatch' }))
    expect(() => compare([[1, 2]], [])).toThrow(expect.objectContaining({ code: 'shape-mismatch' }))
  })
})
