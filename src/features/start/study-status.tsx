import type { ReactElement } from 'react'
import { useApp } from '../../state/context.ts'
import { wordFailure } from '../../strings/failures.ts'
import { Callout } from '../../ui/callout.tsx'

/** How a study that runs by itself is getting on: said aloud, and read by the command that runs studies. */
export function StudyStatus(): ReactElement | null {
  const study = useApp((state) => state.studyRun)
  if (!study) return null
  const failure = study.failure && wordFailure(study.failure)
  return (
    <Callout kind={failure ? 'failure' : 'info'}>
      <div data-testid="study-status" data-state={study.state} role="status">
        {failure ? failure.what : study.text}
      </div>
      {failure && <p>{failure.doNext}</p>}
    </Callout>
  )
}
