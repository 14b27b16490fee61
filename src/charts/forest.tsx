import type { ReactElement } from 'react'
import type { ForestChart, ForestMark } from './forest.data.ts'
import './charts.css'

/** Mean and interval a row; colour and shape both tell the projection. The table beside it holds the same numbers. */
export function Forest({ chart, metric }: { chart: ForestChart; metric: string }): ReactElement {
  return (
    <svg
      className="chart"
      viewBox={`0 0 ${chart.width} ${chart.height}`}
      role="img"
      aria-label={`Forest plot. ${chart.summary}`}
      data-testid="forest-plot"
    >
      {chart.axis.ticks.map((tick) => (
        <g key={tick}>
          <line
            className="chart__grid"
            x1={chart.axis.at(tick)}
            x2={chart.axis.at(tick)}
            y1={0}
            y2={chart.axisY}
          />
          <text className="chart__tick" x={chart.axis.at(tick)} y={chart.axisY + 14} textAnchor="middle">
            {tick.toFixed(chart.axis.decimals)}
          </text>
        </g>
      ))}
      {chart.groups.map((group) => (
        <text key={group.label} className="chart__group" x={0} y={group.y}>
          {group.label}
        </text>
      ))}
      {chart.marks.map((mark) => (
        <g key={`${mark.group} ${mark.label}`} className={`series--${mark.projection}`}>
          <text className="chart__label" x={12} y={mark.y + 4}>
            {mark.label}
          </text>
          <line className="chart__interval" x1={mark.x1} x2={mark.x2} y1={mark.y} y2={mark.y} />
          <Point mark={mark} />
        </g>
      ))}
      <text
        className="chart__axis"
        x={(chart.axis.at(chart.axis.domain[0]) + chart.axis.at(chart.axis.domain[1])) / 2}
        y={chart.axisY + 32}
        textAnchor="middle"
      >
        {metric}, mean over folds with 95 % interval
      </text>
    </svg>
  )
}

function Point({ mark }: { mark: ForestMark }): ReactElement {
  const { x, y } = mark
  if (mark.projection === 'none') return <circle className="chart__point" cx={x} cy={y} r={4.5} />
  if (mark.projection === 'pca')
    return <rect className="chart__point" x={x - 4} y={y - 4} width={8} height={8} />
  return (
    <path className="chart__point" d={`M${x} ${y - 5.5}L${x + 5.5} ${y}L${x} ${y + 5.5}L${x - 5.5} ${y}Z`} />
  )
}
