import { array, assert, integer, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checksum } from './checksum.ts'
import { fromJsonBytes, toJsonBytes } from './json-bytes.ts'

describe('checksum', () => {
  test('is CRC32C: the check value of the standard, and that of 32 zero bytes from RFC 3720', async () => {
    expect(await checksum(new TextEncoder().encode('123456789'))).toBe('e3069283')
    expect(await checksum(new Uint8Array(32))).toBe('8a9136aa')
  })

  test('parts count as one, and a view counts its own bytes', async () => {
    const bytes = Uint8Array.of(9, 9, 1, 2, 3, 4)
    const whole = await checksum(Uint8Array.of(1, 2, 3, 4))
    expect(await checksum(bytes.subarray(2, 4), bytes.subarray(4))).toBe(whole)
  })
})

test('bytes give back any string, lone surrogates and NUL included', () => {
  assert(
    property(array(string({ unit: 'binary' })), integer({ min: 0, max: 0xffff }), (cells, unit) => {
      const all = [...cells, String.fromCharCode(unit), '\0', '\ufeff']
      expect(fromJsonBytes(toJsonBytes(all))).toEqual(all)
    }),
  )
})
