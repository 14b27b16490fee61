import type { ReactElement } from 'react'
import { EditButtons } from '../../cases/edit-buttons.tsx'
import { useActions, useApp } from '../../state/context.ts'
import { routeHash } from '../../state/routes.ts'
import { FailureCallout } from '../../strings/failure-callout.tsx'
import { Callout } from '../../ui/callout.tsx'
import { SelectField } from '../../ui/field.tsx'
import { formatDate } from '../../ui/format.ts'
import { RunExplorer } from './run-explorer.tsx'
import './explore.css'

/** The cases of a run: where they lie, which are alike, whose labels are to be doubted. It changes nothing by itself. */
export function ExploreScreen(): ReactElement | null {
  const project = useApp((state) => state.project)
  const actions = useActions()
  if (!project) return null
  const done = project.runs.filter(({ status }) => status === 'done')
  const run = done.find(({ id }) => id === project.selectedRunId)
  if (done.length === 0)
    return (
      <div className="screen">
        <header className="screen__head">
          <h1>Nothing to explore yet</h1>
          <p className="screen__lead">
            A finished comparison is needed: the map, similar cases and doubtful labels all come from cases
            that it held out.
          </p>
        </header>
        <p>
          <a
            className="button button--primary"
            href={routeHash({ screen: 'adapt', projectId: project.record.id })}
          >
            Go to Adapt
          </a>
        </p>
      </div>
    )
  const isStale = run !== undefined && run.dataFingerprint !== project.fingerprint
  return (
    <div className="screen">
      <header className="screen__head">
        <div className="row row--apart">
          <h1>Explore</h1>
          <EditButtons history={project.history} />
        </div>
        <p className="screen__lead">
          Look at the cases as models saw them that were not fitted on them. Nothing is changed unless you
          change it; every change of a label can be undone and is written down.
        </p>
      </header>
      <div className="fields">
        <SelectField
          wide
          label="Run"
          value={run?.id ?? ''}
          options={[
            ...(run ? [] : [{ value: '', label: 'Choose a finished run' }]),
            ...done.map(({ id, name, createdAt }) => ({
              value: id,
              label: `${name}, ${formatDate(createdAt)}`,
            })),
          ]}
          onChange={(id) => void actions.selectRun(id)}
        />
      </div>
      {project.resultsFailure && <FailureCallout failure={project.resultsFailure} />}
      {isStale && (
        <Callout kind="warning">
          The data or labels have changed since this run. Maps, predictions, confusion and suspects below
          belong to the labels that it saw; run the comparison again to see what the changes did.
        </Callout>
      )}
      {run && project.results && <RunExplorer key={run.id} run={run} results={project.results} />}
    </div>
  )
}
