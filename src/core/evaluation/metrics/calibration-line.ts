import { columnOf, type Scored, type WeightedMetric } from './metric.ts'

/** Probabilities are kept this far from 0 and 1, whose logits are infinite: about 14 in logits. */
export const logitMargin = 1e-6

/** log(p / (1 - p)), with p at least 1e-6 from 0 and 1. */
export function logit(p: number): number {
  const kept = Math.min(Math.max(p, logitMargin), 1 - logitMargin)
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
 * @param smallestStep Newton's error squares with every step, so that what a step of this size leaves is its square
 */
export function calibrationLine(logits: Float64Array, y: Uint8Array, smallestStep = 1e-6): CalibrationLine {
  const once = new Float64Array(logits.length).fill(1)
  const fitLine = lineFit(logits, y, smallestStep)
  const fitShift = shiftFit(logits, y, smallestStep)
  // resamples lie near all rows: from there two or three steps suffice
  const line = fitLine(once, chancesOf(logits, ideal)) ?? ideal
  const lineChances = chancesOf(logits, line)
  const shift = fitShift(once, 0) ?? 0
  return {
    slope: (weights) => fitLine(weights, lineChances)?.slope ?? null,
    intercept: (weights) => fitShift(weights, shift),
  }
}

interface Line {
  readonly offset: number
  readonly slope: number
}

const ideal: Line = { offset: 0, slope: 1 }

/** A line with the probability that it gives each row, [n]. */
interface Chances extends Line {
  readonly p: Float64Array
}

function chancesOf(
  logits: Float64Array,
  { offset, slope }: Line,
  p = new Float64Array(logits.length),
): Chances {
  for (let i = 0; i < p.length; i++) p[i] = 1 / (1 + Math.exp(-offset - slope * logits[i]!))
  return { offset, slope, p }
}

const maxSteps = 200

/** Newton's method; the log likelihood is concave, so that only steps beyond its top need to be halved. */
function lineFit(
  logits: Float64Array,
  y: Uint8Array,
  smallestStep: number,
): (weights: Float64Array, start: Chances) => Line | null {
  const p = new Float64Array(logits.length)
  return (weights, start) => {
    if (!overlap(logits, y, weights)) return null
    let at = start
    let slopes = slopesAt(logits, y, weights, at.p)
    for (let step = 0; step < maxSteps; step++) {
      const { g0, g1, h00, h01, h11 } = slopes
      const determinant = h00 * h11 - h01 * h01
      let byOffset = (h11 * g0 - h01 * g1) / determinant
      let bySlope = (h00 * g1 - h01 * g0) / determinant
      const { offset, slope } = at
      if (Math.abs(byOffset) < smallestStep && Math.abs(bySlope) < smallestStep)
        return { offset: offset + byOffset, slope: slope + bySlope }
      let rise = g0 * byOffset + g1 * bySlope
      // so nearly divided without error that the digits run out
      if (!(rise > 0 && rise < Infinity)) return null
      for (;;) {
        at = chancesOf(logits, { offset: offset + byOffset, slope: slope + bySlope }, p)
        slopes = slopesAt(logits, y, weights, p)
        if (slopes.g0 * byOffset + slopes.g1 * bySlope > -0.9 * rise) break
        byOffset /= 2
        bySlope /= 2
        rise /= 2
      }
    }
    return null
  }
}

/** First derivatives of the log likelihood by offset and slope, and minus the second ones. */
type Slopes = Readonly<Record<'g0' | 'g1' | 'h00' | 'h01' | 'h11', number>>

function slopesAt(logits: Float64Array, y: Uint8Array, weights: Float64Array, p: Float64Array): Slopes {
  let g0 = 0
  let g1 = 0
  let h00 = 0
  let h01 = 0
  let h11 = 0
  for (let i = 0; i < logits.length; i++) {
    const residual = weights[i]! * (y[i]! - p[i]!)
    const curvature = weights[i]! * p[i]! * (1 - p[i]!)
    g0 += residual
    g1 += residual * logits[i]!
    h00 += curvature
    h01 += curvature * logits[i]!
    h11 += curvature * logits[i]! * logits[i]!
  }
  return { g0, g1, h00, h01, h11 }
}

function shiftFit(
  logits: Float64Array,
  y: Uint8Array,
  smallestStep: number,
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

/** The prepare() of a metric on the line of the positive class; null where there are several classes. */
export function onCalibrationLine(part: keyof CalibrationLine): (scored: Scored) => WeightedMetric {
  return ({ y, proba, positive }) => {
    if (positive === null) return () => null
    const isPositive = Uint8Array.from(y, (truth) => (truth === positive ? 1 : 0))
    return calibrationLine(columnOf(proba, positive).map(logit), isPositive)[part]
  }
}
