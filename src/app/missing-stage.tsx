import type { ReactElement } from 'react'
import type { AppState } from '../state/app-state.ts'
import { useApp } from '../state/context.ts'
import { routeHash } from '../state/routes.ts'

/** What a screen of a project still lacks: the project itself, which may be opening, or its data set. */
export type Missing = 'opening' | 'project' | 'data set'

export function missingFor({ route, project, failure }: AppState): Missing | null {
  if (!('projectId' in route)) return null
  if (project?.record.id !== route.projectId) return failure ? 'project' : 'opening'
  const needsCases = route.screen === 'encode' || route.screen === 'adapt'
  return needsCases && !project.dataset ? 'data set' : null
}

export function MissingStage({ stage }: { stage: Missing }): ReactElement {
  const project = useApp((state) => state.project)
  if (stage === 'opening') return <p className="quiet">Opening the project…</p>
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
