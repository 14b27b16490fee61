import { describe, expect, it } from 'vitest'
import { createRng } from '../math/rng.ts'
import { hiddenUnits, initialWeights } from './network.ts'

describe('initialWeights', () => {
  const weights = initialWeights(100, 64, 128, createRng(1, 'init'))

  it('has the shapes of two Linear layers, [out, in]', () => {
    expect([weights.W1.rows, weights.W1.cols, weights.b1.length]).toEqual([64, 100, 64])
    expect([weights.W2.rows, weights.W2.cols, weights.b2.length]).toEqual([128, 64, 128])
  })

  it.each([
    ['W1', weights.W1.data, 0.1],
    ['b1', weights.b1, 0.1],
    ['W2', weights.W2.data, 0.125],
    ['b2', weights.b2, 0.125],
  ])('%s is uniform in +-1/sqrt(fan in)', (_, values, bound) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(bound)
    expect(Math.max(...values.map(Math.abs))).toBeGreaterThan(0.9 * bound)
    expect(Math.abs(mean)).toBeLessThan((4 * bound) / Math.sqrt(3 * values.length))
    expect(variance / (bound ** 2 / 3)).toBeGreaterThan(0.7)
    expect(variance / (bound ** 2 / 3)).toBeLessThan(1.3)
  })

  it('R12: the same seed gives the same bits, another seed others', () => {
    expect(initialWeights(100, 64, 128, createRng(1, 'init'))).toEqual(weights)
    expect(initialWeights(100, 64, 128, createRng(2, 'init'))).not.toEqual(weights)
  })
})

describe('hiddenUnits', () => {
  it.each([
    [768, 16],
    [32, 16],
    [31, 15],
    [3, 1],
    [1, 1],
  ])("the paper's rule for %i inputs gives %i", (d, expected) => {
    expect(hiddenUnits('paper', d)).toBe(expected)
  })

  it('a number stands for itself', () => {
    expect(hiddenUnits(256, 8)).toBe(256)
  })
})
