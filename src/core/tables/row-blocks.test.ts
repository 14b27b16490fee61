import { array, assert, integer, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { planRowBlocks, sliceRows } from './row-blocks.ts'

test('every row is in exactly one block, in order, and a block keeps to the aim unless one row exceeds it', () => {
  assert(
    property(array(string({ maxLength: 60 })), integer({ min: 1, max: 100 }), (values, aim) => {
      const table = { columns: [{ name: 'a', values }], rows: values.length, notices: [] }
      const plan = planRowBlocks(table, aim)
      expect(plan.flatMap(({ from, to }) => sliceRows(table, from, to)[0])).toEqual(values)
      for (const { from, to } of plan) {
        const size = values.slice(from, to).reduce((sum, value) => sum + value.length + 3, 0)
        expect(to - from === 1 || size <= aim).toBe(true)
      }
    }),
  )
})
