import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fitSigmoid, sigmoidOf } from '../../classifiers/platt.ts'
import { fitIsotonic, isotonicAt } from '../../math/isotonic.ts'
import { lowess } from '../../math/lowess.ts'
import { calibrationLine, logit } from '../metrics/calibration-line.ts'
import type { Scored } from '../metrics/metric.ts'
import { chooseThreshold } from './choose-threshold.ts'
import { decisionTally, decisionThresholds } from './decision-curve.ts'

interface Figures {
  readonly probes: readonly number[]
  readonly thresholds: readonly number[]
  readonly sets: readonly {
    readonly name: string
    readonly p: readonly number[]
    readonly y: readonly number[]
    readonly slope: number
    readonly intercept: number
    readonly isotonic: readonly number[]
    readonly platt: readonly number[]
    readonly lowess_at: readonly number[]
    readonly lowess: readonly number[]
    readonly net_benefit: readonly number[]
    readonly youden: number
    readonly sensitivity_90: number
  }[]
}

/** By tools/reference/performance_figures.py: scikit-learn, and numpy where that has none. */
const file = new URL('./fixtures/performance-figures.json', import.meta.url)
const { probes, thresholds, sets } = JSON.parse(readFileSync(file, 'utf8')) as Figures

const near = (expected: readonly number[], digits: number): number[] =>
  expected.map((value) => expect.closeTo(value, digits) as number)

describe.each(sets)('reference figures: $name', (set) => {
  const p = Float64Array.from(set.p)
  const y = Uint8Array.from(set.y)
  const once = new Float64Array(p.length).fill(1)
  const scored: Scored = {
    y: Int32Array.from(set.y),
    proba: { rows: p.length, cols: 2, data: Float64Array.from(set.p.flatMap((value) => [1 - value, value])) },
    positive: 1,
  }

  test('calibration slope and intercept', () => {
    const { slope, intercept } = calibrationLine(p.map(logit), y)
    expect(slope(once)).toBeCloseTo(set.slope, 6)
    expect(intercept(once)).toBeCloseTo(set.intercept, 9)
  })

  test('isotonic regression', () => {
    const fitted = fitIsotonic(p, y)
    expect(probes.map((probe) => isotonicAt(fitted, probe))).toEqual(near(set.isotonic, 9))
  })

  test('Platt scaling of logits', () => {
    const sigmoid = fitSigmoid(p.map(logit), y)
    expect(probes.map((probe) => sigmoidOf(sigmoid, logit(probe)))).toEqual(near(set.platt, 4))
  })

  test('lowess', () => {
    const order = Int32Array.from(p.keys()).sort((i, j) => p[i]! - p[j]!)
    const sorted = Float64Array.from(order, (i) => p[i]!)
    const outcome = Float64Array.from(order, (i) => y[i]!)
    const out = new Float64Array(set.lowess_at.length)
    lowess(sorted, outcome, Float64Array.from(set.lowess_at))(once, out)
    expect([...out]).toEqual(near(set.lowess, 9))
  })

  test('net benefit', () => {
    const { model } = decisionTally(p, y).result()
    const at = thresholds.map((t) => model.y[decisionThresholds.indexOf(t)])
    expect(at).toEqual(near(set.net_benefit, 4))
  })

  test('thresholds by Youden and by sensitivity', () => {
    expect(chooseThreshold(scored, 1, { rule: 'youden' })).toBe(set.youden)
    expect(chooseThreshold(scored, 1, { rule: 'sensitivity', value: 0.9 })).toBe(set.sensitivity_90)
  })
})
