import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Failure } from '../failure.ts'
import { failureOf, utf8 } from '../tables/testing.ts'
import { readNpy } from './npy.ts'
import { npyOf } from './testing.ts'

/** np.save of [[1.5, -2.25, 3], [0.1, 65504, -0.0]], NumPy 2.4, its header's spaces left out. */
const saved = {
  '<f2': 'AD6AwABCZi7/ewCA',
  '<f4': 'AADAPwAAEMAAAEBAzczMPQDgf0cAAACA',
  '>f4': 'P8AAAMAQAABAQAAAPczMzUd/4ACAAAAA',
} as const
const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))

/** Of numbers that every type holds, [2, 3]. */
const whole = [1, 2, 3, 100, 0, 7]
const wholeAs: Record<string, ArrayBufferView> = {
  '<f8': Float64Array.from(whole),
  '|i1': Int8Array.from(whole),
  '<i2': Int16Array.from(whole),
  '<i4': Int32Array.from(whole),
  '<i8': BigInt64Array.from(whole, BigInt),
  '|u1': Uint8Array.from(whole),
  '<u2': Uint16Array.from(whole),
  '<u4': Uint32Array.from(whole),
  '<u8': BigUint64Array.from(whole, BigInt),
}
const bytesAs = (view: ArrayBufferView): Uint8Array => new Uint8Array(view.buffer)

describe('a file of vectors', () => {
  test.each(Object.entries(saved))('of NumPy’s %s', (descr, base64) => {
    const { rows, cols, data } = readNpy(npyOf({ descr, shape: '(2, 3)', data: bytesOf(base64) }))
    expect([rows, cols]).toEqual([2, 3])
    expect([...data.subarray(0, 3), data[4], data[5]]).toEqual([1.5, -2.25, 3, 65504, -0])
    expect(data[3]).toBeCloseTo(0.1, descr === '<f2' ? 4 : 8)
  })

  test.each(Object.entries(wholeAs))('of type %s', (descr, values) => {
    expect([...readNpy(npyOf({ descr, shape: '(2, 3)', data: bytesAs(values) })).data]).toEqual(whole)
  })

  test.each([1, 2, 3])('of version %i.0', (version) => {
    expect([...readNpy(npyOf({ version })).data]).toEqual([1, 2, 3, 4])
  })

  test('in Fortran’s order, and of Python 2', () => {
    const { rows, cols, data } = readNpy(
      npyOf({ order: 'True', shape: '(3L, 2L)', data: bytesAs(Float32Array.of(1, 2, 3, 4, 5, 6)) }),
    )
    expect([rows, cols, ...data]).toEqual([3, 2, 1, 4, 2, 5, 3, 6])
  })

  test('in bytes that begin anywhere', () => {
    const odd = new Uint8Array([0, ...npyOf({})]).subarray(1)
    expect([...readNpy(odd).data]).toEqual([1, 2, 3, 4])
  })

  test('of halves: the smallest, infinite, none', () => {
    const data = bytesAs(Uint16Array.of(0x0001, 0x7c00, 0xfc00, 0x7e00))
    expect([...readNpy(npyOf({ descr: '<f2', shape: '(2, 2)', data })).data]).toEqual([2 ** -24, Infinity, -Infinity, NaN]) // prettier-ignore
  })
})

const unsupported = (feature: string) => ({ code: 'vectors-unsupported', params: { feature } })
const damaged = { code: 'file-damaged', params: { format: 'NumPy (.npy)' } }

test.each([
  ['nothing', new Uint8Array(0), { code: 'file-empty', params: {} }],
  ['another file', utf8('id,x\n1,2\n'), { code: 'wrong-content', params: { format: 'NumPy (.npy)' } }],
  ['a version to come', npyOf({ version: 4 }), unsupported('version 4 of the format')],
  ['objects', npyOf({ descr: '|O8' }), unsupported('values of type O8')],
  ['complex numbers', npyOf({ descr: '<c16' }), unsupported('values of type c16')],
  ['texts', npyOf({ descr: '<U12' }), unsupported('values of type U12')],
  ['times', npyOf({ descr: '<M8[ns]' }), unsupported('values that are no numbers')],
  ['records', npyOf({ descr: `[('a', '<f4'), ('b', '<f4')]` }), unsupported('records of several values')],
  ['one dimension', npyOf({ shape: '(4,)' }), unsupported('an array of 1 dimensions in place of 2')],
  ['three dimensions', npyOf({ shape: '(1, 2, 2)' }), unsupported('an array of 3 dimensions in place of 2')],
  ['no vector', npyOf({ shape: '(0, 4)' }), unsupported('an array without values')],
  ['two arrays', npyOf({ shape: '(1, 2)' }), unsupported('several arrays in one file')],
  ['too little', npyOf({ shape: '(2, 3)' }), damaged],
  ['a cut header', npyOf({}).subarray(0, 40), damaged],
  ['no shape', npyOf({ shape: 'None' }), damaged],
  ['a size that it has not', npyOf({ shape: '(9000, 9000)' }), { code: 'too-many-cells', params: { limit: 20_000_000 } }],
])('%s is refused by name', async (_, bytes, failure) => {
  expect(await failureOf(() => readNpy(bytes))).toEqual(failure)
}) // prettier-ignore

test('no bytes make the reader fail in any other way', () => {
  const good = npyOf({})
  const changed = fc
    .array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 6 })
    .map((changes) => {
      const copy = good.slice()
      for (const [at, value] of changes) copy[at] = value
      return copy
    })
  const headers = fc
    .record({
      descr: fc.constantFrom('<f4', '<f9', '>u8', '|O', '', "<f4', 'descr': '<f8"),
      shape: fc.constantFrom(
        '(2, 2)',
        '(-1, 2)',
        '(99999999999999999999, 1)',
        '(1 2, 3)',
        '()',
        '(',
        '(1e3, 2)',
      ),
      order: fc.constantFrom('True', 'False', '1'),
      version: fc.integer({ min: 0, max: 5 }),
      data: fc.uint8Array({ maxLength: 20 }),
    })
    .map(npyOf)
  const own = fc.uint8Array({ maxLength: 60 }).map((bytes) => Uint8Array.of(...good.subarray(0, 8), ...bytes))
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 100 }), own, changed, headers), (bytes) =>
      readsOrRefuses(bytes),
    ),
    { numRuns: 2000, seed: 1 },
  )
})

/** @throws whatever else the reader throws than a Failure */
function readsOrRefuses(bytes: Uint8Array): boolean {
  try {
    const { rows, cols, data } = readNpy(bytes)
    return data.length === rows * cols
  } catch (thrown) {
    if (thrown instanceof Failure) return true
    throw thrown
  }
}
