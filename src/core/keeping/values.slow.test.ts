import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeValue, encodeValue } from './values.ts'

const text = (value: unknown): string => new TextDecoder().decode(encodeValue(value))

describe('values as archives hold them', () => {
  test('are JSON, and say what JSON lacks', () => {
    const value = {
      list: [1, 'a', null, true],
      floats: Float32Array.of(0.1, Number.NaN),
      ints: Int32Array.of(-1, 7),
      flags: Uint8Array.of(0, 255),
      odd: [Number.POSITIVE_INFINITY, -0],
      $key: { $float32: 'a name of the user' },
      none: undefined,
    }
    expect(JSON.parse(text(value))).toEqual({
      list: [1, 'a', null, true],
      floats: { $float32: [0.1, 'NaN'] },
      ints: { $int32: [-1, 7] },
      flags: { $uint8: [0, 255] },
      odd: [{ $number: 'Infinity' }, { $number: '-0' }],
      $$key: { $$float32: 'a name of the user' },
    })
    const { none: _, ...kept } = value
    expect(decodeValue(encodeValue(value))).toEqual(kept)
  })

  test('come back as they were, whatever they are, and give the same bytes again', () => {
    const floats = fc.float32Array()
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.double(),
        fc.string({ unit: 'binary' }),
        fc.constant(null),
        fc.boolean(),
        floats,
        fc.int32Array(),
        fc.uint8Array(),
        fc.array(tie('value')),
        fc.dictionary(
          fc.oneof(fc.string(), fc.constantFrom('$float32', '$', '$$x', '__proto__')),
          tie('value'),
        ),
      ),
    }))
    fc.assert(
      fc.property(value, (made) => {
        const bytes = encodeValue(made)
        const read = decodeValue(bytes)
        expect(read).toEqual(plainPrototypes(made))
        expect(encodeValue(read)).toEqual(bytes)
      }),
      { seed: 42, numRuns: 20 },
    )
  })

  test.each([
    ['{', 'cut off'],
    ['{"$float32": 1}', 'no array'],
    ['{"$int32": [1.5]}', 'no whole number'],
    ['{"$uint8": [256]}', 'out of range'],
    ['{"$number": "one"}', 'no number'],
    ['{"$function": "x"}', 'an unknown kind'],
    ['{"$number": "NaN", "other": 1}', 'two keys'],
  ])('%s is refused: %s', (json) => {
    expect(() => decodeValue(new TextEncoder().encode(json))).toThrow(/./)
  })
})

/** fast-check makes some dictionaries without a prototype. */
function plainPrototypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainPrototypes)
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainPrototypes(inner)]))
}
