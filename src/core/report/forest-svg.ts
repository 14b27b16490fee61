import type { Metric } from '../evaluation/metrics/metric.ts'
import type { SummaryRow } from '../evaluation/types.ts'
import { commonDigits, formatMetric } from './format.ts'
import { html, type Html } from './html-text.ts'

export interface ForestRow {
  readonly group: string
  readonly label: string
  readonly summary: SummaryRow
}

const width = 720
const plot = { left: 230, right: 545 }
const rowHeight = 22
const groupHeight = 28
const axisHeight = 44

/** Mean and 95 % interval of one metric, a line for each row, grouped; readable without colour and without script. */
export function forestSvg(
  rows: readonly ForestRow[],
  metric: Pick<Metric, 'title' | 'higherIsBetter'>,
): Html {
  const groups = [...new Set(rows.map((row) => row.group))]
  const ticks = ticksFor(rows.flatMap(({ summary }) => [summary.mean, ...(summary.ci95 ?? [])]))
  const [low, high] = [ticks[0]!, ticks.at(-1)!]
  const x = (value: number): string =>
    (plot.left + ((value - low) / (high - low)) * (plot.right - plot.left)).toFixed(1)
  const bottom = rows.length * rowHeight + groups.length * groupHeight
  const decimals = Math.max(0, -Math.floor(Math.log10(ticks[1]! - low) + 1e-9))

  const digits = commonDigits(rows.map(({ summary }) => summary))
  let y = 0
  const marks = groups.map((group) => {
    y += groupHeight
    const heading = html`<text x="0" y="${y - 8}" class="group">${group}</text>`
    const lines = rows
      .filter((row) => row.group === group)
      .map(({ label, summary }) => {
        y += rowHeight
        const middle = y - rowHeight / 2
        const { mean, ci95 } = summary
        const whisker = ci95
          ? html`<line x1="${x(ci95[0])}" x2="${x(ci95[1])}" y1="${middle}" y2="${middle}" class="whisker" />`
          : []
        return html`<text x="12" y="${middle + 4}">${label}</text>
          <g class="${summary.projection}">${whisker}<circle cx="${x(mean)}" cy="${middle}" r="4" /></g>
          <text x="${plot.right + 15}" y="${middle + 4}" class="value">${valueText(summary, digits)}</text>`
      })
    return [heading, ...lines]
  })
  const axis = ticks.map(
    (tick) =>
      html`<line x1="${x(tick)}" x2="${x(tick)}" y1="0" y2="${bottom}" class="grid" />
        <text x="${x(tick)}" y="${bottom + 16}" class="tick">${formatMetric(tick, decimals)}</text>`,
  )
  const direction = metric.higherIsBetter ? 'higher is better' : 'lower is better'
  const title = `${metric.title} (${direction}), mean over the folds with 95 % interval`
  return html`<svg viewBox="0 0 ${width} ${bottom + axisHeight}" role="img" aria-label="${title}">
    ${axis}${marks.flat()}
    <text x="${(plot.left + plot.right) / 2}" y="${bottom + 36}" class="tick">${title}</text>
  </svg>`
}

/** "0.871 (0.853 to 0.889)". */
export function valueText({ mean, ci95 }: SummaryRow, digits: number): string {
  const value = formatMetric(mean, digits)
  return ci95 ? `${value} (${formatMetric(ci95[0], digits)} to ${formatMetric(ci95[1], digits)})` : value
}

/** About five round values that enclose all given ones: steps of 1, 2 or 5 times a power of ten. */
function ticksFor(values: readonly number[]): readonly number[] {
  const low = Math.min(...values)
  const high = Math.max(...values)
  const rough = Math.max(high - low, 1e-3) / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * [1, 2, 5, 10].find((multiple) => power * multiple >= rough)!
  const first = Math.floor(low / step)
  const last = Math.max(Math.ceil(high / step), first + 1)
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step)
}
