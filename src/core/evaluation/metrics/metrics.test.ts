import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRng } from '../../math/rng.ts'
import { compute, type Scored } from './metric.ts'
import { decidingMetrics, findMetric, metrics } from './registry.ts'

/** n random cases of which every class occurs, with probabilities rounded to eighths so that scores tie. */
function randomScored(seed: number, n: number, classes: number): Scored {
  const rng = createRng(seed)
  const rows = Array.from({ length: n }, () => {
    const raw = Array.from({ length: classes }, () => 1 + rng.int(8))
    const sum = raw.reduce((a, b) => a + b)
    return raw.map((value) => value / sum)
  })
  return {
    y: Int32Array.from({ length: n }, (_, i) => (i < classes ? i : rng.int(classes))),
    proba: { rows: n, cols: classes, data: Float64Array.from(rows.flat()) },
    positive: classes === 2 ? 1 : null,
  }
}

function repeatRows({ y, proba, positive }: Scored, times: Float64Array): Scored {
  const rows = [...y.keys()].flatMap((i) => Array.from({ length: times[i]! }, () => i))
  const data = rows.flatMap((i) => [...proba.data.subarray(i * proba.cols, (i + 1) * proba.cols)])
  return {
    y: Int32Array.from(rows, (i) => y[i]!),
    proba: { rows: rows.length, cols: proba.cols, data: Float64Array.from(data) },
    positive,
  }
}

describe.each(metrics)('metric $name', (metric) => {
  test('R8: multiplicities as weights give what repeated rows give', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 2, max: 4 }),
        fc.integer({ min: 8, max: 30 }),
        (seed, classes, n) => {
          const scored = randomScored(seed, n, classes)
          const rng = createRng(seed, 'weights')
          const times = Float64Array.from({ length: n }, () => rng.int(4))
          const weighted = metric.prepare(scored)(times)
          const repeated = compute(metric, repeatRows(scored, times))
          expect(weighted === null).toBe(repeated === null)
          expect(weighted ?? 0).toBeCloseTo(repeated ?? 0, 10)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('stays within its range, and is never NaN', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 2, max: 4 }), (seed, classes) => {
        const value = compute(metric, randomScored(seed, 12, classes)) ?? metric.range[0]
        expect(value).toBeGreaterThanOrEqual(metric.range[0])
        expect(value).toBeLessThanOrEqual(metric.range[1])
      }),
      { numRuns: 60 },
    )
  })

  test('is null without rows, and null or finite with one class only', () => {
    const empty: Scored = {
      y: new Int32Array(0),
      proba: { rows: 0, cols: 2, data: new Float64Array(0) },
      positive: 1,
    }
    expect(compute(metric, empty)).toBeNull()
    const oneClass = { ...randomScored(1, 10, 2), y: new Int32Array(10) }
    const value = compute(metric, oneClass)
    expect(value === null || Number.isFinite(value)).toBe(true)
    expect(metric.prepare(randomScored(1, 10, 2))(new Float64Array(10))).toBeNull()
  })
})

describe.each(decidingMetrics)('metric $name', (metric) => {
  test('says which direction is better: the truth scores better than its opposite', () => {
    const y = Int32Array.from([0, 1, 0, 1, 1, 0])
    const rows = (right: number): Float64Array =>
      Float64Array.from([...y].flatMap((c) => (c === 0 ? [right, 1 - right] : [1 - right, right])))
    const good = compute(metric, { y, proba: { rows: 6, cols: 2, data: rows(0.9) }, positive: 1 })!
    const bad = compute(metric, { y, proba: { rows: 6, cols: 2, data: rows(0.1) }, positive: 1 })!
    expect(metric.higherIsBetter ? good > bad : good < bad).toBe(true)
  })
})

test('R9: only the calibration line decides no comparison: neither more nor less of it is better', () => {
  expect(metrics.filter((metric) => !decidingMetrics.includes(metric)).map(({ name }) => name)).toEqual([
    'calibration_intercept',
    'calibration_slope',
  ])
})

describe('metrics of rankings', () => {
  test.each(['auroc', 'average_precision'])(
    '%s is null with one class only, or a class without cases',
    (name) => {
      const two = randomScored(3, 10, 2)
      expect(compute(findMetric(name)!, { ...two, y: new Int32Array(10) })).toBeNull()
      expect(compute(findMetric(name)!, { ...two, y: new Int32Array(10).fill(1) })).toBeNull()
      const three = randomScored(3, 10, 3)
      expect(compute(findMetric(name)!, { ...three, y: Int32Array.from(three.y, (c) => c % 2) })).toBeNull()
    },
  )
})

test('the positive class may be the first: f1 and auroc speak of it', () => {
  const y = Int32Array.from([0, 0, 1, 1])
  const proba = { rows: 4, cols: 2, data: Float64Array.from([0.9, 0.1, 0.5, 0.5, 0.6, 0.4, 0.2, 0.8]) }
  // positive 0: predicted where p0 >= 0.5, rows 0, 1, 2: precision 2/3, recall 1; ranks 0.9 > 0.6 > 0.5 > 0.2
  expect(compute(findMetric('f1')!, { y, proba, positive: 0 })).toBeCloseTo(0.8, 12)
  expect(compute(findMetric('auroc')!, { y, proba, positive: 0 })).toBeCloseTo(0.75, 12)
  // positive 1: predicted where p1 >= 0.5, rows 1 and 3: precision 1/2, recall 1/2
  expect(compute(findMetric('f1')!, { y, proba, positive: 1 })).toBeCloseTo(0.5, 12)
})
