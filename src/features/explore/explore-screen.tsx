import { useState, type ReactElement } from 'react'
import { EditButtons } from '../../cases/edit-buttons.tsx'
import { useActions, useApp } from '../../state/context.ts'
import { routeHash } from '../../state/routes.ts'
import { FailureCallout } from '../../strings/failure-callout.tsx'
import { Callout } from '../../ui/callout.tsx'
import { SelectField } from '../../ui/field.tsx'
import { formatDate } from '../../ui/format.ts'
import { ChangesPanel } from './changes-panel.tsx'
import { MapPanel } from './map-panel.tsx'
import { NearCopiesPanel } from './near-copies-panel.tsx'
import { SuspectsPanel } from './suspects-panel.tsx'
import { Tabs } from './tabs.tsx'
import './explore.css'

const tabs = [
  { id: 'map', title: 'Map' },
  { id: 'suspects', title: 'Suspect labels' },
  { id: 'copies', title: 'Near copies' },
  { id: 'changes', title: 'Tags and changes' },
] as const
type Tab = (typeof tabs)[number]['id']

/** The cases of a run: where they lie, which are alike, whose labels are to be doubted. It changes nothing by itself. */
export function ExploreScreen(): ReactElement | null {
  const project = useApp((state) => state.project)
  const actions = useActions()
  const [tab, setTab] = useState<Tab>('map')
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
      {run && run.dataFingerprint !== project.fingerprint && (
        <Callout kind="warning">
          The data or labels have changed since this run. It is shown with the data and labels that it saw;
          run the comparison again to see what the changes did.
        </Callout>
      )}
      {run && project.results && (
        <Tabs tabs={tabs} shown={tab} onShow={setTab} label="What to explore">
          {tab === 'map' && <MapPanel key={run.id} run={run} results={project.results} />}
          {tab === 'suspects' && <SuspectsPanel key={run.id} run={run} results={project.results} />}
          {tab === 'copies' && <NearCopiesPanel run={run} />}
          {tab === 'changes' && <ChangesPanel />}
        </Tabs>
      )}
    </div>
  )
}
