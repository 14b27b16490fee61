import { useState, type ReactElement } from 'react'
import { forestChart } from '../../charts/forest.data.ts'
import { Forest } from '../../charts/forest.tsx'
import { findMetric } from '../../core/evaluation/metrics/registry.ts'
import { metricDigits, formatMetric } from '../../core/report/format.ts'
import type { Results, SummaryRow } from '../../core/evaluation/types.ts'
import { classifierTitle } from '../../core/report/words.ts'
import { projectionInWords } from '../../strings/words.ts'
import { Select } from '../../ui/field.tsx'
import { Term } from '../../ui/term.tsx'
import { TableFrame } from '../../ui/table-frame.tsx'

/** Forest plot and table of one metric, the primary one first. */
export function CellResults({ results }: { results: Results }): ReactElement {
  const [metric, setMetric] = useState(results.comparison.metric)
  const names = [...new Set(results.summary.map((row) => row.metric))]
  const order = (row: SummaryRow): number => results.study.classifiers.indexOf(row.classifier)
  const rows = results.summary.filter((row) => row.metric === metric).toSorted((a, b) => order(a) - order(b))
  const entry = findMetric(metric)
  const severalFusions = new Set(rows.map((row) => row.fusion)).size > 1
  const words = {
    metric: entry?.title ?? metric,
    classifier: classifierTitle,
    projection: (row: SummaryRow) => projectionInWords(row, severalFusions),
  }
  return (
    <section className="screen__section" aria-labelledby="all-cells">
      <div className="row">
        <h2 id="all-cells">Every combination</h2>
        <Select
          label="Metric shown"
          value={metric}
          options={names.map((name) => ({ value: name, label: findMetric(name)?.title ?? name }))}
          onChange={setMetric}
        />
        <span className="quiet">
          {entry && <Term word="What it is" explanation={entry.explanation} />}
          {entry && !entry.higherIsBetter && ' Lower is better.'}
        </span>
      </div>
      <div className="plot-and-table">
        <Forest chart={forestChart(rows, words)} metric={words.metric} />
        <TableFrame label={`${words.metric} of every combination`} testId="summary-table">
          <thead>
            <tr>
              <th scope="col">Classifier</th>
              <th scope="col">Projection</th>
              <th scope="col" className="num">
                Mean
              </th>
              <th scope="col" className="num">
                95 % interval
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.classifier} ${row.projection} ${row.fusion}`}>
                <th scope="row">{classifierTitle(row.classifier)}</th>
                <td>{words.projection(row)}</td>
                <MetricCells row={row} />
              </tr>
            ))}
          </tbody>
        </TableFrame>
      </div>
    </section>
  )
}

function MetricCells({ row }: { row: SummaryRow }): ReactElement {
  const digits = metricDigits(row.ci95)
  return (
    <>
      <td className="num">{formatMetric(row.mean, digits)}</td>
      <td className="num">
        {row.ci95
          ? `${formatMetric(row.ci95[0], digits)} to ${formatMetric(row.ci95[1], digits)}`
          : 'not defined'}
      </td>
    </>
  )
}
