import { expect, test } from 'vitest'
import { compared } from '../charts/testing/performance.ts'
import { rocChart } from '../charts/roc.ts'
import { chartSvg } from './chart-svg.ts'
import { stylesheet } from './stylesheet.ts'

const chart = rocChart(compared, 'ill')!
const svg = chartSvg(chart).html

test('a chart is inline SVG with its text summary, a mark for each line, band and shape', () => {
  expect(svg).toContain(`aria-label="${chart.title}. ${chart.summary}"`)
  expect(svg.match(/class="chart__band/g)).toHaveLength(2)
  // the legend has one of each too
  expect(svg.match(/class="chart__line/g)).toHaveLength(6)
  expect(svg).not.toMatch(/NaN|undefined|Infinity/)
})

test('P19: names are shown literally', () => {
  const [first] = compared
  const named = rocChart([{ ...first!, label: '<b onclick=x>' }], 'ill')!
  expect(chartSvg(named).html).toContain('&lt;b onclick=x&gt;')
})

test('the report has a style for every class of mark', () => {
  const names = new Set([...svg.matchAll(/class="([^"]+)"/g)].flatMap(([, classes]) => classes!.split(' ')))
  names.delete('chart__legend') // plain text
  for (const name of names) expect(stylesheet.html).toContain(`.${name}`)
})
