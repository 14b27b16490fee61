import { expect, test } from 'vitest'
import { encoderCatalogue } from './catalogue.ts'
import { encoderKey, type EncoderSpec } from './encoder.ts'

test('R13: vectors are stored under everything that changes them, and under nothing else', () => {
  const spec = encoderCatalogue[0]!
  const keyWith = (changes: Partial<EncoderSpec>): string => encoderKey({ ...spec, ...changes })
  const keys = [
    keyWith({}),
    keyWith({ id: 'org/other' }),
    keyWith({ revision: 'other' }),
    keyWith({ dtype: 'fp16' }),
    keyWith({ pooling: 'mean' }),
    keyWith({ maxTokens: spec.maxTokens + 1 }),
    keyWith({ prefix: 'query: ' }),
  ]
  expect(new Set(keys).size).toBe(keys.length)
  expect(keyWith({ title: 'other', description: 'other' })).toBe(keyWith({}))
})
