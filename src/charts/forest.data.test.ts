import { describe, expect, it } from 'vitest'
import type { SummaryRow } from '../core/evaluation/types.ts'
import { forestChart } from './forest.data.ts'

const row = (projection: SummaryRow['projection'], classifier: string, mean: number): SummaryRow => ({
  projection,
  fusion: 'single',
  classifier,
  metric: 'auroc',
  mean,
  sd: 0.01,
  ci95: [mean - 0.02, mean + 0.02],
  undefined_cells: 0,
  undefined_resamples: 0,
})
const words = {
  metric: 'AUROC',
  classifier: (name: string) => name.toUpperCase(),
  projection: (r: SummaryRow) => r.projection,
}

describe('forestChart', () => {
  const chart = forestChart(
    [row('none', 'lr', 0.8), row('contrastive', 'lr', 0.9), row('none', 'knn', 0.7)],
    words,
  )

  it('groups the rows by classifier, in order, one below the other', () => {
    expect(chart.groups.map((g) => g.label)).toEqual(['LR', 'KNN'])
    const ys = chart.marks.map((m) => m.y)
    expect(ys).toEqual([...ys].sort((a, b) => a - b))
    expect(chart.height).toBeGreaterThan(ys.at(-1)!)
  })
  it('keeps every interval inside the axis and in proportion', () => {
    for (const mark of chart.marks) {
      expect(mark.x1).toBeGreaterThanOrEqual(chart.axis.at(chart.axis.domain[0]))
      expect(mark.x2).toBeLessThanOrEqual(chart.axis.at(chart.axis.domain[1]))
      expect(mark.x - mark.x1).toBeCloseTo(mark.x2 - mark.x, 6)
    }
  })
  it('says the same in words, for those who do not see the marks', () => {
    expect(chart.summary).toBe('AUROC of 3 combinations, from 0.700 to 0.900. Highest: contrastive with LR.')
  })
  it('draws a point without an interval where none could be computed', () => {
    const mark = forestChart([{ ...row('none', 'lr', 0.8), ci95: null }], words).marks[0]!
    expect([mark.x1, mark.x2]).toEqual([mark.x, mark.x])
  })
  it('leaves undefined means out instead of drawing them at zero', () => {
    expect(forestChart([row('none', 'lr', Number.NaN)], words).marks).toEqual([])
  })
})
