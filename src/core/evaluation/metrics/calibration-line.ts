import type { WeightedMetric } from './metric.ts'

/** Probabilities are kept this far from 0 and 1, whose logits are infinite: about 14 in logits. */
const nearest = 1e-6

/** log(p / (1 - p)), with p at least 1e-6 from 0 and 1. */
export function logit(p: number): number {
  const kept = Math.min(Math.max(p, nearest), 1 - nearest)
  return Math.log(kept / (1 - kept))
}

/**
 * Logistic recalibration (Cox 1958; Van Calster et al. 2019): how the probability of a class follows from the logit of the
 * predicted one. Both are maximum likelihood estimates by Newton's method; null where there is none: a class without cases or
 * with all of them, and for the slope logits that are all equal, or that divide the two kinds of cases without error.
 */
export interface CalibrationLine {
  /** b in logit P(y = 1) = a + b logit(p): 1 is ideal, below 1 the probabilities are too extreme. */
  readonly slope: WeightedMetric
  /** a in logit P(y = 1) = a + logit(p), calibration in the large: 0 is ideal, above 0 risks are underestimated. */
  readonly intercept: WeightedMetric
}

/**
 * @param logits of the predicted probabilities, [n]
 * @param y 1 where the row is of the class, else 0, [n]
 */
export function calibrationLine(logits: Float64Array, y: Uint8Array): CalibrationLine {
  const once = new Float64Array(logits.length).fill(1)
  const fitLine = lineFit(logits, y)
  const fitShift = shiftFit(logits, y)
  // resamples lie near all rows: from there two or three steps suffice
  const line = fitLine(once, { offset: 0, slope: 1 })
  const shift = fitShift(once, 0)
  return {
    slope: (weights) => fitLine(weights, line ?? { offset: 0, slope: 1 })?.slope ?? null,
    intercept: (weights) => fitShift(weights, shift ?? 0),
  }
}

interface Line {
  readonly offset: number
  readonly slope: number
}

const maxSteps = 200
/** Newton's error squares with every step: after one this small nothing is left that float64 could show. */
const smallestStep = 1e-7

function lineFit(logits: Float64Array, y: Uint8Array): (weights: Float64Array, start: Line) => Line | null {
  const slopeAt = (weights: Float64Array, offset: number, slope: number, sums: Sums): void => {
    let g0 = 0
    let g1 = 0
    let h00 = 0
    let h01 = 0
    let h11 = 0
    for (let i = 0; i < logits.length; i++) {
      const weight = weights[i]!
      if (weight === 0) continue
      const x = logits[i]!
      const p = 1 / (1 + Math.exp(-offset - slope * x))
      const residual = weight * (y[i]! - p)
      const curvature = weight * p * (1 - p)
      g0 += residual
      g1 += residual * x
      h00 += curvature
      h01 += curvature * x
      h11 += curvature * x * x
    }
    sums.g0 = g0
    sums.g1 = g1
    sums.h00 = h00
    sums.h01 = h01
    sums.h11 = h11
  }
  const sums: Sums = { g0: 0, g1: 0, h00: 0, h01: 0, h11: 0 }
  return (weights, start) => {
    if (!overlap(logits, y, weights)) return null
    let { offset, slope } = start
    slopeAt(weights, offset, slope, sums)
    for (let step = 0; step < maxSteps; step++) {
      const determinant = sums.h00 * sums.h11 - sums.h01 * sums.h01
      let byOffset = (sums.h11 * sums.g0 - sums.h01 * sums.g1) / determinant
      let bySlope = (sums.h00 * sums.g1 - sums.h01 * sums.g0) / determinant
      if (Math.abs(byOffset) < smallestStep && Math.abs(bySlope) < smallestStep)
        return { offset: offset + byOffset, slope: slope + bySlope }
      const rise = sums.g0 * byOffset + sums.g1 * bySlope
      // so nearly divided without error that the digits run out
      if (!(rise > 0 && rise < Infinity)) return null
      for (;;) {
        slopeAt(weights, offset + byOffset, slope + bySlope, sums)
        // past the top, and as steep downwards as it was upwards: too far
        if (sums.g0 * byOffset + sums.g1 * bySlope > -0.9 * rise) break
        byOffset /= 2
        bySlope /= 2
      }
      offset += byOffset
      slope += bySlope
    }
    return null
  }
}

interface Sums {
  g0: number
  g1: number
  h00: number
  h01: number
  h11: number
}

function shiftFit(
  logits: Float64Array,
  y: Uint8Array,
): (weights: Float64Array, start: number) => number | null {
  const odds = logits.map(Math.exp)
  return (weights, start) => {
    let positives = 0
    let all = 0
    for (let i = 0; i < odds.length; i++) {
      all += weights[i]!
      positives += weights[i]! * y[i]!
    }
    if (positives === 0 || positives === all) return null
    let shift = start
    for (let step = 0; step < maxSteps; step++) {
      const factor = Math.exp(shift)
      let expected = 0
      let curvature = 0
      for (let i = 0; i < odds.length; i++) {
        const scaled = factor * odds[i]!
        const p = scaled / (1 + scaled)
        expected += weights[i]! * p
        curvature += weights[i]! * p * (1 - p)
      }
      const by = Math.min(Math.max((positives - expected) / curvature, -1), 1)
      shift += by
      if (Math.abs(by) < smallestStep) return shift
    }
    return null
  }
}

/** Whether a finite slope exists: the logits of the two kinds of cases overlap in more than one point (Albert and Anderson 1984). */
function overlap(logits: Float64Array, y: Uint8Array, weights: Float64Array): boolean {
  let low0 = Infinity
  let low1 = Infinity
  let high0 = -Infinity
  let high1 = -Infinity
  for (let i = 0; i < logits.length; i++) {
    if (weights[i] === 0) continue
    const x = logits[i]!
    if (y[i] === 1) {
      if (x < low1) low1 = x
      if (x > high1) high1 = x
    } else {
      if (x < low0) low0 = x
      if (x > high0) high0 = x
    }
  }
  return low0 < high1 && low1 < high0
}
