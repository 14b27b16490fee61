import { useState, type ReactElement } from 'react'
import { findMetric } from '../../core/evaluation/metrics/registry.ts'
import { pairedComparisons } from '../../core/evaluation/paired-comparisons.ts'
import type { Results } from '../../core/evaluation/types.ts'
import { commonDigits, differenceText, formatPValue } from '../../core/format.ts'
import { classifierTitle } from '../../core/report/words.ts'
import { projectionInWords } from '../../strings/words.ts'
import { Select } from '../../ui/field.tsx'
import { TableFrame } from '../../ui/table-frame.tsx'
import { Term } from '../../ui/term.tsx'

/** Every projection against none with every classifier, folded: the verdict is the one that was named before the run. */
export function PairedResults({ results }: { results: Results }): ReactElement | null {
  const [metric, setMetric] = useState(results.comparison.metric)
  const rows = pairedComparisons(results, metric)
  if (rows.length === 0) return null
  const names = [...new Set(results.summary.map((row) => row.metric))]
  const digits = commonDigits(rows.map(({ difference }) => difference))
  const severalFusions = results.study.fusion.length > 1
  const groups = [...new Set(rows.map(({ classifier }) => classifier))]
  return (
    <details className="disclosure">
      <summary>Every projection against none, on every classifier</summary>
      <div className="stack">
        <div className="row">
          <Select
            label="Metric of the differences"
            value={metric}
            options={names.map((name) => ({ value: name, label: findMetric(name)?.title ?? name }))}
            onChange={setMetric}
          />
          <span className="quiet">Not named before the run: read it as a hint.</span>
        </div>
        <TableFrame label="Differences to no projection" className="grouped" testId="paired-table">
          <thead>
            <tr>
              <th scope="col">Classifier</th>
              <th scope="col">Projection</th>
              <th scope="col" className="num">
                Difference to none (95 % interval)
              </th>
              <th scope="col" className="num">
                <Term
                  word="p (Holm)"
                  explanation="Corrected resampled t-test on the same folds, made stricter for the number of differences in this table (Holm 1979)."
                />
              </th>
            </tr>
          </thead>
          {groups.map((classifier) => {
            const own = rows.filter((row) => row.classifier === classifier)
            return (
              <tbody key={classifier}>
                {own.map((row, i) => (
                  <tr key={`${row.projection} ${row.fusion}`}>
                    {i === 0 && (
                      <th scope="rowgroup" rowSpan={own.length}>
                        {classifierTitle(classifier)}
                      </th>
                    )}
                    <th scope="row">{projectionInWords(row, severalFusions)}</th>
                    <td className="num">{differenceText(row.difference, digits)}</td>
                    <td className="num">{formatPValue(row.p)}</td>
                  </tr>
                ))}
              </tbody>
            )
          })}
        </TableFrame>
      </div>
    </details>
  )
}
