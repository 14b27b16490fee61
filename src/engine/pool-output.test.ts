import { describe, expect, test } from 'vitest'
import { poolOutput } from './pool-output.ts'

const spec = { id: 'test/model', dimensions: 2 }
const batch = { n: 2, length: 2, mask: BigInt64Array.of(1n, 1n, 1n, 0n) }
// two texts of two tokens; the second token of the second text is padding
const hidden = { last_hidden_state: { data: Float32Array.of(1, 2, 3, 4, 5, 6, 70, 80) } }

describe('one vector a text', () => {
  test.each([
    ['mean', [2, 3, 5, 6]],
    ['cls', [1, 2, 5, 6]],
  ] as const)('%s pooling leaves padding out', (pooling, expected) => {
    expect([...poolOutput(hidden, { ...spec, pooling }, batch).vectors.data]).toEqual(expected)
  })

  test("the graph's own vector is taken as it is; zeros mean that it knew nothing", () => {
    const output = { ...hidden, sentence_embedding: { data: Float32Array.of(9, 8, 0, 0) } }
    const { vectors, present } = poolOutput(output, { ...spec, pooling: 'model' }, batch)
    expect([...vectors.data]).toEqual([9, 8, 0, 0])
    expect([...present]).toEqual([1, 0])
  })

  test('a graph without the output, or of another shape, is refused', () => {
    expect(() => poolOutput(hidden, { ...spec, pooling: 'model' }, batch)).toThrow(
      expect.objectContaining({ code: 'internal' }),
    )
    expect(() => poolOutput(hidden, { ...spec, dimensions: 3, pooling: 'mean' }, batch)).toThrow(
      expect.objectContaining({ code: 'shape-mismatch' }),
    )
  })

  test('[R7] an overflow does not pass for a missing text', () => {
    const output = { last_hidden_state: { data: Float32Array.of(1, NaN, 3, 4, 5, 6, 7, 8) } }
    expect(() => poolOutput(output, { ...spec, pooling: 'mean' }, batch)).toThrow(
      expect.objectContaining({ code: 'not-finite' }),
    )
  })
})
