import { expect, test } from 'vitest'
import { createRng } from '../../math/rng.ts'
import { calibrationLine, logit } from '../metrics/calibration-line.ts'
import { expectedCalibrationError } from '../metrics/ece.ts'
import { condense } from './condense.ts'
import { countOnce } from './tally.ts'

test.each([150, 3000])('condensed predictions give the numbers of all %i rows', (n) => {
  const rng = createRng(n)
  const scores = Float64Array.from({ length: n }, () => 3 * rng.normal())
  const p = scores.map((score) => 1 / (1 + Math.exp(-score)))
  const y = Uint8Array.from(scores, (score) => Number(rng.next() < 1 / (1 + Math.exp(-score / 2))))
  const { cells, ...condensed } = condense(p, y)
  const counts = countOnce({ cells, size: condensed.p.length })
  expect(counts.reduce((a, b) => a + b)).toBe(n)
  expect(condensed.p.length).toBeLessThan(n === 150 ? 151 : 150)

  const once = new Float64Array(n).fill(1)
  const exact = calibrationLine(p.map(logit), y)
  const fast = calibrationLine(condensed.logits, condensed.y)
  // standard errors are 0.02 and above
  expect(Math.abs(fast.slope(counts)! - exact.slope(once)!)).toBeLessThan(0.0005)
  expect(Math.abs(fast.intercept(counts)! - exact.intercept(once)!)).toBeLessThan(0.0005)
  const error = expectedCalibrationError(condensed.p, condensed.y)(counts)
  expect(error).toBeCloseTo(expectedCalibrationError(p, y)(once)!, 9)
})
