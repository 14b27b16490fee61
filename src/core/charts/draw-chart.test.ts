import { describe, expect, test } from 'vitest'
import { results } from '../report/testing/results.ts'
import { calibrationChart } from './calibration.ts'
import { decisionCurveChart } from './decision-curve.ts'
import { drawChart } from './draw-chart.ts'
import { textWidth, type DrawnPath, type DrawnShape, type DrawnText } from './drawing.ts'
import { foldDotsChart } from './fold-dots.ts'
import { prChart } from './pr.ts'
import { rocChart } from './roc.ts'
import { compared } from './testing/performance.ts'
import { numberAxis, shareAxis, type XYChart } from './xy-chart.ts'

const size = { width: 380, plotHeight: 280 }
const long = compared.map((one) => ({ ...one, label: `${one.label}, one projection for each modality` }))
const charts: [string, XYChart][] = [
  ['ROC', rocChart(long, 'ill')!],
  ['PR', prChart(long, 'ill')!],
  ['calibration', calibrationChart(long, 'ill', 'none')!],
  ['decision curve', decisionCurveChart(long, 'ill')!],
  [
    'folds',
    foldDotsChart(results, { title: 'AUROC', range: [0, 1] }, ({ projection }) => `${projection}, one for each modality`),
  ],
] // prettier-ignore

const isText = (shape: DrawnShape): shape is DrawnText => shape.kind === 'text'
const paths = (chart: XYChart, name: string): DrawnPath[] =>
  drawChart(chart, size).shapes.filter(
    (shape): shape is DrawnPath => shape.kind === 'path' && shape.className.split(' ').includes(name),
  )

/** The box of a text that is read from left to right, by the width that the font takes at most. */
function box({ x, y, anchor, text }: DrawnText): {
  left: number
  right: number
  top: number
  bottom: number
} {
  const width = textWidth(text)
  const left = x - (anchor === 'start' ? 0 : anchor === 'middle' ? width / 2 : width)
  return { left, right: left + width, top: y - 9, bottom: y + 3 }
}

describe.each(charts)('%s', (_name, chart) => {
  // the narrowest it is drawn in: the report's, and the screen's
  test.each([350, 380, 620])('has no two labels over each other, and none outside, at %i pixels', (width) => {
    const drawing = drawChart(chart, { width, plotHeight: 240 })
    const boxes = drawing.shapes.filter(isText).filter(({ isVertical }) => !isVertical).map(box) // prettier-ignore
    boxes.forEach((a, i) => {
      expect(a.left).toBeGreaterThanOrEqual(0)
      expect(a.right).toBeLessThanOrEqual(width)
      expect(a.bottom).toBeLessThanOrEqual(drawing.height)
      for (const b of boxes.slice(i + 1))
        expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false)
    })
  })

  test('says n and names each series and axis', () => {
    const texts = drawChart(chart, size).shapes.filter(isText)
    const shown = texts.map(({ text }) => text).join(' ')
    expect(shown).toContain(chart.n)
    for (const { label } of [...chart.series, chart.x, chart.y]) expect(shown).toContain(label)
  })
})

const plain: XYChart = {
  title: '', n: 'n = 3', x: shareAxis('x'), y: numberAxis('y', [0, 1]), series: [], summary: '', table: { columns: [], rows: [] },
} // prettier-ignore
const withLine = (line: XYChart['series'][number]['line']): XYChart => ({
  ...plain,
  series: [{ label: 'a', colour: 'pca', shape: null, dashed: false, line: line! }],
})

test('a line breaks where it has no value', () => {
  const line = [{ x: 0, y: 0 }, { x: 0.2, y: 1 }, { x: 0.4, y: null }, { x: 0.6, y: 1 }, { x: 1, y: 0 }] // prettier-ignore
  const [, drawn] = paths(withLine(line), 'chart__line')
  expect(drawn!.d.match(/M/g)).toHaveLength(2)
  expect(drawn!.d.match(/L/g)).toHaveLength(2)
})

test('a line that leaves the domain is cut where it crosses the edge', () => {
  const [, whole] = paths(withLine([{ x: 0, y: 0 }, { x: 0.5, y: 1 }]), 'chart__line') // prettier-ignore
  const [, drawn] = paths(withLine([{ x: 0, y: 0 }, { x: 1, y: 2 }]), 'chart__line') // prettier-ignore
  expect(drawn!.d).toBe(whole!.d)
  expect(paths(withLine([{ x: 0, y: 2 }, { x: 1, y: 3 }]), 'chart__line')).toHaveLength(1) // prettier-ignore
})

test('a band is drawn apart on both sides of a gap, inside the plot', () => {
  const band = [0, 0.2, 0.4, 0.6, 0.8].map((x) => ({ x, low: x === 0.4 ? null : -1, high: 0.5 }))
  const chart: XYChart = {
    ...plain,
    series: [{ label: 'a', colour: 'pca', shape: null, dashed: false, band }],
  }
  const [drawn] = paths(chart, 'chart__band')
  expect(drawn!.d.match(/Z/g)).toHaveLength(2)
  const { shapes } = drawChart(chart, size)
  const zero = shapes.filter(isText).find(({ className, text, anchor }) => className === 'chart__tick' && text === '0.0' && anchor === 'end')! // prettier-ignore
  expect(Math.max(...[...drawn!.d.matchAll(/ ([\d.]+)/g)].map(([, y]) => Number(y)))).toBeCloseTo(
    zero.y - 4,
    1,
  )
})

test('the shapes of several lines stand at different places', () => {
  const drawn = paths(rocChart(compared, 'ill')!, 'chart__point')
  expect(new Set(drawn.map(({ d }) => d.split(' ')[0])).size).toBeGreaterThan(8)
})

test('a histogram has a bar for each bin that holds a case', () => {
  const [drawn] = paths(calibrationChart(compared, 'ill', 'none')!, 'chart__bar')
  expect(drawn!.d.match(/Z/g)).toHaveLength(9)
})
