import type { ReactElement } from 'react'
import { XYChartFigure } from '../../charts/xy-chart.tsx'
import type { XYChart } from '../../core/charts/xy-chart.ts'

/** A chart below its title, or why there is none. */
export function ChartOrReason(props: {
  chart: XYChart | null
  title: string
  reason: string
  testId: string
}): ReactElement {
  const { chart, title, reason, testId } = props
  return (
    <div className="stack stack--close">
      <h4>{title}</h4>
      {chart ? (
        <XYChartFigure chart={chart} size="half" testId={testId} />
      ) : (
        <p className="quiet">{reason}</p>
      )}
    </div>
  )
}
