import { array, assert, integer, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checksum } from './checksum.ts'
import { fromJsonBytes, toJsonBytes } from './json-bytes.ts'
import { planRowBlocks, sliceRows } from './table-blocks.ts'

const table = (values: string[]) => ({ columns: [{ name: 'a', values }], rows: values.length, notices: [] })

describe('cutting a table into blocks', () => {
  test('every row is in exactly one block, in order, and a block keeps to the aim unless one row exceeds it', () => {
    assert(
      property(array(string({ maxLength: 60 })), integer({ min: 1, max: 100 }), (values, aim) => {
        const whole = table(values)
        const plan = planRowBlocks(whole, aim)
        expect(plan.flatMap(({ from, to }) => sliceRows(whole, from, to)[0])).toEqual(values)
        for (const { from, to } of plan) {
          const size = values.slice(from, to).reduce((sum, value) => sum + value.length + 3, 0)
          expect(to - from === 1 || size <= aim).toBe(true)
        }
      }),
    )
  })

  test('bytes give back any string, lone surrogates and NUL included', () => {
    assert(
      property(array(string({ unit: 'binary' })), integer({ min: 0, max: 0xffff }), (cells, unit) => {
        const all = [...cells, String.fromCharCode(unit), '\0', '\ufeff']
        expect(fromJsonBytes(toJsonBytes(all))).toEqual(all)
      }),
    )
  })
})

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
