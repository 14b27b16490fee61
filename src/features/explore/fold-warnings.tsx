import type { ReactElement } from 'react'
import { Callout } from '../../ui/callout.tsx'

/** Locked cases judge the procedure once (R3). */
export function LockedWarning(): ReactElement {
  return (
    <Callout kind="warning">
      These are the locked test cases. Whoever changes settings or labels after looking at them has chosen
      with them: a later result on them is no test any more.
    </Callout>
  )
}

/** The projection was not fitted by the program or on the backend of the run (R12). */
export function InexactFit(): ReactElement {
  return (
    <Callout kind="warning">
      This run was computed by another version of the program or on another backend: the last digits of what
      is shown may differ from what it predicted from.
    </Callout>
  )
}
