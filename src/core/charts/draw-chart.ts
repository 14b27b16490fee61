import { pixel, textWidth, wrapText, type DrawnShape, type DrawnText, type Drawing } from './drawing.ts'
import { linePath, bandPath } from './paths.ts'
import { shapeAt } from './shapes.ts'
import type { Axis, HistogramBin, Look, Series, XYChart } from './xy-chart.ts'

const lineHeight = 16
const legendGap = 4
/** Of a series' line and shape, before its name. */
const keyWidth = 36
const tickGap = 8
const histogramHeight = 44
const right = 16

/** Where the plot lies, in pixels, and where values are on it. */
interface Frame {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  x(value: number): number
  y(value: number): number
}

/**
 * A chart as shapes: what it rests on and a line a series above the plot, then the plot with its axes. A line or band that leaves the domain is
 * cut at its edge.
 *
 * @param size pixels: of the whole width, and of the plot's height
 */
export function drawChart(
  chart: XYChart,
  { width, plotHeight }: { readonly width: number; readonly plotHeight: number },
): Drawing {
  const left = 26 + Math.max(...chart.y.ticks.map(({ label }) => textWidth(label))) + tickGap
  const n = wrapText(chart.n, width - left)
  const { entries, bottom: legendBottom } = legendOf(
    chart.series,
    lineHeight * n.length,
    width - left - keyWidth,
  )
  const top = legendBottom + 12
  const frame: Frame = {
    left,
    right: width - right,
    top,
    bottom: top + plotHeight,
    x: scaleOf(chart.x, left, width - right),
    y: scaleOf(chart.y, top + plotHeight, top),
  }
  const belowPlot = frame.bottom + (chart.histogram ? histogramHeight + tickGap : 0)
  const xTicks = tickLabels(chart.x, frame)
  const labelTop = belowPlot + lineHeight * Math.max(...xTicks.map(({ lines }) => lines.length))
  const xLabel = wrapText(chart.x.label, width - left - right)
  return {
    width,
    height: Math.ceil(labelTop + tickGap + lineHeight * xLabel.length + 4),
    shapes: [
      ...n.map((line, i) => text('chart__n', left, lineHeight * (i + 1) - 4, 'start', line)),
      ...entries.flatMap((entry) => legendShapes(entry, left)),
      ...grid(chart, frame),
      ...(chart.histogram ? bars(chart.histogram, frame, belowPlot) : []),
      ...marks(chart, frame),
      ...xTicks.flatMap(({ at, lines }) =>
        lines.map((line, i) => text('chart__tick', at, belowPlot + lineHeight * (i + 1), 'middle', line)),
      ),
      ...xLabel.map((line, i) =>
        text(
          'chart__axis',
          (left + frame.right) / 2,
          labelTop + tickGap + lineHeight * (i + 1) - 2,
          'middle',
          line,
        ),
      ),
      {
        ...text('chart__axis', 12, (frame.top + frame.bottom) / 2, 'middle', chart.y.label),
        isVertical: true,
      },
    ],
  }
}

function scaleOf({ domain: [low, high] }: Axis, from: number, to: number): (value: number) => number {
  return (value) => from + ((value - low) / (high - low)) * (to - from)
}

function text(
  className: string,
  x: number,
  y: number,
  anchor: DrawnText['anchor'],
  shown: string,
): DrawnText {
  return { kind: 'text', className, x: pixel(x), y: pixel(y), anchor, text: shown }
}

function path(className: string, d: string): DrawnShape[] {
  return d === '' ? [] : [{ kind: 'path', className, d }]
}

const seriesClass = ({ colour }: Look): string => `series--${colour}`

const lineClass = (look: Look): string =>
  `chart__line${look.dashed ? ' chart__line--dashed' : ''} ${seriesClass(look)}`

interface LegendEntry {
  readonly series: Series
  readonly lines: readonly string[]
  /** Pixels from above to the middle of its first line. */
  readonly middle: number
}

/** The named series, one below the other. */
function legendOf(
  series: readonly Series[],
  top: number,
  width: number,
): { entries: LegendEntry[]; bottom: number } {
  let bottom = top
  const entries = series
    .filter(({ label }) => label !== '')
    .map((one) => {
      const lines = wrapText(one.label, width)
      const middle = bottom + 14
      bottom += legendGap + lineHeight * lines.length
      return { series: one, lines, middle }
    })
  return { entries, bottom }
}

