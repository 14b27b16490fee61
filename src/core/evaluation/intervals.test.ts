import { describe, expect, test } from 'vitest'
import { createRng } from '../math/rng.ts'
import { patientIntervals, type Interval } from './intervals.ts'
import type { Metric, Scored } from './metrics/metric.ts'
import { findMetric, metrics } from './metrics/registry.ts'
import { patientResamples, type TestFold } from './resamples.ts'

const accuracy = findMetric('accuracy')!
const auroc = findMetric('auroc')!

/** Two classes; row i is right where right(i). */
function scoredBy(n: number, right: (i: number) => boolean): Scored {
  const data = new Float64Array(n * 2)
  const y = Int32Array.from({ length: n }, (_, i) => i % 2)
  y.forEach((c, i) => (data[i * 2 + (right(i) ? c : 1 - c)] = 1))
  return { y, proba: { rows: n, cols: 2, data }, positive: 1 }
}

const ownPatients = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i)

/** Of each metric, on 1,000 resamples. */
const intervalsOf = (
  folds: readonly TestFold[],
  row: readonly (Scored | null)[],
  of: readonly Metric[],
  seed: number,
): readonly Interval[] => patientIntervals(row, patientResamples(folds, seed), of)

function widthOf(folds: readonly TestFold[], row: readonly (Scored | null)[], seed = 1): number {
  const { ci95 } = intervalsOf(folds, row, [accuracy], seed)[0]!
  return ci95![1] - ci95![0]
}

describe('R8: intervals from resampling patients', () => {
  // normal approximation of a share: 2 x 1.96 x sqrt(p (1 - p) / n)
  const binomialWidth = (p: number, n: number): number => 2 * 1.96 * Math.sqrt((p * (1 - p)) / n)

  test('have the width of a binomial interval where every patient has one row', () => {
    const n = 1000
    const width = widthOf([{ repeat: 0, groups: ownPatients(n) }], [scoredBy(n, (i) => i % 5 !== 0)])
    expect(width / binomialWidth(0.8, n)).toBeGreaterThan(0.9)
    expect(width / binomialWidth(0.8, n)).toBeLessThan(1.1)
  })

  test('count patients, not rows: four equal rows a patient widen them twofold', () => {
    const n = 1000
    const groups = Int32Array.from({ length: n }, (_, i) => Math.floor(i / 4))
    const width = widthOf([{ repeat: 0, groups }], [scoredBy(n, (i) => Math.floor(i / 4) % 5 !== 0)])
    expect(width / binomialWidth(0.8, n / 4)).toBeGreaterThan(0.9)
    expect(width / binomialWidth(0.8, n / 4)).toBeLessThan(1.1)
  })

  test('are of the mean over the folds: two folds of 500 are as wide as one of 1,000', () => {
    const fold = (first: number): TestFold => ({
      repeat: 0,
      groups: Int32Array.from({ length: 500 }, (_, i) => first + i),
    })
    const row = scoredBy(500, (i) => i % 5 !== 0)
    const width = widthOf([fold(0), fold(500)], [row, row])
    expect(width / binomialWidth(0.8, 1000)).toBeGreaterThan(0.9)
    expect(width / binomialWidth(0.8, 1000)).toBeLessThan(1.1)
  })

  test('do not shrink with repeats, which test the same patients again', () => {
    const row = scoredBy(300, (i) => i % 5 !== 0)
    const fold = (repeat: number): TestFold => ({ repeat, groups: ownPatients(300) })
    const repeats = [0, 1, 2, 3]
    expect(
      widthOf(
        repeats.map(fold),
        repeats.map(() => row),
      ),
    ).toBeCloseTo(widthOf([fold(0)], [row]), 12)
  })

  test('draw a patient who is tested in two folds of one repeat, at two sites, once for both', () => {
    const n = 60
    const fold = { repeat: 0, groups: ownPatients(n) }
    const row = scoredBy(n, (i) => i % 4 !== 0)
    expect(widthOf([fold, fold], [row, row])).toBeCloseTo(widthOf([fold], [row]), 12)
  })

  test('are the same for the same seed and differ for another (R12)', () => {
    const folds = [{ repeat: 0, groups: ownPatients(101) }]
    const rng = createRng(5)
    const row = [scoredBy(101, () => rng.next() < 0.7)]
    expect(widthOf(folds, row, 1)).toBe(widthOf(folds, row, 1))
    expect(intervalsOf(folds, row, [auroc], 1)).not.toEqual(intervalsOf(folds, row, [auroc], 2))
  })
})

describe('R13: what has no value is left out and counted', () => {
  test('resamples without the rare class', () => {
    const n = 20
    const y = new Int32Array(n)
    y[0] = 1
    const scored = { ...scoredBy(n, () => true), y }
    const interval = intervalsOf([{ repeat: 0, groups: ownPatients(n) }], [scored], [auroc], 3)[0]!
    // the only positive is missing from a resample with probability (19/20)^20 = 0.358
    expect(interval.undefinedResamples).toBeGreaterThan(300)
    expect(interval.undefinedResamples).toBeLessThan(420)
    expect(interval.ci95).not.toBeNull()
  })

  test('folds where the metric has no value, as in the mean; and no interval where no fold has', () => {
    const folds = [0, 1].map((f) => ({ repeat: 0, groups: ownPatients(40).map((i) => i + f * 40) }))
    const good = scoredBy(40, (i) => i % 4 !== 0)
    const oneClass = { ...good, y: new Int32Array(40) }
    const [partly, never, absent] = [
      [good, oneClass],
      [oneClass, oneClass],
      [good, null],
    ].map((row) => intervalsOf(folds, row, [auroc], 3)[0])
    expect(partly).toMatchObject({ undefinedResamples: 0 })
    expect(absent).toEqual(partly)
    expect(never).toEqual({ ci95: null, undefinedResamples: 1000 })
  })
})

test('every metric lies inside its interval', () => {
  const rng = createRng(11)
  const n = 200
  const scored = scoredBy(n, () => rng.next() < 0.75)
  const data = Float64Array.from(scored.proba.data, (p) => 0.5 + (p - 0.5) * 0.6)
  const noisy = { ...scored, proba: { ...scored.proba, data } }
  const intervals = intervalsOf([{ repeat: 0, groups: ownPatients(n) }], [noisy], metrics, 1)
  metrics.forEach((metric, m) => {
    const value = metric.prepare(noisy)(new Float64Array(n).fill(1))!
    expect(intervals[m]!.ci95![0], metric.name).toBeLessThan(value)
    expect(intervals[m]!.ci95![1], metric.name).toBeGreaterThan(value)
  })
})
