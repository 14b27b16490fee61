import { useState, type ReactElement } from 'react'
import { findMetric } from '../../core/evaluation/metrics/registry.ts'
import { commonDigits, differenceText } from '../../core/format.ts'
import { classifierTitle, uncapitalised } from '../../core/report/words.ts'
import { useActions, useApp } from '../../state/context.ts'
import type { RunRecord } from '../../state/app-state.ts'
import { presetTitles } from '../../strings/words.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { formatDate } from '../../ui/format.ts'
import { RenameDialog } from '../../ui/rename-dialog.tsx'
import { ActionsHeading, TableFrame } from '../../ui/table-frame.tsx'
import { ComparedRunsDialog } from './compared-runs-dialog.tsx'

type Open =
  | { readonly kind: 'rename' | 'delete'; readonly run: RunRecord }
  | { readonly kind: 'compare'; readonly runs: readonly RunRecord[] }

/** All runs of the project; one is shown above. */
export function RunList(): ReactElement | null {
  const project = useApp((state) => state.project)
  const actions = useActions()
  const [ticked, setTicked] = useState<readonly string[]>([])
  const [open, setOpen] = useState<Open | null>(null)
  const close = (): void => setOpen(null)
  if (!project || project.runs.length === 0) return null
  const done = project.runs.filter(({ status }) => status === 'done')
  const chosen = done.filter(({ id }) => ticked.includes(id))
  const digits = commonDigits(done.flatMap(({ comparison }) => comparison ?? []))
  return (
    <section className="screen__section" aria-labelledby="runs">
      <div className="row row--apart">
        <h2 id="runs">Runs of this project</h2>
        {done.length > 1 && (
          <Button
            aria-disabled={chosen.length < 2}
            data-testid="compare-runs"
            onClick={() => chosen.length > 1 && setOpen({ kind: 'compare', runs: chosen })}
          >
            {chosen.length < 2 ? 'Tick two or more to compare' : `Compare ${chosen.length} runs`}
          </Button>
        )}
      </div>
      <TableFrame label="Runs" className="runs" testId="runs">
        <thead>
          <tr>
            {done.length > 1 && (
              <th scope="col">
                <span className="visually-hidden">Compare</span>
              </th>
            )}
            <th scope="col">Run</th>
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
              {done.length > 1 && (
                <td>
                  {run.status === 'done' && (
                    <input
                      type="checkbox"
                      aria-label={`Compare ${run.name}`}
                      checked={ticked.includes(run.id)}
                      onChange={({ target }) =>
                        setTicked(target.checked ? [...ticked, run.id] : ticked.filter((id) => id !== run.id))
                      }
                    />
                  )}
                </td>
              )}
              <th scope="row">
                {run.name}{' '}
                {run.id === project.selectedRunId && <span className="tag tag--accent">shown above</span>}
                <div className="quiet nowrap">{formatDate(run.createdAt)}</div>
              </th>
              <td>
                {findMetric(run.study.primary.metric)?.title},{' '}
                {uncapitalised(classifierTitle(run.study.primary.classifier))}
                <div className="quiet">
                  {typeof run.study.preset === 'string' ? presetTitles[run.study.preset] : 'Own numbers'}
                </div>
              </td>
              <td className="nowrap">{run.comparison?.verdict ?? run.status}</td>
              <td className="num">{run.comparison ? differenceText(run.comparison, digits) : ''}</td>
              <td>
                <RunButtons run={run} isShown={run.id === project.selectedRunId} onOpen={setOpen} />
              </td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
      {open?.kind === 'compare' && <ComparedRunsDialog runs={open.runs} onClose={close} />}
      {open?.kind === 'rename' && (
        <RenameDialog
          title="Rename this run"
          name={open.run.name}
          onRename={(name) => void actions.renameRun(open.run.id, name)}
          onClose={close}
        />
      )}
      {open?.kind === 'delete' && (
        <Dialog
          title="Delete this run?"
          onClose={close}
          actions={
            <Button
              kind="danger"
              onClick={() => {
                void actions.deleteRun(open.run.id)
                close()
              }}
            >
              Delete the run
            </Button>
          }
        >
          <p>
            “{open.run.name}” and its results are removed from this computer. The data and the embeddings
            stay.
          </p>
        </Dialog>
      )}
    </section>
  )
}

function RunButtons(props: { run: RunRecord; isShown: boolean; onOpen: (open: Open) => void }): ReactElement {
  const { run, isShown, onOpen } = props
  const isBusy = useApp((state) => state.job !== null)
  const hasCases = useApp((state) => state.project?.dataset !== null)
  const actions = useActions()
  return (
    <div className="row">
      {!isShown && (
        <Button kind="quiet" onClick={() => void actions.selectRun(run.id)}>
          Show
        </Button>
      )}
      <Button
        kind="quiet"
        disabled={isBusy || !hasCases}
        title="Takes over this run’s settings and compares once more, on the data as they are now"
        onClick={() => void actions.runAgain(run.id)}
      >
        Run again
      </Button>
      <Button kind="quiet" onClick={() => onOpen({ kind: 'rename', run })}>
        Rename
      </Button>
      <Button kind="quiet" disabled={isBusy} onClick={() => onOpen({ kind: 'delete', run })}>
        Delete
      </Button>
    </div>
  )
}
