import { describe, expect, test } from 'vitest'
import { checked, results } from '../report/testing/results.ts'
import { calibrationChart } from './calibration.ts'
import { confusionChart } from './confusion.ts'
import { decisionCurveChart } from './decision-curve.ts'
import { foldDotsChart } from './fold-dots.ts'
import { prChart } from './pr.ts'
import { classLook } from './class-look.ts'
import { rocClassesChart } from './roc-classes.ts'
import { rocChart } from './roc.ts'
import { classPerformance, compared, curve, performance } from './testing/performance.ts'
import type { ClassPerformance } from '../evaluation/performance/performance.ts'
import type { XYChart } from './xy-chart.ts'

const seriesOf = ({ series }: XYChart, label: string) => series.find((one) => one.label === label)!

describe('ROC', () => {
  const chart = rocChart(compared, 'ill')!

  test('draws each procedure with its band beside chance, and colour and shape tell the projection', () => {
    expect(chart.series.map(({ label, colour, shape }) => [label, colour, shape])).toEqual([
      ['Chance', 'reference', null],
      ['No projection', 'none', 'circle'],
      ['Contrastive', 'contrastive', 'diamond'],
    ])
    const { line, band } = seriesOf(chart, 'Contrastive')
    expect(line![4]).toEqual({ x: 0.4, y: Math.sqrt(0.4) })
    expect(band![4]).toEqual({ x: 0.4, low: Math.sqrt(0.4) - 0.05, high: Math.sqrt(0.4) + 0.05 })
  })
  test('says n, and the sensitivity at a false positive rate of 0.1, in words', () => {
    expect(chart.n).toBe('n = 100 cases, 30 of them “ill”')
    expect(chart.summary).toContain('100 cases')
    expect(chart.summary).toContain('0.316 (0.266 to 0.366) with No projection, 0.316')
  })
  test('tables every point that is drawn', () => {
    expect(chart.table.rows).toHaveLength(22)
    expect(chart.table.rows[4]).toEqual(['No projection', '0.400', '0.632', '0.582 to 0.682'])
  })
  test('has a dashed line for one projection each', () => {
    const each = { label: 'Each', performance: performance('pca', { fusion: 'per-modality' }) }
    expect(seriesOf(rocChart([each], 'ill')!, 'Each').dashed).toBe(true)
  })
  test('is not drawn where it is undefined, or of a class that is not there', () => {
    const none = performance('none', { classes: [{ ...classPerformance('ill'), roc: null }] })
    expect(rocChart([{ label: 'none', performance: none }], 'ill')).toBeNull()
    expect(rocChart(compared, 'well')).toBeNull()
  })
})

test('every class of one procedure has a colour and shape of its own, the same wherever the class stands', () => {
  const classes = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(classPerformance)
  const chart = rocClassesChart({ label: 'PCA', performance: performance('pca', { classes }) })!
  const looks = chart.series.slice(1).map(({ colour, shape, dashed }) => `${colour} ${shape} ${dashed}`)
  expect(new Set(looks).size).toBe(7)
  expect(chart.series[2]).toMatchObject({ label: 'b', ...classLook(1) })
  expect(chart.table.columns[0]).toBe('Class')
  expect(chart.n).toBe('n = 100 cases of 7 classes')
})

test('precision and recall: chance is the share of the class', () => {
  const chart = prChart(compared, 'ill')!
  expect(seriesOf(chart, 'Chance: the share of the class').line).toEqual([{ x: 0, y: 0.3 }, { x: 1, y: 0.3 }]) // prettier-ignore
  expect(chart.summary).toContain('At a recall of 0.8 the precision is 0.600 (0.550 to 0.650)')
})

describe('R13: n is that of the folds that the curve is made of, and what is left out is told', () => {
  const basis = { cases: 80, positives: 20, folds: 4, undefined_folds: 1 }
  const ill = classPerformance('ill')
  const without = (changes: Partial<ClassPerformance>) => [
    { label: 'PCA', performance: performance('pca', { classes: [{ ...ill, ...changes }] }) },
  ]

  test('ROC, precision and recall, and the chance line of the latter', () => {
    const words = 'n = 80 cases, 20 of them “ill”; 1 of 5 folds left out: its test cases are of one kind only'
    for (const chart of [rocChart, prChart]) {
      const { n, summary } = chart(without({ discrimination: basis }), 'ill')!
      expect(n).toBe(words)
      expect(summary).toContain(words)
    }
    expect(prChart(without({ discrimination: basis }), 'ill')!.series[0]!.line![0]!.y).toBe(0.25)
    expect(rocClassesChart(without({ discrimination: basis })[0]!)!.n).toContain(
      '“ill”: 1 of 5 folds left out',
    )
  })
  test('a recalibrated curve', () => {
    const calibration = { ...ill.calibration, platt: { ...ill.calibration.platt, basis } }
    expect(calibrationChart(without({ calibration }), 'ill', 'platt')!.n).toBe(
      'n = 80 cases, 20 of them “ill”; 1 of 5 folds left out: its inner cases lack a class, so that nothing could be recalibrated',
    )
    expect(calibrationChart(without({ calibration }), 'ill', 'none')!.n).toBe(
      'n = 100 cases, 30 of them “ill”',
    )
  })
  test('a run of an earlier version kept no such count, so n is an upper bound', () => {
    const { discrimination: _, ...earlier } = ill
    const old = [{ label: 'PCA', performance: performance('pca', { classes: [earlier] }) }]
    expect(rocChart(old, 'ill')!.n).toBe('n = at most 100 cases, 30 of them “ill”')
  })
})

