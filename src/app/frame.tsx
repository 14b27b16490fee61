import { useState, type ReactElement, type ReactNode } from 'react'
import { useApp } from '../state/context.ts'
import { backendInWords } from '../state/machine.ts'
import { routeHash } from '../state/routes.ts'
import { formatBytes } from '../ui/format.ts'
import { Icon } from '../ui/icons.tsx'
import { JobStrip } from './job-strip.tsx'
import { Keys } from './keys.tsx'
import { OfflineFact } from './offline-fact.tsx'
import { Rail } from './rail.tsx'
import { RequestLogDialog } from './request-log-dialog.tsx'
import { StudyStatus } from './study-status.tsx'
import { VersionBar } from './version-bar.tsx'
import './frame.css'

/** What stands around every screen: stages, what stays local, the backend, the running job, the permanent notice. */
export function Frame({ children }: { children: ReactNode }): ReactElement {
  const project = useApp((state) => state.project)
  const machine = useApp((state) => state.machine)
  const preference = useApp((state) => state.preference)
  const storage = useApp((state) => state.storageUse)
  const [logOpen, setLogOpen] = useState(false)
  return (
    <div className="frame">
      <a className="visually-hidden" href="#main" onClick={(event) => skipToMain(event)}>
        Skip to the content
      </a>
      <header className="topbar">
        <a className="topbar__brand" href="#/">
          <img src="/icon.svg" width="20" height="20" alt="" />
          Nearside
        </a>
        {project && (
          <span className="topbar__project" data-testid="project-name">
            <span className="topbar__name">{project.record.name}</span>{' '}
            {project.record.origin?.synthetic && <span className="tag tag--warn">synthetic</span>}
          </span>
        )}
        <div className="topbar__facts">
          <button type="button" className="fact" onClick={() => setLogOpen(true)}>
            <Icon name="shield" />
            Stays on this computer
          </button>
          {machine && (
            <span className="fact" data-testid="backend">
              <Icon name="chip" />
              {backendInWords(machine, preference)}
            </span>
          )}
          {storage && (
            <a className="fact" href={routeHash({ screen: 'computer' })}>
              <Icon name="disk" />
              {formatBytes(storage.usage)} stored
            </a>
          )}
          <OfflineFact />
        </div>
      </header>
      <Rail />
      <main className="main" id="main" tabIndex={-1}>
        <VersionBar />
        {children}
      </main>
      <footer className="foot">
        <StudyStatus />
        <JobStrip />
        <div className="foot__line">
          <p>Research use only. Not a medical device.</p>
          <Keys />
        </div>
      </footer>
      {logOpen && <RequestLogDialog onClose={() => setLogOpen(false)} />}
    </div>
  )
}

/** The address belongs to the routes, so the skip link moves the focus without touching it. */
function skipToMain(event: React.MouseEvent): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
