import type { ReactElement } from 'react'
import type { ProjectionName } from '../core/projection/projection.ts'
import type { ForestChart, ForestMark } from '../core/charts/forest.ts'
import { shapeAt } from '../core/charts/shapes.ts'
import { lookOf } from '../core/charts/xy-chart.ts'
import './charts.css'

/**
 * A row's part of the forest plot, to stand in the table's own row: mean and interval, with colour and shape both
 * telling the projection. The row's other cells hold the same numbers. Positions are percentages: text keeps its size.
 */
export function ForestLine(props: {
  ticks: ForestChart['ticks']
  mark: ForestMark | null
  projection: ProjectionName
}): ReactElement {
  const { ticks, mark, projection } = props
  const { shape } = lookOf({ projection, fusion: 'single' })
  return (
    <svg className={`forest__line series--${projection}`} aria-hidden="true">
      {ticks.map(({ label, x }) => (
        <line key={label} className="chart__grid" x1={`${x}%`} x2={`${x}%`} y1="0" y2="100%" />
      ))}
      {mark && (
        <>
          <line className="chart__interval" x1={`${mark.x1}%`} x2={`${mark.x2}%`} y1="50%" y2="50%" />
          <svg x={`${mark.x}%`} y="50%" overflow="visible">
            <path className="chart__point" d={shapeAt(shape!)} />
          </svg>
        </>
      )}
    </svg>
  )
}

/** The axis below the lines. */
export function ForestAxis({ chart }: { chart: ForestChart }): ReactElement {
  return (
    <svg
      className="forest__axis chart"
      role="img"
      aria-label={`Forest plot. ${chart.summary}`}
      data-testid="forest-plot"
    >
      {chart.ticks.map(({ label, x }) => (
        <text key={label} className="chart__tick" x={`${x}%`} y="14" textAnchor="middle">
          {label}
        </text>
      ))}
    </svg>
  )
}
