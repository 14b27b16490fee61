import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRng } from '../../math/rng.ts'
import { batchRuleNames, type BatchRuleName } from '../presets.ts'
import { batchRules } from './registry.ts'

/** Rows of each class in each batch of an epoch, [batches][classes]. */
function countsOf(y: Int32Array, batchSize: number, order: Int32Array): number[][] {
  const classes = Math.max(...y) + 1
  return Array.from({ length: Math.ceil(y.length / batchSize) }, (_, k) => {
    const counts = Array.from({ length: classes }, () => 0)
    for (const i of order.subarray(k * batchSize, (k + 1) * batchSize)) counts[y[i]!]!++
    return counts
  })
}

const epoch = (name: BatchRuleName, y: Int32Array, batchSize: number, seed = 1): Int32Array =>
  batchRules[name](y, batchSize)(createRng(seed))

/** Labels of classes of the given sizes, in the order of a file that is sorted by class. */
const sorted = (...sizes: number[]): Int32Array =>
  Int32Array.from(sizes.flatMap((size, c) => Array.from({ length: size }, () => c)))

const anyRows = fc.record({
  y: fc
    .array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 150 })
    .map((y) => Int32Array.from(y)),
  batchSize: fc.integer({ min: 2, max: 40 }),
  seed: fc.integer({ min: 0, max: 1000 }),
})

describe.each(batchRuleNames)('the contract of every rule: %s', (name) => {
  it('R13: an epoch passes every row once, whatever the classes and the batch size', () => {
    fc.assert(
      fc.property(anyRows, ({ y, batchSize, seed }) => {
        const order = epoch(name, y, batchSize, seed)
        expect(order.toSorted()).toEqual(Int32Array.from(y.keys()))
      }),
    )
  })

  it('R12: the same stream gives the same orders; the next epoch has another, and so has another seed', () => {
    const y = sorted(40, 25, 10)
    const orders = (seed: number): Int32Array[] => {
      const next = batchRules[name](y, 16)
      const rng = createRng(seed)
      return [next(rng), next(rng)]
    }
    const [first, second] = orders(1)
    expect(orders(1)).toEqual([first, second])
    expect(second).not.toEqual(first)
    expect(orders(2)[0]).not.toEqual(first)
  })

  it('gives no rows an empty order', () => {
    expect(epoch(name, new Int32Array(0), 8)).toHaveLength(0)
  })
})

describe('random', () => {
  it('is the permutation that its stream draws', () => {
    expect(epoch('random', sorted(20, 9), 8, 3)).toEqual(createRng(3).permutation(29))
  })
})

describe('class-aware', () => {
  it('of two classes with two rows a batch or more, each batch has its share of both, to within one row', () => {
    const rows = fc.record({
      small: fc.integer({ min: 2, max: 60 }),
      more: fc.integer({ min: 0, max: 200 }),
      batchSize: fc.integer({ min: 4, max: 40 }),
      seed: fc.integer({ min: 0, max: 1000 }),
    })
    fc.assert(
      fc.property(rows, ({ small, more, batchSize, seed }) => {
        const y = sorted(small, small + more)
        const batches = Math.floor(y.length / batchSize)
        // whole batches only: a short last one may have no room for two of each
        fc.pre(y.length % batchSize === 0 && small >= 2 * batches)
        for (const [a, b] of countsOf(y, batchSize, epoch('class-aware', y, batchSize, seed))) {
          const share = (small * batchSize) / y.length
          expect(Math.abs(a! - share)).toBeLessThan(1)
          expect(Math.min(a!, b!)).toBeGreaterThanOrEqual(2)
        }
      }),
    )
  })

  it('a rare class comes in twos or more, to as many batches as that fills, not one by one to all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 15 }), fc.integer({ min: 0, max: 1000 }), (rare, seed) => {
        const y = sorted(160 - rare, rare)
        const counts = countsOf(y, 16, epoch('class-aware', y, 16, seed)).map(([, count]) => count!)
        expect(counts.filter((count) => count === 1)).toEqual([])
        expect(counts.filter((count) => count > 0)).toHaveLength(Math.floor(rare / 2))
      }),
    )
  })

  it('a class of one row is in one batch, and the others are spread as without it', () => {
    const y = sorted(30, 17, 1)
    const counts = countsOf(y, 16, epoch('class-aware', y, 16))
    expect(counts.filter(([, , one]) => one === 1)).toHaveLength(1)
    for (const [a, b] of counts) {
      expect(Math.abs(a! - 10)).toBeLessThanOrEqual(1)
      expect(Math.abs(b! - 17 / 3)).toBeLessThanOrEqual(1)
    }
  })

  it('leaves the last batch short, with its share where that is two rows and none where it is less', () => {
    const last = (...sizes: number[]): number[] =>
      countsOf(sorted(...sizes), 16, epoch('class-aware', sorted(...sizes), 16)).at(-1)!
    expect(last(30, 10)).toEqual([6, 2])
    expect(last(44, 8)).toEqual([4, 0])
  })

  it('where random batches leave a rare class alone, no row of it is alone here', () => {
    const y = sorted(240, 16)
    const alone = (name: BatchRuleName): number => {
      const next = batchRules[name](y, 32)
      const rng = createRng(5)
      let found = 0
      for (let i = 0; i < 50; i++) found += countsOf(y, 32, next(rng)).filter(([, rare]) => rare === 1).length
      return found
    }
    expect(alone('random')).toBeGreaterThan(50)
    expect(alone('class-aware')).toBe(0)
  })

  it('many small classes in small batches: every row is passed, alone only where no room for two is left', () => {
    const y = sorted(...Array.from({ length: 25 }, () => 3))
    const counts = countsOf(y, 5, epoch('class-aware', y, 5)).flat()
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(75)
    // batches of five hold three of one class and two of another: one row of that other is left over
    expect(counts.filter((count) => count === 1).length).toBeLessThanOrEqual(25)
  })
})
