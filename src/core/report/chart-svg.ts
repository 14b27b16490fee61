import { drawChart } from '../charts/draw-chart.ts'
import type { DrawnShape } from '../charts/drawing.ts'
import type { XYChart } from '../charts/xy-chart.ts'
import { html, type Html } from './html-text.ts'

/** Half of A4 inside its margins, so that two stand side by side. */
const size = { width: 350, plotHeight: 240 }

/** Any chart of core/charts as inline SVG, readable without script. */
export function chartSvg(chart: XYChart): Html {
  const { width, height, shapes } = drawChart(chart, size)
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${chart.title}. ${chart.summary}">
    ${shapes.map(shapeSvg)}
  </svg>`
}

function shapeSvg(shape: DrawnShape): Html {
  if (shape.kind === 'path') return html`<path class="${shape.className}" d="${shape.d}" />`
  const { className, x, y, anchor, isVertical, text } = shape
  return isVertical
    ? html`<text class="${className}" transform="translate(${x} ${y}) rotate(-90)" text-anchor="${anchor}"
        >${text}</text
      >`
    : html`<text class="${className}" x="${x}" y="${y}" text-anchor="${anchor}">${text}</text>`
}
