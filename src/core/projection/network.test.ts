import { describe, expect, it } from 'vitest'
import { createRng } from '../math/rng.ts'
import { hiddenUnits, initialWeights, networkWidths, widthsOf } from './network.ts'

describe('initialWeights', () => {
  const widths = [100, 64, 16, 128]
  const weights = initialWeights(widths, createRng(1, 'initial'))

  it('has the shapes of Linear layers, [out, in]', () => {
    expect(weights.map(({ W, b }) => [W.rows, W.cols, b.length])).toEqual([
      [64, 100, 64],
      [16, 64, 16],
      [128, 16, 128],
    ])
    expect(widthsOf(weights)).toEqual(widths)
  })

  it.each(
    weights.flatMap(({ W, b }, l) => [
      [`W${l + 1}`, W.data, 1 / Math.sqrt(W.cols)] as const,
      [`b${l + 1}`, b, 1 / Math.sqrt(W.cols)] as const,
    ]),
  )('%s is uniform in +-1/sqrt(fan in)', (_, values, bound) => {
    const n = values.length
    const mean = values.reduce((sum, value) => sum + value, 0) / n
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(Math.fround(bound))
    expect(Math.max(...values.map(Math.abs))).toBeGreaterThan((1 - 10 / n) * bound)
    expect(Math.abs(mean)).toBeLessThan((4 * bound) / Math.sqrt(3 * n))
    // four standard deviations of the variance of n uniform draws, sqrt(4 / (5 n)) of it
    expect(Math.abs(variance / (bound ** 2 / 3) - 1)).toBeLessThan(4 * Math.sqrt(0.8 / n))
  })

  it('R12: the same seed gives the same bits, another seed others', () => {
    expect(initialWeights(widths, createRng(1, 'initial'))).toEqual(weights)
    expect(initialWeights(widths, createRng(2, 'initial'))).not.toEqual(weights)
  })
})

describe('networkWidths', () => {
  it.each([
    [1, 'paper', [20, 10, 4]],
    [2, 'paper', [20, 10, 10, 4]],
    [1, 7, [20, 7, 4]],
    [2, 7, [20, 7, 7, 4]],
  ] as const)('%i hidden layers of %s units', (hiddenLayers, hidden, expected) => {
    expect(networkWidths({ hidden, hiddenLayers, output: 4 }, 20)).toEqual(expected)
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
