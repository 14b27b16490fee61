import { describe, expect, it } from 'vitest'
import type { EpochReport } from '../projection/projection.ts'
import { lossChart } from './loss.ts'

const epoch = (
  n: number,
  train: number,
  validation: number | null,
  phase: EpochReport['phase'] = 'search',
  network = 1,
  networks = 1,
): EpochReport => ({
  phase,
  network,
  networks,
  epoch: n,
  epochs: 10,
  trainLoss: train,
  validationLoss: validation,
})

describe('lossChart', () => {
  it('marks the epoch with the lowest validation loss', () => {
    const chart = lossChart([epoch(1, 3, 2.5), epoch(2, 2, 2.1), epoch(3, 1, 2.4)])
    expect(chart.series.flatMap(({ points }) => points)).toEqual([{ x: 2, y: 2.1 }])
    expect(chart.summary).toBe('Epoch 3, training loss 1.000, lowest validation loss 2.100 at epoch 2.')
  })
  it('keeps the refit apart from the search, and draws no validation line for it', () => {
    const chart = lossChart([epoch(1, 3, 2.5), epoch(1, 2.8, null, 'refit'), epoch(2, 2.2, null, 'refit')])
    expect(chart.series.map(({ label, line }) => [label, line!.length])).toEqual([
      ['Training', 1],
      ['Held-back part', 1],
      ['Refit on all', 2],
    ])
  })
  it('of several networks shows the newest, and says which it is', () => {
    const chart = lossChart([
      epoch(1, 9, 8, 'search', 1, 2),
      epoch(2, 7, 6, 'search', 1, 2),
      epoch(1, 3, 2.5, 'search', 2, 2),
    ])
    expect(chart.series.map(({ label, line }) => [label, line!.length])).toEqual([
      ['Training', 1],
      ['Held-back part', 1],
    ])
    expect(chart.y.domain[1]).toBeLessThan(6)
    expect(chart.table.rows.map(([, network]) => network)).toEqual(['1', '1', '2'])
    expect(chart.summary).toBe(
      'Network 2 of 2, epoch 1, training loss 3.000, lowest validation loss 2.500 at epoch 1.',
    )
    const refit = lossChart([epoch(1, 3, 2.5, 'search', 2, 2), epoch(4, 2, null, 'refit', 1, 2)])
    expect(refit.summary).toMatch(/^Refit of network 1 of 2, epoch 4/)
  })
  it('begins at epoch 1, at the left end of the axis, and ends at the last', () => {
    const { x } = lossChart(Array.from({ length: 30 }, (_, i) => epoch(i + 1, 3, 2)))
    expect(x.ticks.map(({ at }) => at)).toEqual([1, 5, 10, 15, 20, 25, 30])
    expect(x.domain).toEqual([1, 30])
  })
  it('has an empty state', () => {
    expect(lossChart([]).summary).toBe('No epoch finished yet.')
  })
})
