import { describe, expect, test } from 'vitest'
import { poolOutput } from './pool-output.ts'

const spec = { id: 'test/model', dimensions: 2, output: 'last_hidden_state' }
const mask = BigInt64Array.of(1n, 1n, 1n, 0n)
// two texts of two tokens; the second token of the second text is padding
const hidden = { last_hidden_state: { data: Float32Array.of(1, 2, 3, 4, 5, 6, 70, 80), dims: [2, 2, 2] } }

describe('one vector an input', () => {
  test.each([
    ['mean', [2, 3, 5, 6]],
    ['cls', [1, 2, 5, 6]],
    ['last', [3, 4, 5, 6]],
  ] as const)('%s pooling leaves padding out', (pooling, expected) => {
    expect([...poolOutput(hidden, { ...spec, pooling }, 2, mask).vectors.data]).toEqual(expected)
  })

  test('of a picture every token counts', () => {
    expect([...poolOutput(hidden, { ...spec, pooling: 'mean' }, 2, null).vectors.data]).toEqual([
      2, 3, 37.5, 43,
    ])
  })

  test("the graph's own vector is taken as it is; zeros mean that it knew nothing", () => {
    const outputs = { ...hidden, image_embeds: { data: Float32Array.of(9, 8, 0, 0), dims: [2, 2, 1, 1] } }
    const own = { ...spec, output: 'image_embeds', pooling: 'model' } as const
    const { vectors, present } = poolOutput(outputs, own, 2, null)
    expect([...vectors.data]).toEqual([9, 8, 0, 0])
    expect([...present]).toEqual([1, 0])
  })

  test.each([
    ['without the output', { output: 'sentence_embedding', pooling: 'model' }],
    ['of another width', { dimensions: 3, pooling: 'mean' }],
    ['with tokens where a vector should be', { pooling: 'model' }],
  ] as const)('a graph %s is refused', (_, change) => {
    expect(() => poolOutput(hidden, { ...spec, ...change }, 2, mask)).toThrow(
      expect.objectContaining({ code: 'model-output-wrong' }),
    )
  })

  test('[R7] an overflow does not pass for a missing text', () => {
    const output = {
      last_hidden_state: { data: Float32Array.of(1, NaN, 3, 4, 5, 6, 7, 8), dims: [2, 2, 2] },
    }
    expect(() => poolOutput(output, { ...spec, pooling: 'mean' }, 2, mask)).toThrow(
      expect.objectContaining({ code: 'not-finite' }),
    )
  })
})
