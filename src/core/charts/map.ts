import { formatCount } from '../format.ts'
import type { Matrix } from '../math/matrix.ts'
import { classLook } from './class-look.ts'
import type { Look } from './xy-chart.ts'

/** Cases in the plane, as data: the screen's renderer draws the places with the looks of their series. */
export interface MapChart {
  readonly title: string
  /** In the unit square, [n, 2] row by row, x to the right and y up; distances keep their proportions. */
  readonly places: Float32Array
  /** The series of each case, [n]. */
  readonly seriesOf: Int32Array
  /** The legend's order. */
  readonly series: readonly MapSeries[]
  /** What there is to see, for those who do not see it. */
  readonly summary: string
}

export interface MapSeries extends Look {
  readonly label: string
  readonly count: number
}

/** Share of the square that stays free on every side. */
const margin = 0.03

/**
 * @param layout coordinates, [n, 2]
 * @param colours what the cases are told apart by: names, and the one of each case, [n]; looks are those of classes in this order
 *   unless given
 */
export function mapChart(
  title: string,
  layout: Matrix,
  colours: {
    readonly by: string
    readonly names: readonly string[]
    readonly of: Int32Array
    readonly looks?: readonly Look[]
  },
): MapChart {
  const counts = new Int32Array(colours.names.length)
  for (const c of colours.of) counts[c]!++
  const series = colours.names.map((label, c) => ({
    ...(colours.looks?.[c] ?? classLook(c)),
    label,
    count: counts[c]!,
  }))
  const shares = series.map(({ label, count }) => `${label} ${formatCount(count)}`).join(', ')
  return {
    title,
    places: inUnitSquare(layout),
    seriesOf: colours.of,
    series,
    summary: `n = ${formatCount(layout.rows)} held-out cases by ${colours.by}: ${shares}.`,
  }
}

/** Scaled alike in both directions and centred; a single place lies in the middle. */
function inUnitSquare({ rows, data }: Matrix): Float32Array {
  const low = [Infinity, Infinity]
  const high = [-Infinity, -Infinity]
  for (let i = 0; i < 2 * rows; i++) {
    low[i % 2] = Math.min(low[i % 2]!, data[i]!)
    high[i % 2] = Math.max(high[i % 2]!, data[i]!)
  }
  const extent = Math.max(high[0]! - low[0]!, high[1]! - low[1]!) || 1
  return Float32Array.from(
    data,
    (value, i) => 0.5 + ((value - (low[i % 2]! + high[i % 2]!) / 2) / extent) * (1 - 2 * margin),
  )
}
