import type { ReactElement, ReactNode } from 'react'
import type { FailureData } from '../core/failure.ts'
import { Callout } from '../ui/callout.tsx'
import { wordFailure } from './failures.ts'

/** A failure in the three parts every one has: what happened, what is safe, what to do. */
export function FailureCallout(props: {
  failure: FailureData
  /** A question that is still open is no failure of anything: 'warning'. */
  kind?: 'failure' | 'warning'
  action?: ReactNode
}): ReactElement {
  const words = wordFailure(props.failure)
  return (
    <Callout kind={props.kind ?? 'failure'}>
      <strong data-testid="failure" data-code={props.failure.code}>
        {words.what}
      </strong>
      <p>
        {words.safe} {words.doNext}
      </p>
      {props.action && <div>{props.action}</div>}
    </Callout>
  )
}
