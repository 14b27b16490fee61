import { expect, test } from 'vitest'
import type { EncoderSpec } from '../core/encoders/encoder.ts'
import { matrixFrom } from '../core/math/matrix.ts'
import type { EncoderModel } from './protocol.ts'
import { runSelfTest } from './self-test.ts'

const selfTest = { tolerance: 0.01, inputs: [{ text: 'heart' }, { text: 'xyzzy' }], vectors: [[3, 4], [0, 0]] } // prettier-ignore

const encoderGiving = (rows: number[][]): EncoderModel => ({
  spec: { id: 'test/model', modality: 'text' } as EncoderSpec,
  device: 'wasm',
  measure: () => Promise.reject(new Error('not asked for')),
  encode: (inputs) => {
    expect(inputs).toEqual(['heart', 'xyzzy'])
    return Promise.resolve({ vectors: matrixFrom(rows), present: Uint8Array.of(1, 0) })
  },
})

test('an encoder that gives the expected vectors passes, with the difference that is left', async () => {
  expect(await runSelfTest(encoderGiving([[3, 4.025], [0, 0]]), selfTest)).toEqual({
    device: 'wasm',
    difference: expect.closeTo(0.005, 6),
    tolerance: 0.01,
  }) // prettier-ignore
})

test('of a folder that holds an encoder for pictures too, only the texts are asked', async () => {
  const picture = { picture: { width: 2, height: 2, seed: 1 } }
  const both = { ...selfTest, inputs: [picture, ...selfTest.inputs], vectors: [[1, 1], ...selfTest.vectors] }
  expect(await runSelfTest(encoderGiving([[3, 4], [0, 0]]), both)).toMatchObject({ difference: 0 })
  const other = { ...selfTest, inputs: [picture], vectors: [[1, 1]] }
  expect(await runSelfTest(encoderGiving([]), other)).toBeNull()
}) // prettier-ignore

test.each([
  ['other numbers', [[3, 4.1], [0, 0]]],
  ['a vector for what it does not know', [[3, 4], [0, 0.001]]],
  ['nothing', [[0, 0], [0, 0]]],
])('an encoder that gives %s is refused', async (_, rows) => {
  await expect(runSelfTest(encoderGiving(rows), selfTest)).rejects.toMatchObject({
    code: 'self-test-failed',
    params: { id: 'test/model', device: 'wasm', tolerance: 0.01 },
  })
}) // prettier-ignore

test('what is no self-test is refused as a damaged model', async () => {
  await expect(runSelfTest(encoderGiving([]), { inputs: [] })).rejects.toMatchObject({
    code: 'model-corrupted',
  })
})
