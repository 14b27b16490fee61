import { describe, expect, test } from 'vitest'
import { matrixFrom } from '../math/matrix.ts'
import { summarise } from './summarise.ts'
import { studyWith } from './testing/study.ts'
import { scores } from './scores.ts'
import { unitResultOf } from './testing/cells.ts'
import type { ExperimentData, UnitResult } from './types.ts'

/** 60 cases of 60 patients: 30 of North, of whom all are predicted right; 24 of South, of whom none is; 6 of nowhere. */
const n = 60
const y = Int32Array.from({ length: n }, (_, i) => (i >> 1) % 2)
const siteOf = (i: number): number => (i < 30 ? 0 : i < 54 ? 1 : -1)
const data: ExperimentData = {
  modalities: [],
  y,
  classes: ['no', 'yes'],
  positive: 1,
  groups: Int32Array.from(y.keys()),
  subgroups: [
    { column: 'site', levels: ['North', 'South'], values: Int32Array.from(y, (_, i) => siteOf(i)) },
  ],
}

function resultOf(fold: number): UnitResult {
  const test = Int32Array.from(y.keys()).filter((i) => i % 2 === fold)
  const train = Int32Array.from(y.keys()).filter((i) => i % 2 !== fold)
  const p = (i: number): number => ((siteOf(i) === 0) === (y[i] === 1) ? 0.8 : 0.3)
  const proba = matrixFrom(Array.from(test, (i) => [1 - p(i), p(i)]))
  return unitResultOf({ fold, train, test }, proba, scores({ y: test.map((i) => y[i]!), proba, positive: 1 }))
}

describe('results of subgroups', () => {
  const steps: number[][] = []
  const { subgroups, summary } = summarise(
    [resultOf(0), resultOf(1)],
    data,
    studyWith({}),
    Array.from(y, String),
    (done, total) => steps.push([done, total]),
  )

  test('R7, R13: every case is in one level, those without a value in one of their own', () => {
    expect(subgroups).toMatchObject([
      { column: 'site', level: 'North', cases: 30, patients: 30, classes: { no: 16, yes: 14 } },
      { column: 'site', level: 'South', cases: 24, patients: 24, classes: { no: 12, yes: 12 } },
      { column: 'site', level: null, cases: 6, patients: 6, classes: { no: 2, yes: 4 } },
    ])
  })

  test('every metric is of the cases of the level alone, with its interval', () => {
    const aurocs = subgroups.map((of) => of.summary.find(({ metric }) => metric === 'auroc')?.mean)
    expect(aurocs).toEqual([1, 0, undefined])
    expect(subgroups[0]!.summary).toContainEqual(
      expect.objectContaining({ metric: 'accuracy', mean: 1, ci95: [1, 1] }),
    )
    expect(summary.find(({ metric }) => metric === 'auroc')!.mean).toBeLessThan(0.9)
  })

  test('tiny levels are counted and have no figure', () => {
    expect(subgroups[2]!.summary).toEqual([])
  })

  test('progress counts each table of figures: all cases, curves, and two levels that are scored', () => {
    expect(steps).toEqual([1, 2, 3, 4].map((done) => [done, 4]))
  })
})
