import { describe, expect, it } from 'vitest'
import type { SummaryRow } from '../evaluation/types.ts'
import { forestChart } from './forest.ts'

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

  const rows = chart.groups.flatMap((group) => group.rows)

  it('groups the rows by classifier, in order, and keeps every one', () => {
    expect(chart.groups.map((g) => [g.label, g.rows.map((r) => r.label)])).toEqual([
      ['LR', ['none', 'contrastive']],
      ['KNN', ['none']],
    ])
  })
  it('keeps every interval inside the axis and in proportion', () => {
    const [first, last] = [chart.ticks[0]!, chart.ticks.at(-1)!]
    for (const { mark } of rows) {
      expect(mark!.x1).toBeGreaterThanOrEqual(first.x)
      expect(mark!.x2).toBeLessThanOrEqual(last.x)
      expect(mark!.x - mark!.x1).toBeCloseTo(mark!.x2 - mark!.x, 6)
    }
  })
  it('says the same in words, for those who do not see the marks', () => {
    expect(chart.summary).toBe('AUROC of 3 combinations, from 0.700 to 0.900. Highest: contrastive with LR.')
  })
  it('draws a point without an interval where none could be computed', () => {
    const [only] = forestChart([{ ...row('none', 'lr', 0.8), ci95: null }], words).groups[0]!.rows
    expect([only!.mark!.x1, only!.mark!.x2]).toEqual([only!.mark!.x, only!.mark!.x])
  })
  it('draws no mark for an undefined mean, and keeps its row', () => {
    const [only] = forestChart([row('none', 'lr', Number.NaN)], words).groups[0]!.rows
    expect(only).toMatchObject({ label: 'none', mark: null })
  })
})