describe('calibration', () => {
  test('R4: shows the recalibration that is asked for, with its slope and the predictions below', () => {
    const raw = calibrationChart(compared, 'ill', 'none')!
    expect(raw.summary).toContain('0.60 (0.40 to 0.80) with No projection')
    expect(calibrationChart(compared, 'ill', 'platt')!.summary).toContain('1.00 (0.80 to 1.20)')
    expect(raw.histogram!.map(({ count }) => count)).toEqual([40, 20, 10, 5, 5, 0, 5, 5, 4, 6])
    expect(raw.histogram![1]).toEqual({ from: 0.1, to: 0.2, count: 20 })
  })
  test('is not drawn where no curve can be', () => {
    expect(calibrationChart(compared, 'ill', 'isotonic')).toBeNull()
  })
})

test('decision curve: beside treating everyone and no one, on an axis that ends a little below 0', () => {
  const chart = decisionCurveChart(compared, 'ill')!
  expect(chart.series.map(({ label }) => label)).toEqual([
    'Treat no one', 'Treat everyone', 'No projection', 'Contrastive',
  ]) // prettier-ignore
  expect(seriesOf(chart, 'Treat everyone').line![0]).toEqual({ x: 0, y: 0.3 })
  const [low, high] = chart.y.domain
  expect(low).toBeLessThan(0)
  expect(low).toBeGreaterThan(-0.3)
  expect(high).toBeGreaterThanOrEqual(0.35)
})

describe('dots of the folds', () => {
  const metric = { title: 'AUROC', range: [0, 1] } as const
  const chart = foldDotsChart(results, metric, ({ projection }) => projection)

  test('R8: a dot a fold, and a line from one to the other procedure on the same fold', () => {
    expect(chart.x.ticks.map(({ label }) => label)).toEqual(['none', 'contrastive'])
    expect(chart.series.map(({ points }) => points)).toEqual([
      undefined,
      [{ x: 0, y: 0.85 }, { x: 0, y: 0.8346 }],
      [{ x: 1, y: 0.88 }],
    ]) // prettier-ignore
    expect(seriesOf(chart, 'Same fold').line!.slice(0, 3)).toEqual([
      { x: 0, y: 0.85 }, { x: 1, y: 0.88 }, { x: 1, y: null },
    ]) // prettier-ignore
  })
  test('gives equal values room on the axis, and none that the metric cannot reach', () => {
    const cells = results.cells.map((cell) => ({ ...cell, metrics: { auroc: 1 } }))
    const { domain } = foldDotsChart({ ...results, cells }, metric, ({ projection }) => projection).y
    expect(domain[0]).toBeLessThan(1)
    expect(domain[1]).toBe(1)
  })
  test('R13: a fold without a value keeps its row in the table and is not counted', () => {
    expect(chart.summary).toContain('higher with contrastive than with none in 1 of 1 folds')
    expect(chart.table.rows).toEqual([
      ['1', '1', '20', '0.850', '0.880', '+0.030'],
      ['1', '2', '20', '0.835', '–', '–'],
    ])
  })
  test('a fold that leaves a site out is called after it', () => {
    const { rows } = foldDotsChart(checked, metric, ({ projection }) => projection).table
    expect(rows.map(([, fold]) => fold)).toEqual(['<b>A', 'B'])
  })
})

describe('confusion matrix', () => {
  const chart = confusionChart([[60, 10, 0], [8, 22, 0], [0, 0, 0]], ['a', 'b', 'c']) // prettier-ignore

  test('shades each cell by its share of the true class; a class without cases has none', () => {
    expect(chart.rows[0]!.cells.map(({ count, level }) => [count, level])).toEqual([[60, 4], [10, 1], [0, 0]]) // prettier-ignore
    expect(chart.rows[1]!.cells[1]).toMatchObject({ share: 22 / 30, isRight: true, level: 3 })
    expect(chart.rows[2]!.cells[2]!.share).toBeNull()
  })
  test('says how many are right and what is mistaken most', () => {
    expect(chart.summary).toBe(
      'n = 100 held-out predictions, 82 of them right (82 %). Most often, “a” is taken for “b”: 10 times.',
    )
  })
})

test('a curve that has no value at a point has a dash there, and a gap in the line', () => {
  const gap = { ...classPerformance('ill'), pr: curve((x) => (x < 0.5 ? null : 0.5)) }
  const chart = prChart([{ label: 'none', performance: performance('none', { classes: [gap] }) }], 'ill')!
  expect(chart.table.rows[0]).toEqual(['none', '0.000', '–', '–'])
  expect(seriesOf(chart, 'none').line![0]).toEqual({ x: 0, y: null })
})
