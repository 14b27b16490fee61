import type { ReactElement } from 'react'
import { useApp } from '../state/context.ts'
import { wordFailure } from '../strings/failures.ts'

/** How a study that runs by itself is getting on: announced to those who cannot see the screens pass by. */
export function StudyStatus(): ReactElement {
  const study = useApp((state) => state.studyRun)
  const text = study?.failure ? Object.values(wordFailure(study.failure)).join(' ') : study?.text
  return (
    <div
      className="visually-hidden"
      role="status"
      data-testid={study ? 'study-status' : undefined}
      data-state={study?.state}
    >
      {text}
    </div>
  )
}
