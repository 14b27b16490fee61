import { useState, type ReactElement } from 'react'
import { findMetric } from '../../core/evaluation/metrics/registry.ts'
import type { LockedTest, Results } from '../../core/evaluation/types.ts'
import { commonDigits } from '../../core/format.ts'
import {
  lockedCasesSentence,
  lockedComparisonSentence,
  lockedRows,
  methodSentence,
  notTheVerdict,
} from '../../core/report/locked-test.ts'
import { capitalised, classifierTitle, countsInWords } from '../../core/report/words.ts'
import { projectionInWords } from '../../strings/words.ts'
import { Select } from '../../ui/field.tsx'
import { TableFrame } from '../../ui/table-frame.tsx'
import { Term } from '../../ui/term.tsx'
import { MetricCells } from './metric-cells.tsx'

/** One look at cases that nothing else has looked at; nothing where the study locked none away. */
export function LockedTestResults(props: { results: Results; looks: number }): ReactElement | null {
  const { locked_test: locked } = props.results
  return locked ? <LockedSection {...props} locked={locked} /> : null
}

function LockedSection(props: { results: Results; looks: number; locked: LockedTest }): ReactElement {
  const { results, looks, locked } = props
  const [metric, setMetric] = useState(locked.comparison.metric)
  const names = [...new Set(locked.summary.map((row) => row.metric))]
  const rows = lockedRows(results, locked, metric)
  const digits = commonDigits(rows.map((row) => row.locked))
  const severalFusions = results.study.fusion.length > 1
  return (
    <section className="screen__section" aria-labelledby="locked-test">
      <div className="row">
        <h2 id="locked-test">Locked test set</h2>
        <Select
          label="Metric of the locked test set"
          value={metric}
          options={names.map((name) => ({ value: name, label: findMetric(name)?.title ?? name }))}
          onChange={setMetric}
        />
      </div>
      <p>
        <strong data-testid="locked-comparison">
          {capitalised(lockedComparisonSentence(locked.comparison))}
        </strong>{' '}
        {locked.comparison.method === 'delong' && (
          <Term
            word="About the test"
            explanation="DeLong’s test compares two AUROCs of fixed models on the same independent cases. It holds on a locked test set only."
          />
        )}
      </p>
      <p className="quiet">
        {lockedCasesSentence(locked)} By class: {countsInWords(locked.classes)}.{' '}
        {methodSentence(locked.comparison)} {notTheVerdict(looks)}
      </p>
      <TableFrame label="Results on the locked test set" className="grouped" testId="locked-table">
        <thead>
          <tr>
            <th scope="col">Classifier</th>
            <th scope="col">Projection</th>
            <th scope="col" className="num">
              Locked test set
            </th>
            <th scope="col" className="num">
              95 % interval
            </th>
            <th scope="col" className="num">
              Cross-validation
            </th>
            <th scope="col" className="num">
              95 % interval
            </th>
          </tr>
        </thead>
        {results.study.classifiers.map((classifier) => {
          const group = rows.filter((row) => row.locked.classifier === classifier)
          return (
            <tbody key={classifier}>
              {group.map(({ locked: row, crossValidated }, i) => (
                <tr key={`${row.projection} ${row.fusion}`}>
                  {i === 0 && (
                    <th scope="rowgroup" rowSpan={group.length}>
                      {classifierTitle(classifier)}
                    </th>
                  )}
                  <th scope="row">{projectionInWords(row, severalFusions)}</th>
                  <MetricCells row={row} digits={digits} />
                  <MetricCells row={crossValidated} digits={digits} />
                </tr>
              ))}
            </tbody>
          )
        })}
      </TableFrame>
    </section>
  )
}
