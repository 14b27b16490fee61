import { useState, type ReactElement } from 'react'
import { forestChart } from '../../core/charts/forest.ts'
import { ForestAxis, ForestLine } from '../../charts/forest.tsx'
import { findMetric } from '../../core/evaluation/metrics/registry.ts'
import { usesAll } from '../../core/evaluation/modality-sets.ts'
import { commonDigits } from '../../core/format.ts'
import type { Results, SummaryRow } from '../../core/evaluation/types.ts'
import { classifierTitle } from '../../core/report/words.ts'
import { projectionInWords } from '../../strings/words.ts'
import { Select } from '../../ui/field.tsx'
import { formatCount } from '../../ui/format.ts'
import { Term } from '../../ui/term.tsx'
import { TableFrame } from '../../ui/table-frame.tsx'
import { MetricCells } from './metric-cells.tsx'
import { PairedResults } from './paired-results.tsx'

/** Forest plot and table of one metric, the primary one first, of what uses all modalities. */
export function CellResults({ results }: { results: Results }): ReactElement {
  const [metric, setMetric] = useState(results.comparison.metric)
  const summary = results.summary.filter(usesAll)
  const names = [...new Set(summary.map((row) => row.metric))]
  const order = (row: SummaryRow): number => results.study.classifiers.indexOf(row.classifier)
  const rows = summary.filter((row) => row.metric === metric).toSorted((a, b) => order(a) - order(b))
  const entry = findMetric(metric)
  const severalFusions = new Set(rows.map((row) => row.fusion)).size > 1
  const words = {
    metric: entry?.title ?? metric,
    classifier: classifierTitle,
    projection: (row: SummaryRow) => projectionInWords(row, severalFusions),
  }
  const chart = forestChart(rows, words)
  const digits = commonDigits(rows)
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
          {entry?.higherIsBetter === false && ' Lower is better.'}
        </span>
      </div>
      <TableFrame label={`${words.metric} of every combination`} className="forest" testId="summary-table">
        <thead>
          <tr>
            <th scope="col">Classifier</th>
            <th scope="col">Projection</th>
            <th scope="col" className="forest__plot">
              {words.metric}, mean over folds
            </th>
            <th scope="col" className="num">
              Mean
            </th>
            <th scope="col" className="num">
              95 % interval
            </th>
            <th scope="col" className="num">
              Test cases
            </th>
          </tr>
        </thead>
        {chart.groups.map((group) => (
          <tbody key={group.label}>
            {group.rows.map(({ label, summary, mark }, i) => (
              <tr key={label}>
                {i === 0 && (
                  <th scope="rowgroup" rowSpan={group.rows.length}>
                    {group.label}
                  </th>
                )}
                <th scope="row">{label}</th>
                <td className="forest__plot">
                  <ForestLine ticks={chart.ticks} mark={mark} projection={summary.projection} />
                </td>
                <MetricCells row={summary} digits={digits} />
                <td className="num">{formatCount(testCases(results, summary))}</td>
              </tr>
            ))}
          </tbody>
        ))}
        <tfoot>
          <tr>
            <td colSpan={2} />
            <td className="forest__plot">
              <ForestAxis chart={chart} />
            </td>
            <td colSpan={3} />
          </tr>
        </tfoot>
      </TableFrame>
      <PairedResults results={results} />
    </section>
  )
}

/** Cases that a combination was tested on, each once. */
function testCases({ cells }: Results, { projection, fusion, classifier }: SummaryRow): number {
  return cells
    .filter(usesAll)
    .filter((c) => c.projection === projection && c.fusion === fusion && c.classifier === classifier)
    .filter((c) => c.repeat === 0)
    .reduce((sum, c) => sum + c.n_test, 0)
}
