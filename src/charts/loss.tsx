import type { ReactElement } from 'react'
import type { LossChart } from './loss.data.ts'
import './charts.css'

const names = { training: 'Training', validation: 'Held-back part', refit: 'Refit on all' } as const

export function Loss({ chart }: { chart: LossChart }): ReactElement {
  const shown = chart.lines.filter((line) => line.points !== '')
  return (
    <figure className="stack">
      <svg
        className="chart"
        viewBox={`0 0 ${chart.width} ${chart.height}`}
        role="img"
        aria-label={`Loss curves. ${chart.summary}`}
        data-testid="loss-curves"
      >
        {chart.y.ticks.map((tick) => (
          <g key={tick}>
            <line
              className="chart__grid"
              x1={chart.axisX}
              x2={chart.width - 12}
              y1={chart.y.at(tick)}
              y2={chart.y.at(tick)}
            />
            <text className="chart__tick" x={chart.axisX - 6} y={chart.y.at(tick) + 4} textAnchor="end">
              {tick.toFixed(chart.y.decimals)}
            </text>
          </g>
        ))}
        {chart.x.ticks.map((tick) => (
          <text
            key={tick}
            className="chart__tick"
            x={chart.x.at(tick)}
            y={chart.axisY + 14}
            textAnchor="middle"
          >
            {tick}
          </text>
        ))}
        <text
          className="chart__axis"
          x={(chart.axisX + chart.width) / 2}
          y={chart.axisY + 31}
          textAnchor="middle"
        >
          Epoch
        </text>
        <text
          className="chart__axis"
          transform={`translate(12 ${chart.axisY / 2}) rotate(-90)`}
          textAnchor="middle"
        >
          Loss
        </text>
        {shown.map((line) => (
          <polyline
            key={line.name}
            className={`chart__line chart__line--${line.name}`}
            points={line.points}
          />
        ))}
        {chart.best && <circle className="chart__best" cx={chart.best.x} cy={chart.best.y} r={4} />}
      </svg>
      <figcaption className="row quiet">
        {shown.map((line) => (
          <span key={line.name} className={`legend legend--${line.name}`}>
            {names[line.name]}
          </span>
        ))}
        <span>{chart.summary}</span>
      </figcaption>
    </figure>
  )
}
