import { useEffect, useState, type ReactElement } from 'react'
import { findMetric } from '../../core/evaluation/metrics/registry.ts'
import type { Results } from '../../core/evaluation/types.ts'
import { commonDigits, differenceText, estimateText } from '../../core/format.ts'
import { compareRuns, type ComparedFigures } from '../../core/report/compare-runs.ts'
import { classifierTitle, uncapitalised } from '../../core/report/words.ts'
import { useActions } from '../../state/context.ts'
import type { RunRecord } from '../../state/app-state.ts'
import { projectionInWords } from '../../strings/words.ts'
import { Callout } from '../../ui/callout.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TableFrame } from '../../ui/table-frame.tsx'

/** Two or more finished runs beside each other. */
export function ComparedRunsDialog(props: { runs: readonly RunRecord[]; onClose: () => void }): ReactElement {
  const { runs, onClose } = props
  const { readResults } = useActions()
  const [read, setRead] = useState<readonly (Results | null)[] | null>(null)
  useEffect(() => {
    let gone = false
    const show = async (): Promise<void> => {
      const all = await Promise.all(runs.map(({ id }) => readResults(id)))
      if (!gone) setRead(all)
    }
    void show()
    return () => {
      gone = true
    }
  }, [runs, readResults])
  const columns = runs.flatMap((run, i) => {
    const results = read?.[i]
    return results ? [{ run, results }] : []
  })
  return (
    <Dialog title={`${runs.length} runs side by side`} onClose={onClose} wide>
      {read === null ? (
        <p className="quiet">Reading the runs …</p>
      ) : (
        <>
          {columns.length < runs.length && (
            <Callout kind="warning">Results that cannot be read are left out.</Callout>
          )}
          {columns.length > 0 && <Compared columns={columns} />}
        </>
      )}
    </Dialog>
  )
}

interface Column {
  readonly run: RunRecord
  readonly results: Results
}

function Compared({ columns }: { columns: readonly Column[] }): ReactElement {
  const { differing, figures } = compareRuns(columns.map(({ results }) => results))
  const differInData = new Set(columns.map(({ run }) => run.dataFingerprint)).size > 1
  const severalFusions = columns.some(({ results }) => results.study.fusion.length > 1)
  return (
    <>
      {differInData && (
        <Callout kind="warning">
          These runs saw different data or roles: a difference between them may come from that.
        </Callout>
      )}
      <TableFrame label="Runs side by side" className="grouped" testId="compared-runs">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">What</span>
            </th>
            {columns.map(({ run }) => (
              <th key={run.id} scope="col" className="num">
                {run.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Row label="Verdict" values={columns.map(({ results }) => results.comparison.verdict)} />
          <Row
            label="Difference (95 % interval)"
            values={columns.map(({ results }) => differenceText(results.comparison))}
          />
        </tbody>
        {figures.map((one) => (
          <Figures key={`${one.metric} ${one.classifier}`} figures={one} severalFusions={severalFusions} />
        ))}
        <tbody>
          <GroupHeading columns={columns.length} title="Settings that differ" />
          {differing.map(({ path, values }) => (
            <Row key={path} label={path} values={values.map((value) => (value === '' ? '–' : value))} />
          ))}
          {differing.length === 0 && <Row label="None" values={columns.map(() => '')} />}
        </tbody>
      </TableFrame>
    </>
  )
}

function Figures(props: { figures: ComparedFigures; severalFusions: boolean }): ReactElement {
  const { metric, classifier, rows } = props.figures
  const digits = commonDigits(rows.flatMap(({ values }) => values.filter((row) => row !== null)))
  return (
    <tbody>
      <GroupHeading
        columns={rows[0]?.values.length ?? 0}
        title={`${findMetric(metric)?.title ?? metric}, ${uncapitalised(classifierTitle(classifier))}, mean (95 % interval)`}
      />
      {rows.map(({ values, ...procedure }) => (
        <Row
          key={`${procedure.projection} ${procedure.fusion}`}
          label={projectionInWords(procedure, props.severalFusions)}
          values={values.map((row) => (row ? estimateText(row.mean, row.ci95, digits) : '–'))}
        />
      ))}
    </tbody>
  )
}

function GroupHeading({ columns, title }: { columns: number; title: string }): ReactElement {
  return (
    <tr>
      <th scope="rowgroup" colSpan={columns + 1}>
        {title}
      </th>
    </tr>
  )
}

function Row({ label, values }: { label: string; values: readonly string[] }): ReactElement {
  return (
    <tr>
      <th scope="row">{label}</th>
      {values.map((value, i) => (
        <td key={i} className="num">
          {value}
        </td>
      ))}
    </tr>
  )
}
