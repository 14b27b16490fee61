import { pixel } from './drawing.ts'
import type { Axis, BandPoint, Point } from './xy-chart.ts'

/** Where values are, in pixels. */
interface Scales {
  x(value: number): number
  y(value: number): number
}

interface Place {
  readonly x: number
  readonly y: number
}

/** A broken line; what lies outside the domain of y is cut where the line crosses its edge. */
export function linePath(line: readonly Point[], domain: Axis['domain'], scales: Scales): string {
  let d = ''
  let end: Place | null = null
  for (const [from, to] of neighbours(line)) {
    const inside = cut(from, to, domain)
    if (!inside) continue
    const [start, next] = inside
    if (!end || end.x !== start.x || end.y !== start.y) d += `M${place(start, scales)}`
    d += `L${place(next, scales)}`
    end = next
  }
  return d
}

/** Each stretch of neighbouring points that have both edges, as one closed area, kept inside the domain of y. */
export function bandPath(band: readonly BandPoint[], [low, high]: Axis['domain'], scales: Scales): string {
  const inside = (y: number): number => Math.min(Math.max(y, low), high)
  const stretches: { x: number; low: number; high: number }[][] = [[]]
  for (const point of band)
    if (point.low === null || point.high === null) stretches.push([])
    else stretches.at(-1)!.push({ x: point.x, low: inside(point.low), high: inside(point.high) })
  return stretches
    .filter((stretch) => stretch.length > 1)
    .map((stretch) => {
      const upper = stretch.map((point) => place({ x: point.x, y: point.high }, scales))
      const lower = stretch.toReversed().map((point) => place({ x: point.x, y: point.low }, scales))
      return `M${[...upper, ...lower].join('L')}Z`
    })
    .join('')
}

const place = ({ x, y }: Place, scales: Scales): string => `${pixel(scales.x(x))} ${pixel(scales.y(y))}`

function neighbours(line: readonly Point[]): [Place, Place][] {
  return line.slice(1).flatMap((to, i): [Place, Place][] => {
    const from = line[i]!
    return from.y === null || to.y === null
      ? []
      : [
          [
            { x: from.x, y: from.y },
            { x: to.x, y: to.y },
          ],
        ]
  })
}

/** The part of a segment whose y is in the domain; null where none is. */
function cut(from: Place, to: Place, [low, high]: Axis['domain']): [Place, Place] | null {
  const rise = to.y - from.y
  if (rise === 0) return from.y < low || from.y > high ? null : [from, to]
  const [enter, leave] = [(low - from.y) / rise, (high - from.y) / rise].toSorted((a, b) => a - b)
  const [start, end] = [Math.max(0, enter!), Math.min(1, leave!)]
  if (start > end) return null
  const at = (share: number): Place =>
    share === 0 ? from : share === 1 ? to : { x: from.x + share * (to.x - from.x), y: from.y + share * rise }
  return [at(start), at(end)]
}
