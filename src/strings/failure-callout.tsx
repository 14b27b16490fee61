import type { ReactElement, ReactNode } from 'react'
import type { FailureData } from '../core/failure.ts'
import { Callout } from '../ui/callout.tsx'
import { wordFailure } from './failures.ts'

/** A failure in the three parts every one has: what happened, what is safe, what to do. */
export function FailureCallout({
  failure,
  action,
}: {
  failure: FailureData
  action?: ReactNode
}): ReactElement {
  const words = wordFailure(failure)
  return (
    <Callout kind="failure">
      <strong data-testid="failure" data-code={failure.code}>
        {words.what}
      </strong>
      <p>
        {words.safe} {words.doNext}
      </p>
      {action && <div>{action}</div>}
    </Callout>
  )
}
