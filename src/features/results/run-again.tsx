import type { ReactElement } from 'react'
import { useActions, useApp } from '../../state/context.ts'
import { Button } from '../../ui/button.tsx'

/** Compares once more with the settings of the run that is shown. */
export function RunAgain(): ReactElement | null {
  const runId = useApp((state) => state.project?.selectedRunId ?? null)
  const isBusy = useApp((state) => state.job !== null)
  const { runAgain } = useActions()
  if (runId === null) return null
  return (
    <div className="row">
      <Button icon="play" disabled={isBusy} onClick={() => void runAgain(runId)} data-testid="run-again">
        Run again with these settings
      </Button>
    </div>
  )
}
