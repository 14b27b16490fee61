import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRng } from './rng.ts'

const draw = (seed: number, labels: (string | number)[], n = 20): number[] => {
  const rng = createRng(seed, ...labels)
  return Array.from({ length: n }, () => rng.next())
}

function moments(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length
  return { mean, variance: values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length }
}

describe('R12: seeded random numbers', () => {
  test('the same seed and labels give the same numbers', () => {
    expect(draw(42, ['fold', 3])).toEqual(draw(42, ['fold', 3]))
  })

  test('another seed, another label and another split of the labels give other numbers', () => {
    const streams = [draw(42, ['fold', 3]), draw(43, ['fold', 3]), draw(42, ['fold', 4]), draw(42, ['fold3'])]
    expect(new Set(streams.map((s) => s.join())).size).toBe(streams.length)
  })

  test('streams are independent of the order in which they are drawn', () => {
    const a = createRng(1, 'a')
    const b = createRng(1, 'b')
    const mixed = [a.next(), b.next(), a.next()]
    expect([mixed[0], mixed[2]]).toEqual(draw(1, ['a'], 2))
  })

  test('next is uniform on [0, 1), and neighbouring streams are not correlated', () => {
    const values = draw(7, ['x'], 20_000)
    const { mean, variance } = moments(values)
    // Five standard errors of 20,000 uniform draws.
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(0.0102)
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.0027)
    expect(values.every((v) => v >= 0 && v < 1)).toBe(true)
    const other = draw(7, ['y'], 20_000)
    const products = values.map((v, i) => (v - 0.5) * (other[i]! - 0.5) * 12)
    expect(Math.abs(moments(products).mean)).toBeLessThan(0.036)
  })

  test('normal has mean 0 and variance 1', () => {
    const rng = createRng(5, 'normal')
    const { mean, variance } = moments(Array.from({ length: 20_000 }, () => rng.normal()))
    expect(Math.abs(mean)).toBeLessThan(0.036)
    expect(Math.abs(variance - 1)).toBeLessThan(0.051)
  })

  test('int and uniform stay in their ranges and reach all of them', () => {
    const rng = createRng(3, 'int')
    const seen = new Set(Array.from({ length: 500 }, () => rng.int(7)))
    expect([...seen].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6])
    const values = Array.from({ length: 500 }, () => rng.uniform(-2, 3))
    expect(values.every((v) => v >= -2 && v < 3)).toBe(true)
  })

  test('a permutation holds every index once', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(200), (seed, n) => {
        const order = createRng(seed, 'order').permutation(n)
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i))
      }),
    )
  })

  test('every order of three is as likely', () => {
    const rng = createRng(11, 'orders')
    const counts = new Map<string, number>()
    for (let i = 0; i < 6000; i++) {
      const order = rng.permutation(3).join()
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).toBe(6)
    // Five standard errors of 6,000 draws with probability 1/6.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(145)
  })
})
