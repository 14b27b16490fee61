import { describe, expect, test } from 'vitest'
import { createRng } from '../../math/rng.ts'
import { rankAreas, rankingOf } from '../metrics/ranking.ts'
import { curveGrid, rankCurves } from './rank-curves.ts'

function curvesOf(scores: readonly number[], positive: readonly number[], weights?: readonly number[]) {
  const ranking = rankingOf(Float64Array.from(scores), (row) => positive[row] === 1)
  const read = { roc: new Float64Array(curveGrid.length), pr: new Float64Array(curveGrid.length) }
  const times = Float64Array.from(weights ?? scores.map(() => 1))
  rankCurves(ranking)(times, read)
  return { ...read, areas: rankAreas(ranking, times) }
}

const areaUnder = (y: Float64Array): number =>
  y.reduce((sum, value, k) => sum + (k === 0 ? 0 : (value + y[k - 1]!) / 200), 0)

describe('ROC and precision-recall curves on a grid', () => {
  test('by hand: + - + -', () => {
    const { roc, pr } = curvesOf([0.9, 0.8, 0.7, 0.6], [1, 0, 1, 0])
    // up to 1/2, right to (1/2, 1/2), up to 1, right
    expect([0, 25, 49, 50, 51, 100].map((g) => roc[g])).toEqual([0.5, 0.5, 0.5, 0.75, 1, 1])
    // precision 1 up to recall 1/2, then 2/3
    expect([0, 49, 50, 51, 100].map((g) => pr[g])).toEqual([1, 1, (1 + 2 / 3) / 2, 2 / 3, 2 / 3])
  })

  test('equal scores are a slope of the ROC curve', () => {
    const { roc } = curvesOf([0.5, 0.5, 0.5, 0.5], [1, 0, 1, 0])
    expect([...roc]).toEqual([...curveGrid].map((x) => expect.closeTo(x, 12) as number))
  })

  test('areas are the metrics, also where every point of the curves lies on the grid', () => {
    const rng = createRng(4)
    // 100 of each kind: a grid that read the upper end of every jump would be 0.004 too high
    const positive = Array.from({ length: 200 }, (_, i) => i % 2)
    const { roc, pr, areas } = curvesOf(
      positive.map((y) => y + 1.5 * rng.normal()),
      positive,
    )
    expect(Math.abs(areaUnder(roc) - areas.auroc!)).toBeLessThan(0.0005)
    expect(Math.abs(areaUnder(pr) - areas.averagePrecision!)).toBeLessThan(0.0015)
  })

  test('R8: multiplicities are repeated rows', () => {
    const scores = [0.9, 0.8, 0.8, 0.3, 0.1]
    const positive = [1, 0, 1, 1, 0]
    const weighted = curvesOf(scores, positive, [2, 1, 0, 1, 3])
    const repeated = curvesOf([0.9, 0.9, 0.8, 0.3, 0.1, 0.1, 0.1], [1, 1, 0, 1, 0, 0, 0])
    expect([...weighted.roc]).toEqual([...repeated.roc])
    expect([...weighted.pr]).toEqual([...repeated.pr])
  })

  test('undefined without cases of both kinds', () => {
    for (const positive of [[0, 0], [1, 1]])
      expect(curvesOf([0.1, 0.2], positive).roc.every(Number.isNaN)).toBe(true) // prettier-ignore
  })
})
