import { useState, type ReactElement } from 'react'
import type { FailureData } from '../core/failure.ts'
import { useApp } from '../state/context.ts'
import type { UpdateState } from '../state/offline.ts'
import { FailureCallout } from '../strings/failure-callout.tsx'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'

/** Above every screen: a newer version that waits, or why the app or its newer version could not be saved. */
export function VersionBar(): ReactElement | null {
  const offline = useApp((state) => state.offline)
  const update = useApp((state) => state.update)
  const [dismissed, setDismissed] = useState<FailureData | null>(null)
  const failed = [update, offline].find((part) => part?.state === 'failed')
  if (update && update.state !== 'failed') return <NewVersion update={update} />
  if (!failed || failed.failure === dismissed) return null
  return (
    <div className="screen version-bar" role="status" data-testid="not-saved">
      <FailureCallout
        kind="warning"
        failure={failed.failure}
        action={<Button onClick={() => setDismissed(failed.failure)}>Dismiss</Button>}
      />
    </div>
  )
}

function NewVersion({ update }: { update: Exclude<UpdateState, { state: 'failed' }> }): ReactElement {
  const busy = useApp((state) => state.job !== null || state.studyRun?.state === 'running')
  return (
    <div className="screen version-bar" role="status" data-testid="new-version" data-state={update.state}>
      <Callout kind="info">
        <strong>
          {update.state === 'replaced' ? 'A new version was loaded in another tab' : 'A new version is ready'}
        </strong>
        <p>{nextStep(update.state, busy)}</p>
        <div>
          <Button
            disabled={busy || update.state === 'loading'}
            data-testid="load-version"
            onClick={update.load}
          >
            Load it now
          </Button>
        </div>
      </Callout>
    </div>
  )
}

function nextStep(state: UpdateState['state'], busy: boolean): string {
  if (busy) return 'It waits until the running job is done.'
  if (state === 'loading') return 'Loading it…'
  if (state === 'other-tabs')
    return 'Nearside is open in another tab, which may be working. Close all other tabs of it, then load the new version here.'
  return 'What is stored stays. It takes a moment, and shows this page again.'
}
