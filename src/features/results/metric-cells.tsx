import type { ReactElement } from 'react'
import type { SummaryRow } from '../../core/evaluation/types.ts'
import { formatMetric } from '../../core/format.ts'

/** Mean and interval of a row, as two cells; null where the metric is undefined in every fold. */
export function MetricCells({ row, digits }: { row: SummaryRow | null; digits: number }): ReactElement {
  const ci95 = row?.ci95 ?? null
  return (
    <>
      <td className="num">{formatMetric(row?.mean ?? null, digits)}</td>
      <td className="num">
        {ci95 ? `${formatMetric(ci95[0], digits)} to ${formatMetric(ci95[1], digits)}` : 'not defined'}
      </td>
    </>
  )
}
