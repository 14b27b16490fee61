import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rankingOf } from '../metrics/ranking.ts'
import { curveGrid, rankCurves } from './rank-curves.ts'

interface GoldenSet {
  readonly name: string
  readonly y_true: readonly number[]
  readonly y_score: readonly number[]
  /** Every point of scikit-learn's roc_curve, the threshold falling. */
  readonly roc_curve?: { readonly fpr: readonly number[]; readonly tpr: readonly number[] }
  /** Every point of its precision_recall_curve, the threshold rising, closed by (precision 1, recall 0). */
  readonly pr_curve?: { readonly precision: readonly number[]; readonly recall: readonly number[] }
}

const file = new URL('../../fixtures/golden/metrics.json', import.meta.url)
const { sets } = JSON.parse(readFileSync(file, 'utf8')) as { sets: readonly GoldenSet[] }

interface Point {
  readonly x: number
  readonly y: number
}

/** The file has 9 significant digits. */
const isSame = (a: number, b: number): boolean => Math.abs(a - b) < 1e-8

/** The polyline of the points at x; half way where it rises upright, the top at both ends. */
function onLine(points: readonly Point[], x: number): number {
  const at = points.filter((point) => isSame(point.x, x))
  if (at.length > 0) {
    const top = at.at(-1)!.y
    return isSame(x, 0) || isSame(x, 1) ? top : (at[0]!.y + top) / 2
  }
  const after = points.findIndex((point) => point.x > x)
  const [from, to] = [points[after - 1]!, points[after]!]
  return from.y + ((to.y - from.y) * (x - from.x)) / (to.x - from.x)
}

/** Precision where this recall is first reached; half way to the next step where it is reached exactly. */
function onSteps(points: readonly Point[], x: number): number {
  const first = points.find((point) => point.x > 0 && (point.x > x || isSame(point.x, x)))!
  const next = points.find((point) => point.x > first.x && !isSame(point.x, first.x))
  return isSame(first.x, x) && next ? (first.y + next.y) / 2 : first.y
}

const near = (expected: readonly number[]): number[] =>
  expected.map((value) => expect.closeTo(value, 7) as number)

const drawn = sets.flatMap(({ roc_curve, pr_curve, ...set }) =>
  roc_curve && pr_curve ? [{ ...set, roc_curve, pr_curve }] : [],
)

describe.each(drawn)('golden curves: $name', ({ y_true, y_score, roc_curve, pr_curve }) => {
  const read = { roc: new Float64Array(curveGrid.length), pr: new Float64Array(curveGrid.length) }
  const ranking = rankingOf(Float64Array.from(y_score), (row) => y_true[row] === 1)
  rankCurves(ranking)(new Float64Array(y_true.length).fill(1), read)

  test('ROC', () => {
    const points = roc_curve.fpr.map((x, i) => ({ x, y: roc_curve.tpr[i]! }))
    expect([...read.roc]).toEqual(near(Array.from(curveGrid, (x) => onLine(points, x))))
  })

  test('precision and recall', () => {
    const points = pr_curve.recall.map((x, i) => ({ x, y: pr_curve.precision[i]! })).toReversed()
    expect([...read.pr]).toEqual(near(Array.from(curveGrid, (x) => onSteps(points, x))))
  })
})

test('curves are drawn with ties and without', () => {
  expect(drawn.map(({ name }) => name)).toEqual(['plain', 'ties_eighths'])
})
