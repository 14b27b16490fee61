import { describe, expect, it } from 'vitest'
import { matrixFrom } from '../math/matrix.ts'
import { neighbourLoss } from './neighbour-loss.ts'
import { syntheticRows } from './testing/synthetic.ts'

const rows = (points: readonly (readonly number[])[], y: readonly number[]) => ({
  X: matrixFrom(points),
  y: Int32Array.from(y),
})

describe('neighbourLoss', () => {
  it('by hand: all three fit rows vote, and one vote more is divided as they are', () => {
    const fit = rows([[1, 0], [0.9, 0.1], [0, 1]], [0, 0, 1]) // prettier-ignore
    // class 0: (2 + 2/3) / 4; class 1: (1 + 1/3) / 4
    expect(neighbourLoss(fit, rows([[1, 0]], [0]))).toBeCloseTo(-Math.log(2 / 3), 12)
    const both = rows([[1, 0], [1, 0]], [0, 1]) // prettier-ignore
    expect(neighbourLoss(fit, both)).toBeCloseTo(-(Math.log(2 / 3) + Math.log(1 / 3)) / 2, 12)
  })

  it('asks the 15 nearest by angle, whatever the lengths', () => {
    const points = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? [1 + i, 0.01 * i] : [0.01 * i, 1 + i]))
    const fit = rows(
      points,
      points.map((_, i) => i % 2),
    )
    expect(neighbourLoss(fit, rows([[0.001, 0]], [0]))).toBeCloseTo(-Math.log(15.5 / 16), 12)
    expect(neighbourLoss(fit, rows([[0.001, 0]], [1]))).toBeCloseTo(-Math.log(0.5 / 16), 12)
  })

  it('a class that no fit row has costs ln(2^32)', () => {
    expect(neighbourLoss(rows([[1]], [0]), rows([[1]], [3]))).toBeCloseTo(32 * Math.LN2, 12)
  })

  it('is lower where classes lie further apart', () => {
    const loss = (separation: number): number =>
      neighbourLoss(syntheticRows(200, 6, 3, separation), syntheticRows(60, 6, 3, separation))
    expect(loss(2)).toBeLessThan(0.5 * loss(0.3))
  })
})
