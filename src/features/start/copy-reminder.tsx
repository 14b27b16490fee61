import { useState, type ReactElement } from 'react'
import { isCopyDue } from '../../core/keeping/reminder.ts'
import type { ProjectRecord } from '../../state/app-state.ts'
import { useActions } from '../../state/context.ts'
import { routeHash } from '../../state/routes.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { formatDate } from '../../ui/format.ts'

/** Reminds of the project that was changed last and has no copy of that; once a week at most for each. */
export function CopyReminder({ projects }: { projects: readonly ProjectRecord[] }): ReactElement | null {
  const actions = useActions()
  const [now] = useState(() => Date.now())
  const due = projects.find((project) => isCopyDue(project, now))
  if (!due) return null
  return (
    <Callout kind="info">
      <div className="callout__line" data-testid="copy-reminder">
        <span>
          <strong>
            “{due.name}” was changed
            {due.copy
              ? ` since its last copy, of ${formatDate(due.copy.at)}.`
              : ', and no copy of it was taken yet.'}
          </strong>{' '}
          {due.copy ? 'What was changed' : 'It'} is only in this browser.
        </span>
        <div className="callout__actions">
          <a className="button button--small" href={routeHash({ screen: 'copy', projectId: due.id })}>
            Take a copy
          </a>
          <Button kind="quiet" className="button--small" onClick={() => void actions.putOffReminder(due.id)}>
            Not now
          </Button>
        </div>
      </div>
    </Callout>
  )
}
