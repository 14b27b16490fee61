import { expect, test } from 'vitest'
import { encoderKey, weightsPath, type EncoderSpec } from './encoder.ts'

const spec: EncoderSpec = {
  id: 'org/model', revision: '0123456789abcdef', title: 'A model', modality: 'text', dimensions: 4, weights: 'model',
  dtype: 'q8', output: 'last_hidden_state', pooling: 'mean', prefix: '', maxTokens: 128, licence: 'MIT',
  description: 'For tests.', bytes: 1,
} // prettier-ignore

const keyWith = (changes: Partial<EncoderSpec>): string => encoderKey({ ...spec, ...changes }, 'truncate')

test('R13: vectors are stored under everything that changes them, and under nothing else', () => {
  const keys = [
    keyWith({}),
    keyWith({ id: 'org/other' }),
    keyWith({ revision: 'fedcba9876543210' }),
    keyWith({ modality: 'image' }),
    keyWith({ weights: 'text_model' }),
    keyWith({ dtype: 'fp16' }),
    keyWith({ output: 'token_embeddings' }),
    keyWith({ pooling: 'cls' }),
    keyWith({ maxTokens: spec.maxTokens + 1 }),
    keyWith({ prefix: 'query: ' }),
    encoderKey(spec, 'windows'),
  ]
  expect(new Set(keys).size).toBe(keys.length)
  expect(keyWith({ title: 'other', description: 'other', licence: 'other' })).toBe(keyWith({}))
})

test('how long texts are read does not matter to pictures', () => {
  const image = { ...spec, modality: 'image' } as const
  expect(encoderKey(image, 'windows')).toBe(encoderKey(image, 'truncate'))
})

test.each([
  ['fp32', 'onnx/vision_model.onnx'],
  ['fp16', 'onnx/vision_model_fp16.onnx'],
  ['q8', 'onnx/vision_model_quantized.onnx'],
] as const)('weights in %s are %s', (dtype, path) => {
  expect(weightsPath({ weights: 'vision_model', dtype })).toBe(path)
})
