import { useState, type ReactElement } from 'react'
import { findMetric } from '../../core/evaluation/metrics/registry.ts'
import { differenceText } from '../../core/format.ts'
import { classifierTitle } from '../../core/report/words.ts'
import { useActions, useApp } from '../../state/context.ts'
import type { RunRecord } from '../../state/app-state.ts'
import { presetTitles } from '../../strings/words.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { formatDate } from '../../ui/format.ts'
import { ActionsHeading, TableFrame } from '../../ui/table-frame.tsx'

/** All runs of the project side by side; one is shown above. */
export function RunList(): ReactElement | null {
  const project = useApp((state) => state.project)
  const job = useApp((state) => state.job)
  const actions = useActions()
  const [deleting, setDeleting] = useState<RunRecord | null>(null)
  if (!project || project.runs.length === 0) return null
  return (
    <section className="screen__section" aria-labelledby="runs">
      <h2 id="runs">Runs of this project</h2>
      <TableFrame label="Runs" className="runs" testId="runs">
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">Preset</th>
            <th scope="col">Comparison</th>
            <th scope="col">Verdict</th>
            <th scope="col" className="num">
              Difference (95 % interval)
            </th>
            <ActionsHeading />
          </tr>
        </thead>
        <tbody>
          {project.runs.map((run) => (
            <tr key={run.id} aria-current={run.id === project.selectedRunId ? 'true' : undefined}>
              <th scope="row" className="nowrap">
                {run.name}{' '}
                {run.id === project.selectedRunId && <span className="tag tag--accent">shown above</span>}
                <div className="quiet nowrap">{formatDate(run.createdAt)}</div>
              </th>
              <td>{typeof run.study.preset === 'string' ? presetTitles[run.study.preset] : 'Own numbers'}</td>
              <td>
                {findMetric(run.study.primary.metric)?.title},{' '}
                {classifierTitle(run.study.primary.classifier).toLowerCase()}
              </td>
              <td className="nowrap">{run.comparison?.verdict ?? run.status}</td>
              <td className="num">{run.comparison ? differenceText(run.comparison) : ''}</td>
              <td>
                <div className="row">
                  {run.id !== project.selectedRunId && (
                    <Button kind="quiet" onClick={() => void actions.selectRun(run.id)}>
                      Show
                    </Button>
                  )}
                  <Button kind="quiet" disabled={job !== null} onClick={() => setDeleting(run)}>
                    Delete
                  </Button>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
      {deleting && (
        <Dialog
          title="Delete this run?"
          onClose={() => setDeleting(null)}
          actions={
            <Button
              kind="danger"
              onClick={() => {
                void actions.deleteRun(deleting.id)
                setDeleting(null)
              }}
            >
              Delete the run
            </Button>
          }
        >
          <p>
            “{deleting.name}” and its results are removed from this computer. The data and the embeddings
            stay.
          </p>
        </Dialog>
      )}
    </section>
  )
}
