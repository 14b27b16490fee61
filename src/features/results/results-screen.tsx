import { Fragment, type ReactElement } from 'react'
import { isTrainingTrouble } from '../../core/notice.ts'
import { looksAtLocked } from '../../core/report/locked-test.ts'
import { useActions, useApp } from '../../state/context.ts'
import { routeHash } from '../../state/routes.ts'
import { isStale } from '../../state/stage-status.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { formatDate, plural } from '../../ui/format.ts'
import { FailureCallout } from '../../strings/failure-callout.tsx'
import { NoticeList } from '../../strings/notice-list.tsx'
import { AblationResults } from './ablation-results.tsx'
import { CellResults } from './cell-results.tsx'
import { CellsTable } from './cells-table.tsx'
import { Downloads } from './downloads.tsx'
import { FoldResults } from './fold-results.tsx'
import { LabelShuffleResults } from './label-shuffle-results.tsx'
import { LockedTestResults } from './locked-test-results.tsx'
import { MissingnessResults } from './missingness-results.tsx'
import { PerformanceResults } from './performance-results.tsx'
import { RunDetails } from './run-details.tsx'
import { RunList } from './run-list.tsx'
import { SiteResults } from './site-results.tsx'
import { SubgroupResults } from './subgroup-results.tsx'
import { VerdictPanel } from './verdict-panel.tsx'

/** Results speak first: the verdict that was asked for before the run, then everything it rests on. */
export function ResultsScreen(): ReactElement | null {
  const project = useApp((state) => state.project)
  const job = useApp((state) => state.job)
  const actions = useActions()
  if (!project) return null
  const run = project.runs.find((candidate) => candidate.id === project.selectedRunId)
  const results = project.results
  if (!run)
    return (
      <div className="screen">
        <header className="screen__head">
          <h1>No results yet</h1>
          <p className="screen__lead">Run the comparison first; the verdict appears here.</p>
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
  const looks = looksAtLocked(run, project.runs)
  const stale = isStale(project, run)
  return (
    <div className="screen">
      {results ? (
        <VerdictPanel results={results} />
      ) : (
        <header className="screen__head">
          <h1>{headline(run.status, job?.kind === 'run')}</h1>
          <p className="screen__lead">
            {run.name}, started {formatDate(run.createdAt)}. {plural(project.finishedUnits, 'piece')} of work
            finished and kept.
          </p>
        </header>
      )}
      {run.failure && <FailureCallout failure={run.failure} />}
      {project.resultsFailure && <FailureCallout failure={project.resultsFailure} />}
      {stale && (
        <Callout kind="warning">
          The data or its roles have changed since this run. It describes the data as they were; run the
          comparison again for the data as they are.
        </Callout>
      )}
      {!results && run.status !== 'done' && job?.kind !== 'run' && !stale && project.dataset && (
        <div className="row">
          <Button
            kind="primary"
            icon="play"
            disabled={job !== null}
            onClick={() => void actions.resumeRun(run.id)}
          >
            Continue this run
          </Button>
        </div>
      )}
      <NoticeList notices={(results?.data.notices ?? []).filter(isTrainingTrouble)} />
      {results && (
        <Fragment key={run.id}>
          <CellResults results={results} />
          <FoldResults results={results} />
          <SiteResults results={results} />
          <LockedTestResults results={results} looks={looks} />
          <PerformanceResults results={results} />
          <SubgroupResults results={results} />
          <LabelShuffleResults results={results} />
          <AblationResults results={results} />
          <MissingnessResults results={results} />
          <section className="screen__section" aria-labelledby="everything">
            <h2 id="everything">Everything, to look up and take away</h2>
            <CellsTable results={results} />
            <RunDetails results={results} />
            <Downloads results={results} looks={looks} />
          </section>
        </Fragment>
      )}
      <RunList />
    </div>
  )
}

function headline(status: string, running: boolean): string {
  if (running) return 'The comparison is running'
  if (status === 'failed') return 'The comparison stopped with a problem'
  if (status === 'cancelled') return 'The comparison was cancelled'
  return 'The comparison was interrupted'
}