function legendShapes({ series, lines, middle }: LegendEntry, left: number): DrawnShape[] {
  const x = pixel(left)
  return [
    ...(series.line || series.band ? path(lineClass(series), `M${x} ${middle}h28`) : []),
    ...(series.shape
      ? path(`chart__point ${seriesClass(series)}`, shapeAt(series.shape, pixel(left + 14), middle))
      : []),
    ...lines.map((line, i) =>
      text('chart__legend', left + keyWidth, middle + 4 + lineHeight * i, 'start', line),
    ),
  ]
}

function grid({ x, y }: XYChart, frame: Frame): DrawnShape[] {
  const lines = y.ticks.map(({ at }) => `M${pixel(frame.left)} ${pixel(frame.y(at))}H${pixel(frame.right)}`)
  const columns = x.ticks.map(({ at }) => `M${pixel(frame.x(at))} ${pixel(frame.top)}V${pixel(frame.bottom)}`)
  return [
    ...path('chart__grid', [...lines, ...columns].join('')),
    ...y.ticks.map(({ at, label }) =>
      text('chart__tick', frame.left - tickGap, frame.y(at) + 4, 'end', label),
    ),
  ]
}

/** Names that do not fit between two ticks are broken into lines. */
function tickLabels({ ticks }: Axis, frame: Frame): { at: number; lines: string[] }[] {
  const between = ticks.length > 1 ? frame.x(ticks[1]!.at) - frame.x(ticks[0]!.at) : frame.right - frame.left
  return ticks.map(({ at, label }) => ({ at: frame.x(at), lines: wrapText(label, between - tickGap) }))
}

function marks({ x, y, series }: XYChart, frame: Frame): DrawnShape[] {
  const onLines = series.map((one, i) => alongLine(one, x.domain, (i + 0.5) / series.length))
  return [
    ...series.flatMap((one) =>
      one.band ? path(`chart__band ${seriesClass(one)}`, bandPath(one.band, y.domain, frame)) : [],
    ),
    ...series.flatMap((one) => (one.line ? path(lineClass(one), linePath(one.line, y.domain, frame)) : [])),
    ...series.flatMap((one, i) =>
      one.shape === null
        ? []
        : [...(one.points ?? []), ...onLines[i]!]
            .filter((point) => point.y >= y.domain[0] && point.y <= y.domain[1])
            .flatMap((point) =>
              path(
                `chart__point ${seriesClass(one)}`,
                shapeAt(one.shape!, pixel(frame.x(point.x)), pixel(frame.y(point.y))),
              ),
            ),
    ),
  ]
}

const shapesOnLine = 5

/** A few points of a line to carry its shape, at other places than those of the other lines: `shift` is from 0 to 1. */
function alongLine(
  { line = [], points, shape }: Series,
  [low, high]: Axis['domain'],
  shift: number,
): { x: number; y: number }[] {
  const drawn = line.flatMap(({ x, y }) => (y === null ? [] : [{ x, y }]))
  if (points || shape === null || drawn.length === 0) return []
  const wanted = Array.from(
    { length: shapesOnLine },
    (_, k) => low + ((k + shift) / shapesOnLine) * (high - low),
  )
  const first = Math.min(...drawn.map(({ x }) => x))
  const last = Math.max(...drawn.map(({ x }) => x))
  const nearest = wanted
    .filter((x) => x >= first && x <= last)
    .map((x) => drawn.reduce((best, point) => (Math.abs(point.x - x) < Math.abs(best.x - x) ? point : best)))
  return [...new Set(nearest.length > 0 ? nearest : drawn.slice(0, 1))]
}

/** Bars on a line of their own, the tallest bin filling it. */
function bars(bins: readonly HistogramBin[], frame: Frame, bottom: number): DrawnShape[] {
  const most = Math.max(1, ...bins.map(({ count }) => count))
  const d = bins
    .filter(({ count }) => count > 0)
    .map(({ from, to, count }) => {
      const [x1, x2] = [frame.x(from) + 1, frame.x(to) - 1]
      // a bin with any case is seen
      const height = Math.max(1, (count / most) * histogramHeight)
      return `M${pixel(x1)} ${pixel(bottom)}V${pixel(bottom - height)}H${pixel(x2)}V${pixel(bottom)}Z`
    })
  return [
    ...path('chart__bar', d.join('')),
    ...path('chart__grid', `M${pixel(frame.left)} ${pixel(bottom)}H${pixel(frame.right)}`),
  ]
}
