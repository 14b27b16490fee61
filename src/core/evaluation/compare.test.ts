import { describe, expect, test } from 'vitest'
import { compareCells, correctedResampledTTest, verdictOf } from './compare.ts'
import { cellOf } from './testing/cells.ts'
import type { Cell } from './types.ts'

const folds = (
  differences: readonly number[],
  trainSizes: readonly number[],
  testSizes: readonly number[],
): Parameters<typeof correctedResampledTTest>[0] =>
  differences.map((difference, i) => ({
    difference,
    trainSize: trainSizes[i % trainSizes.length]!,
    testSize: testSizes[i % testSizes.length]!,
  }))

describe('R8: the corrected resampled t-test', () => {
  // difference, lower and upper end, p: scipy.stats.t with the variance factor written out
  test.each([
    [
      folds([0.031, 0.012, 0.045, 0.02, 0.027], [400], [100]),
      [0.027, 0.003924584062538299, 0.050075415937461704, 0.03141571346775541],
    ],
    [
      folds(
        [0.031, -0.012, 0.045, -0.02, 0.027, 0.01, 0.02, -0.03, 0.05, 0],
        [101, 102, 100, 102, 99],
        [25, 24, 26, 24, 27],
      ),
      [0.0121, -0.024401237520490025, 0.048601237520490025, 0.4724645272712815],
    ],
    [folds([0.1, 0.2], [50], [50]), [0.15, -0.9503896087213438, 1.2503896087213437, 0.33333333333333337]],
  ])('agrees with an independent computation (%#)', (pairs, [difference, low, high, p]) => {
    const result = correctedResampledTTest(pairs)
    expect(result.difference).toBeCloseTo(difference!, 12)
    expect(result.ci95![0]).toBeCloseTo(low!, 9)
    expect(result.ci95![1]).toBeCloseTo(high!, 9)
    expect(result.p).toBeCloseTo(p!, 9)
  })

  test('has no interval and no p from fewer than two folds', () => {
    expect(correctedResampledTTest([])).toEqual({ difference: null, ci95: null, p: null })
    expect(correctedResampledTTest(folds([0.1], [80], [20]))).toEqual({
      difference: 0.1,
      ci95: null,
      p: null,
    })
  })

  test('without variance: nothing where the differences are 0, up to rounding; certain where they are not', () => {
    expect(correctedResampledTTest(folds([0, 0, 0], [80], [20]))).toEqual({
      difference: 0,
      ci95: [0, 0],
      p: 1,
    })
    expect(correctedResampledTTest(folds([1e-16, 1e-16, 0], [80], [20]))).toEqual({
      difference: 0,
      ci95: [0, 0],
      p: 1,
    })
    const same = correctedResampledTTest(folds([0.3, 0.1 + 0.2, 0.3], [80], [20]))
    expect(same.p).toBe(0)
    expect(same.ci95![0]).toBeCloseTo(0.3, 12)
  })
})

test('R9: helps or harms only where the interval excludes 0, on the side that is better for the metric', () => {
  expect(verdictOf([0.01, 0.05], true)).toBe('helps')
  expect(verdictOf([-0.05, -0.01], true)).toBe('harms')
  expect(verdictOf([0.01, 0.05], false)).toBe('harms')
  expect(verdictOf([-0.05, -0.01], false)).toBe('helps')
  expect(verdictOf([-0.01, 0.05], true)).toBe('no benefit')
  expect(verdictOf([0, 0.05], true)).toBe('no benefit')
  expect(verdictOf([-0.05, 0], false)).toBe('no benefit')
  expect(verdictOf([0, 0], true)).toBe('no benefit')
  expect(verdictOf(null, true)).toBe('no benefit')
})

/** Cells of one procedure, a value a fold, in two repeats of two folds. */
function cellsOf(
  procedure: Pick<Cell, 'projection' | 'fusion'>,
  values: readonly (number | null)[],
  metric = 'auroc',
): Cell[] {
  return values.map((value, i) =>
    cellOf({
      ...procedure,
      repeat: Math.floor(i / 2),
      fold: i % 2,
      n_train: 50,
      n_test: 50,
      metrics: { [metric]: value },
    }),
  )
}

describe('the comparison named before the run', () => {
  const primary = { metric: 'auroc', classifier: 'lr', compare: ['contrastive', 'none'] } as const
  const contrastive = { projection: 'contrastive', fusion: 'single' } as const
  const none = { projection: 'none', fusion: 'single' } as const

  test('pairs identical folds, whatever the order of the cells', () => {
    const cells = [
      ...cellsOf(contrastive, [0.9, 0.8, 0.85, 0.88]),
      ...cellsOf(none, [0.7, 0.6, 0.65, 0.68]).toReversed(),
    ]
    expect(compareCells(cells, primary)).toMatchObject({
      pairs: 4,
      undefined_pairs: 0,
      verdict: 'helps',
      p: 0,
    })
    expect(compareCells(cells, primary).difference).toBeCloseTo(0.2, 12)
    expect(compareCells(cells, primary).a).toBeCloseTo(0.8575, 12)
    expect(compareCells(cells, { ...primary, compare: ['none', 'contrastive'] }).verdict).toBe('harms')
  })

  test('lower is better for log loss', () => {
    const cells = [
      ...cellsOf(contrastive, [0.5, 0.51, 0.5, 0.5], 'log_loss'),
      ...cellsOf(none, [0.7, 0.7, 0.71, 0.7], 'log_loss'),
    ]
    expect(compareCells(cells, { ...primary, metric: 'log_loss' }).verdict).toBe('helps')
  })

  test('R13: folds where the metric is undefined on a side are left out and counted', () => {
    const cells = [...cellsOf(contrastive, [0.9, null, 0.8, 0.7]), ...cellsOf(none, [0.8, 0.1, null, 0.5])]
    const comparison = compareCells(cells, primary)
    expect(comparison).toMatchObject({ pairs: 2, undefined_pairs: 2 })
    expect(comparison.a).toBeCloseTo(0.8, 12)
    expect(comparison.b).toBeCloseTo(0.65, 12)
    const nothing = [...cellsOf(contrastive, [null, null]), ...cellsOf(none, [0.8, 0.1])]
    expect(compareCells(nothing, primary)).toMatchObject({
      a: null, b: null, difference: null, ci95: null, p: null, verdict: 'no benefit', pairs: 0, undefined_pairs: 2,
    }) // prettier-ignore
  })

  test("takes 'single' where a side has both fusions, else the only one", () => {
    const both = [
      ...cellsOf({ projection: 'contrastive', fusion: 'per-modality' }, [0.1, 0.1]),
      ...cellsOf(contrastive, [0.9, 0.8]),
      ...cellsOf({ projection: 'none', fusion: 'per-modality' }, [0.5, 0.5]),
    ]
    const comparison = compareCells(both, primary)
    expect(comparison.fusion).toEqual(['single', 'per-modality'])
    expect(comparison.difference).toBeCloseTo(0.35, 12)
  })

  test('an unknown metric is refused with the known ones', () => {
    expect(() => compareCells([], { ...primary, metric: 'auc' })).toThrowError(
      expect.objectContaining({ code: 'study-unknown-name' }),
    )
  })
})
