import { describe, expect, test } from 'vitest'
import type { EncoderSpec } from './encoder.ts'
import { findEncoder, parseModelIndex } from './installed.ts'

const specs = [
  { id: 'org/both', modality: 'text', dimensions: 1 },
  { id: 'org/both', modality: 'image', dimensions: 2 },
  { id: 'org/text', modality: 'text', dimensions: 3 },
] as EncoderSpec[]

describe('an encoder that a study names', () => {
  test('is found by id and modality: one folder may hold one of each', () => {
    expect(findEncoder(specs, 'image', 'org/both').dimensions).toBe(2)
    expect(findEncoder(specs, 'text', 'org/both').dimensions).toBe(1)
  })

  test('is refused with the known ones of that modality', () => {
    expect(() => findEncoder(specs, 'image', 'org/text')).toThrow(
      expect.objectContaining({
        code: 'unknown-encoder',
        params: { id: 'org/text', known: ['org/both'] },
      }),
    )
  })
})

describe('the index of served models', () => {
  test('lists folders', () => {
    expect(parseModelIndex({ models: ['org/a', 'org/b'] })).toEqual(['org/a', 'org/b'])
  })

  test.each([null, '<!doctype html>', {}, { models: ['../secret'] }, { models: [7] }])(
    '%j is refused',
    (value) => {
      expect(() => parseModelIndex(value)).toThrow(expect.objectContaining({ code: 'model-corrupted' }))
    },
  )
})
