import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planBatches } from './bucketing.ts'

const anyLengths = fc.array(fc.nat(600), { maxLength: 200 }).map((lengths) => Int32Array.from(lengths))
const anyLimits = fc.record({
  maxBatch: fc.integer({ min: 1, max: 64 }),
  maxTokensPerBatch: fc.integer({ min: 1, max: 5000 }),
})
const longestOf = (lengths: Int32Array, batch: Int32Array) => Math.max(...batch.map((i) => lengths[i]!))

test('[R13] every input comes exactly once, and the limits hold', () => {
  fc.assert(
    fc.property(anyLengths, anyLimits, (lengths, limits) => {
      const batches = planBatches(lengths, limits)
      const seen = batches.flatMap((batch) => [...batch]).sort((a, b) => a - b)
      expect(seen).toEqual([...lengths.keys()])
      for (const batch of batches) {
        expect(batch.length).toBeGreaterThan(0)
        expect(batch.length).toBeLessThanOrEqual(limits.maxBatch)
        const padded = batch.length * longestOf(lengths, batch)
        expect(batch.length === 1 || padded <= limits.maxTokensPerBatch).toBe(true)
      }
    }),
  )
})

test('no input is longer than one of an earlier batch', () => {
  fc.assert(
    fc.property(anyLengths, anyLimits, (lengths, limits) => {
      const inOrder = planBatches(lengths, limits).flatMap((batch) => Array.from(batch, (i) => lengths[i]!))
      expect(inOrder).toEqual(inOrder.toSorted((a, b) => b - a))
    }),
  )
})

test('long texts come in small batches, inputs of one length in their order', () => {
  const batches = planBatches(Int32Array.of(3, 100, 3, 40, 3, 40), { maxBatch: 2, maxTokensPerBatch: 90 })
  expect(batches.map((batch) => [...batch])).toEqual([[1], [3, 5], [0, 2], [4]])
})

test('nothing gives no batch; empty texts are no special case', () => {
  expect(planBatches(new Int32Array(0), { maxBatch: 4, maxTokensPerBatch: 10 })).toEqual([])
  expect(planBatches(new Int32Array(3), { maxBatch: 2, maxTokensPerBatch: 10 }).map((b) => [...b])).toEqual([
    [0, 1],
    [2],
  ])
})
