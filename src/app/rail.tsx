import type { ReactElement } from 'react'
import { useApp } from '../state/context.ts'
import { routeHash, stages, type Stage } from '../state/routes.ts'
import { stageStatuses, type StageStatus } from '../state/stage-status.ts'
import { stageTitles } from './stage-titles.ts'
import { Icon, type IconName } from '../ui/icons.tsx'

const icons: Record<Stage, IconName> = {
  data: 'table',
  encode: 'vector',
  adapt: 'adapt',
  results: 'chart',
  explore: 'map',
  use: 'case',
}
/** Screens that belong to no project. */
const tools = [
  { screen: 'encoders', title: 'Encoders', icon: 'folder' },
  { screen: 'computer', title: 'This computer', icon: 'chip' },
] as const
const marks: Partial<Record<StageStatus, IconName>> = { running: 'play', done: 'check', stale: 'warning' }

export function Rail(): ReactElement {
  const project = useApp((state) => state.project)
  const job = useApp((state) => state.job)
  const route = useApp((state) => state.route)
  const statuses = stageStatuses(project, job)
  return (
    <nav className="rail" aria-label="Stages">
      <ol>
        {stages.map((stage) => {
          const status = statuses[stage]
          const content = (
            <>
              <Icon name={icons[stage]} />
              {stageTitles[stage]}
              <Mark status={status} />
            </>
          )
          return (
            <li key={stage}>
              {project && status !== 'locked' ? (
                <a
                  className="rail__stage"
                  href={routeHash({ screen: stage, projectId: project.record.id })}
                  aria-current={route.screen === stage ? 'page' : undefined}
                  data-status={status}
                >
                  {content}
                </a>
              ) : (
                <span className="rail__stage" aria-disabled="true">
                  {content}
                </span>
              )}
            </li>
          )
        })}
      </ol>
      <ul>
        {project && (
          <li>
            <a
              className="rail__stage"
              href={routeHash({ screen: 'copy', projectId: project.record.id })}
              aria-current={route.screen === 'copy' ? 'page' : undefined}
            >
              <Icon name="download" />
              Take a copy
            </a>
          </li>
        )}
        {tools.map(({ screen, title, icon }) => (
          <li key={screen}>
            <a
              className="rail__stage"
              href={routeHash({ screen })}
              aria-current={route.screen === screen ? 'page' : undefined}
            >
              <Icon name={icon} />
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** How far a stage is: a word where there is room for it, else an icon that stands for the word. */
function Mark({ status }: { status: StageStatus }): ReactElement | null {
  const icon = marks[status]
  if (!icon) return null
  return (
    <span className={`rail__mark rail__mark--${status}`}>
      <Icon name={icon} />
      <span className="rail__word">{status}</span>
    </span>
  )
}
