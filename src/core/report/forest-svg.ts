import { forestChart } from '../charts/forest.ts'
import { shapeAt } from '../charts/shapes.ts'
import { lookOf } from '../charts/xy-chart.ts'
import type { Metric } from '../evaluation/metrics/metric.ts'
import type { SummaryRow } from '../evaluation/types.ts'
import { commonDigits, estimateText } from '../format.ts'
import { html, type Html } from './html-text.ts'
import { betterInWords } from './words.ts'

const width = 720
const plot = { left: 230, right: 545 }
const rowHeight = 22
const groupHeight = 28
const axisHeight = 44

/** Mean and 95 % interval of one metric, a line for each row, grouped; readable without colour and without script. */
export function forestSvg(
  rows: readonly SummaryRow[],
  metric: Pick<Metric, 'title' | 'higherIsBetter'>,
  words: { classifier: (name: string) => string; projection: (row: SummaryRow) => string },
): Html {
  const chart = forestChart(rows, { metric: metric.title, ...words })
  const x = (percent: number): string => (plot.left + (percent / 100) * (plot.right - plot.left)).toFixed(1)
  const bottom = rows.length * rowHeight + chart.groups.length * groupHeight
  const digits = commonDigits(rows)
  let y = 0
  const marks = chart.groups.flatMap((group) => {
    y += groupHeight
    const heading = html`<text x="0" y="${y - 8}" class="group">${group.label}</text>`
    const lines = group.rows.map(({ label, summary, mark }) => {
      y += rowHeight
      const middle = y - rowHeight / 2
      const drawn = mark
        ? html`<g class="series--${summary.projection}">
            <line
              x1="${x(mark.x1)}"
              x2="${x(mark.x2)}"
              y1="${middle}"
              y2="${middle}"
              class="chart__interval"
            />
            <path class="chart__point" d="${shapeAt(lookOf(summary).shape!, Number(x(mark.x)), middle)}" />
          </g>`
        : []
      return html`<text x="12" y="${middle + 4}">${label}</text>
        ${drawn}
        <text x="${plot.right + 15}" y="${middle + 4}" class="value">
          ${estimateText(summary.mean, summary.ci95, digits)}
        </text>`
    })
    return [heading, ...lines]
  })
  const axis = chart.ticks.map(
    (tick) =>
      html`<line x1="${x(tick.x)}" x2="${x(tick.x)}" y1="0" y2="${bottom}" class="chart__grid" />
        <text x="${x(tick.x)}" y="${bottom + 16}" class="chart__tick" text-anchor="middle"
          >${tick.label}</text
        >`,
  )
  const direction = betterInWords(metric)
  const title = `${metric.title}${direction === null ? '' : ` (${direction})`}, mean over the folds with 95 % interval`
  return html`<svg
    viewBox="0 0 ${width} ${bottom + axisHeight}"
    role="img"
    aria-label="${title}. ${chart.summary}"
  >
    ${axis}${marks}
    <text x="${(plot.left + plot.right) / 2}" y="${bottom + 36}" class="chart__tick" text-anchor="middle">
      ${title}
    </text>
  </svg>`
}
