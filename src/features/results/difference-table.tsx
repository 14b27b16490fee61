import type { ReactElement } from 'react'
import type { PairedComparison } from '../../core/evaluation/compare.ts'
import { findMetric } from '../../core/evaluation/metrics/registry.ts'
import type { SummaryRow } from '../../core/evaluation/types.ts'
import { commonDigits, differenceText, formatPValue } from '../../core/format.ts'
import { betterInWords, foldsInWords } from '../../core/report/words.ts'
import { TableFrame } from '../../ui/table-frame.tsx'
import { Term } from '../../ui/term.tsx'
import { MetricCells } from './metric-cells.tsx'

interface DifferenceRow {
  readonly label: string
  /** null where the metric is undefined in every fold. */
  readonly summary: SummaryRow | null
  /** To what the group is compared with; null where the row is that itself. */
  readonly difference: PairedComparison | null
  /** Corrected for all rows of the table. */
  readonly p: number | null
}

export interface DifferenceGroup {
  readonly key: string
  readonly label: string
  readonly rows: readonly DifferenceRow[]
}

/** Values, and their differences on the same folds to one of them, which stands first in each group. */
export function DifferenceTable(props: {
  label: string
  testId: string
  /** Of the two columns of names. */
  headings: readonly [string, string]
  /** What the differences are to: "none". */
  to: string
  /** What p was corrected for: "the number of differences in this table". */
  corrected: string
  metric: string
  groups: readonly DifferenceGroup[]
}): ReactElement {
  const { label, testId, headings, to, corrected, metric, groups } = props
  const rows = groups.flatMap((group) => group.rows)
  const digits = commonDigits(rows.flatMap(({ summary }) => summary ?? []))
  const differenceDigits = commonDigits(rows.flatMap(({ difference }) => difference ?? []))
  const found = findMetric(metric)
  const direction = found ? betterInWords(found) : null
  return (
    <TableFrame label={label} className="grouped" testId={testId}>
      <thead>
        <tr>
          {headings.map((heading) => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
          <th scope="col" className="num">
            Mean
            {direction && <div className="figures__note">{direction}</div>}
          </th>
          <th scope="col" className="num">
            95 % interval
          </th>
          <th scope="col" className="num">
            Difference to {to} (95 % interval)
          </th>
          <th scope="col" className="num">
            <Term
              word="Folds"
              explanation="Pairs of the same fold that the difference is the mean of. A fold without a value on one side is left out."
            />
          </th>
          <th scope="col" className="num">
            <Term
              word="p (Holm)"
              explanation={`Corrected resampled t-test on the same folds, made stricter for ${corrected} (Holm 1979).`}
            />
          </th>
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.key}>
          {group.rows.map(({ label: name, summary, difference, p }, i) => (
            <tr key={name}>
              {i === 0 && (
                <th scope="rowgroup" rowSpan={group.rows.length}>
                  {group.label}
                </th>
              )}
              <th scope="row">{name}</th>
              <MetricCells row={summary} digits={digits} />
              <td className="num">{difference && differenceText(difference, differenceDigits)}</td>
              <td className="num">{difference && foldsInWords(difference)}</td>
              <td className="num">{difference && formatPValue(p)}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </TableFrame>
  )
}
