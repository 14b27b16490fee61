import type { ReactElement } from 'react'
import type { AppState } from '../state/app-state.ts'
import { useApp } from '../state/context.ts'
import { routeHash } from '../state/routes.ts'

/** What a screen of a project lacks: the project itself, which may be opening, its data set, or the cases it came without. */
export type Missing = 'opening' | 'project' | 'data set' | 'cases'

export function missingFor({ route, project, failure }: AppState): Missing | null {
  if (!('projectId' in route)) return null
  if (project?.record.id !== route.projectId) return failure ? 'project' : 'opening'
  const { screen } = route
  if (project.record.casesLeftOut && screen !== 'results' && screen !== 'copy') return 'cases'
  const needsCases = route.screen === 'encode' || route.screen === 'adapt'
  return needsCases && !project.dataset ? 'data set' : null
}

export function MissingStage({ stage }: { stage: Missing }): ReactElement {
  const project = useApp((state) => state.project)
  if (stage === 'opening') return <p className="quiet">Opening the project…</p>
  if (stage === 'cases' && project) return <CasesLeftOut projectId={project.record.id} />
  const toData = stage === 'data set' && project
  return (
    <div className="screen">
      <h1>{toData ? 'The columns are not settled yet' : 'This project cannot be shown'}</h1>
      <p>
        <a
          className="button button--primary"
          href={toData ? routeHash({ screen: 'data', projectId: project.record.id }) : '#/'}
        >
          {toData ? 'Go to Data' : 'Back to the start'}
        </a>
      </p>
    </div>
  )
}

/** Of a project that was opened from an archive without the cases. */
function CasesLeftOut({ projectId }: { projectId: string }): ReactElement {
  return (
    <div className="screen">
      <header className="screen__head">
        <h1>This project came without its cases</h1>
        <p className="screen__lead">
          The archive it was opened from does not hold them. Its results and settings are here; open the
          original file as a new project to work with the cases again.
        </p>
      </header>
      <p>
        <a className="button button--primary" href={routeHash({ screen: 'results', projectId })}>
          Go to Results
        </a>
      </p>
    </div>
  )
}
