import { useState, type ReactElement } from 'react'
import { ClassMark } from '../../charts/class-mark.tsx'
import { confusionChart, type ConfusionChart } from '../../core/charts/confusion.ts'
import type { NamedPerformance } from '../../core/charts/class-curves.ts'
import { classOrder } from '../../core/evaluation/class-order.ts'
import type { Results } from '../../core/evaluation/types.ts'
import { useApp } from '../../state/context.ts'
import { Select } from '../../ui/field.tsx'
import { formatCount, plural } from '../../ui/format.ts'
import { TableFrame } from '../../ui/table-frame.tsx'
import { ConfusedCasesDialog } from './confused-cases-dialog.tsx'

/** What is taken for what, and which cases these are. */
export function ConfusionResults(props: {
  results: Results
  /** Of the classifier that is shown. */
  procedures: readonly NamedPerformance[]
  /** The name of the one that is shown first. */
  preferred: string
}): ReactElement | null {
  const { results, procedures, preferred } = props
  const [label, setLabel] = useState(preferred)
  const [opened, setOpened] = useState<{ truth: number; predicted: number } | null>(null)
  const project = useApp((state) => state.project)
  const shown = procedures.find((one) => one.label === label) ?? procedures[0]
  if (!shown || !project) return null
  const classes = classOrder(results)
  const chart = confusionChart(shown.performance.confusion, classes)
  const run = project.runs.find(({ id }) => id === project.selectedRunId)
  const isSameData = run?.dataFingerprint === project.fingerprint
  return (
    <section className="stack" aria-labelledby="confusion">
      <div className="row">
        <h3 id="confusion">What is taken for what</h3>
        <Select
          label="Procedure of the confusion matrix"
          value={shown.label}
          options={procedures.map((one) => ({ value: one.label, label: one.label }))}
          onChange={setLabel}
        />
      </div>
      <p className="quiet">
        {isSameData
          ? 'Choose a number to see its cases.'
          : 'The data have changed since this run, so the numbers open no cases.'}
        {results.study.validation.repeats > 1 &&
          ` Each case is counted once in each of ${plural(results.study.validation.repeats, 'repeat')}.`}
      </p>
      <Matrix chart={chart} {...(isSameData && { onOpen: setOpened })} />
      <p className="quiet">{chart.summary}</p>
      {opened && project.dataset && (
        <ConfusedCasesDialog
          results={results}
          procedure={shown.performance}
          cell={opened}
          table={project.table}
          dataset={project.dataset}
          onClose={() => setOpened(null)}
        />
      )}
    </section>
  )
}

function Matrix(props: {
  chart: ConfusionChart
  onOpen?: (cell: { truth: number; predicted: number }) => void
}): ReactElement {
  const { chart, onOpen } = props
  return (
    <TableFrame label={chart.title} className="confusion" testId="confusion-matrix">
      <thead>
        <tr>
          <th scope="col" rowSpan={2}>
            True class
          </th>
          <th scope="colgroup" colSpan={chart.classes.length}>
            Predicted class
          </th>
          <th scope="col" rowSpan={2} className="num">
            In all
          </th>
        </tr>
        <tr>
          {chart.classes.map((name, i) => (
            <th key={name} scope="col" className="num">
              <ClassMark index={i} />
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {chart.rows.map(({ label, total, cells }, truth) => (
          <tr key={label}>
            <th scope="row">
              <ClassMark index={truth} />
              {label}
            </th>
            {cells.map(({ count, share, isRight, level }, predicted) => {
              const percent = share === null ? '' : `${(100 * share).toFixed(0)} %`
              return (
                <td
                  key={predicted}
                  className={`num confusion__cell confusion__cell--${level}${isRight ? ' confusion__cell--right' : ''}`}
                >
                  {onOpen && count > 0 ? (
                    <button
                      type="button"
                      className="confusion__open"
                      aria-label={`${plural(count, 'prediction')}: “${label}” predicted as “${chart.classes[predicted]!}”, ${percent}. Open the cases`}
                      onClick={() => onOpen({ truth, predicted })}
                    >
                      {formatCount(count)}
                    </button>
                  ) : (
                    formatCount(count)
                  )}
                  <div className="confusion__share">{percent}</div>
                </td>
              )
            })}
            <td className="num">{formatCount(total)}</td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  )
}
