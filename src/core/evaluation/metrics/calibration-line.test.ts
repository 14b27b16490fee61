import { describe, expect, test } from 'vitest'
import { calibrationLine, logit } from './calibration-line.ts'

const lineOf = (p: readonly number[], y: readonly number[]) => {
  const { slope, intercept } = calibrationLine(Float64Array.from(p, logit), Uint8Array.from(y))
  const once = new Float64Array(p.length).fill(1)
  return { slope: slope(once), intercept: intercept(once) }
}

describe('logistic recalibration', () => {
  test('by hand: of two predicted risks each is true at its rate, so that the line goes through both', () => {
    // 0.1 and 0.9 predicted, 1 of 4 and 3 of 4 true: logits of -log 9 and log 9, true ones -log 3 and log 3
    const p = [0.1, 0.1, 0.1, 0.1, 0.9, 0.9, 0.9, 0.9]
    const { slope, intercept } = lineOf(p, [1, 0, 0, 0, 1, 1, 1, 0])
    expect(slope).toBeCloseTo(0.5, 9)
    expect(intercept).toBeCloseTo(0, 9)
  })

  test('no finite slope where the logits divide the classes without error, or touch in one point', () => {
    expect(lineOf([0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1]).slope).toBeNull()
    expect(lineOf([0.1, 0.5, 0.5, 0.9], [0, 0, 1, 1]).slope).toBeNull()
    expect(lineOf([0.9, 0.8, 0.2, 0.1], [0, 0, 1, 1]).slope).toBeNull()
    expect(lineOf([0.3, 0.3, 0.3], [0, 1, 1]).slope).toBeNull()
    expect(lineOf([0.1, 0.6, 0.5, 0.9], [0, 0, 1, 1]).slope).not.toBeNull()
  })

  test('no intercept without cases of both kinds', () => {
    expect(lineOf([0.1, 0.2], [0, 0]).intercept).toBeNull()
    expect(lineOf([0.1, 0.2], [1, 1]).intercept).toBeNull()
  })

  test('probabilities of 0 and 1 count as 1e-6 from them', () => {
    expect(logit(0)).toBeCloseTo(-13.8155, 4)
    expect(logit(1)).toBeCloseTo(13.8155, 4)
    const { slope } = lineOf([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 1, 0])
    // log 2 at 13.8155
    expect(slope).toBeCloseTo(Math.LN2 / 13.8155, 6)
  })
})
