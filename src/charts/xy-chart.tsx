import { useState, type ReactElement } from 'react'
import { drawChart } from '../core/charts/draw-chart.ts'
import type { DrawnShape } from '../core/charts/drawing.ts'
import type { NumberTable, XYChart } from '../core/charts/xy-chart.ts'
import { TableFrame } from '../ui/table-frame.tsx'
import './charts.css'

const sizes = {
  /** Two stand beside each other. */
  half: { width: 380, plotHeight: 280 },
  whole: { width: 620, plotHeight: 260 },
} as const

/** Any chart: its picture, what it says in words, and its numbers on demand. */
export function XYChartFigure(props: {
  chart: XYChart
  size: keyof typeof sizes
  testId: string
}): ReactElement {
  const { chart, size, testId } = props
  const { width, height, shapes } = drawChart(chart, sizes[size])
  return (
    <figure className="chart-figure">
      <svg
        className={`chart chart--${size}`}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${chart.title}. ${chart.summary}`}
        data-testid={testId}
      >
        {shapes.map((shape, i) => (
          <SvgShape key={i} shape={shape} />
        ))}
      </svg>
      <figcaption className="quiet">{chart.summary}</figcaption>
      <ChartTable title={chart.title} table={chart.table} />
    </figure>
  )
}

function SvgShape({ shape }: { shape: DrawnShape }): ReactElement {
  if (shape.kind === 'path') return <path className={shape.className} d={shape.d} />
  const { className, x, y, anchor, isVertical, text } = shape
  const place = isVertical ? { transform: `translate(${x} ${y}) rotate(-90)` } : { x, y }
  return (
    <text className={className} textAnchor={anchor} {...place}>
      {text}
    </text>
  )
}

/** Built when it is opened: a curve has many points. */
function ChartTable({ title, table }: { title: string; table: NumberTable }): ReactElement {
  const [open, setOpen] = useState(false)
  return (
    <details className="disclosure" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Table of these numbers</summary>
      {open && (
        <TableFrame label={`Numbers of: ${title}`} className="chart-table" testId="chart-table">
          <thead>
            <tr>
              {table.columns.map((name, i) => (
                <th key={i} scope="col" className="num">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, r) => (
              <tr key={r}>
                {row.map((cell, c) => (
                  <td key={c} className="num">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
    </details>
  )
}
