import type { Curve } from '../evaluation/performance/performance.ts'
import { commonDigits, estimateText, formatMetric, metricDigits, type Interval } from '../format.ts'
import type { Look, NumberTable, Series } from './xy-chart.ts'

/** A curve with its band, named after the procedure that it is of. */
export interface NamedCurve {
  readonly label: string
  readonly look: Look
  readonly curve: Curve
}

export function curveSeries({ label, look, curve }: NamedCurve): Series {
  return {
    label,
    ...look,
    line: curve.x.map((x, i) => ({ x, y: curve.y[i]! })),
    band: curve.x.map((x, i) => ({ x, low: curve.low[i]!, high: curve.high[i]! })),
  }
}

function intervalAt(curve: Curve, i: number): Interval {
  const [low, high] = [curve.low[i] ?? null, curve.high[i] ?? null]
  return low === null || high === null ? null : [low, high]
}

/** Every point of every curve, one below the other: curves need not share their x. `of` is what the curves are named after. */
export function curveTable(
  curves: readonly NamedCurve[],
  x: string,
  y: string,
  of = 'Procedure',
): NumberTable {
  const digits = digitsOf(curves)
  return {
    columns: [of, x, y, '95 % interval'],
    rows: curves.flatMap(({ label, curve }) =>
      curve.x.map((at, i) => {
        const ci95 = intervalAt(curve, i)
        return [
          label,
          formatMetric(at, 3),
          formatMetric(curve.y[i]!, digits),
          ci95 ? `${formatMetric(ci95[0], digits)} to ${formatMetric(ci95[1], digits)}` : '–',
        ]
      }),
    ),
  }
}

/** "0.71 (0.60 to 0.80) with Contrastive, 0.65 (0.55 to 0.75) with PCA" at the point of each curve next to `wanted`. */
export function valuesAt(curves: readonly NamedCurve[], wanted: number): string {
  const points = curves.map(({ label, curve }) => {
    const distance = (i: number): number => Math.abs(curve.x[i]! - wanted)
    const nearest = curve.x.reduce((best, _, i) => (distance(i) < distance(best) ? i : best), 0)
    return { label, value: curve.y[nearest] ?? null, ci95: intervalAt(curve, nearest) }
  })
  const digits = commonDigits(points)
  return points
    .map(({ label, value, ci95 }) => `${estimateText(value, ci95, digits)} with ${label}`)
    .join(', ')
}

/** Decimals that the median interval deserves: a curve has very narrow ones at its ends. */
function digitsOf(curves: readonly NamedCurve[]): number {
  const digits = curves
    .flatMap(({ curve }) => curve.x.map((_, i) => intervalAt(curve, i)))
    .filter((ci95) => ci95 !== null && ci95[0] !== ci95[1])
    .map((ci95) => metricDigits(ci95))
    .toSorted((a, b) => a - b)
  return digits[Math.floor(digits.length / 2)] ?? 3
}
