import type { ReactElement } from 'react'
import { useActions } from '../state/context.ts'

/** The name of a case of the run that is shown: it opens the case, with what is similar to it. */
export function CaseLink(props: {
  id: string
  /** The cases that next and previous go through, by their IDs; the case is one of them. */
  list: readonly string[]
}): ReactElement {
  const { id, list } = props
  const { openCase } = useActions()
  return (
    <button
      type="button"
      className="link-button"
      aria-label={`${id}: similar cases`}
      data-case={id}
      onClick={() => openCase({ id, list, from: null })}
    >
      {id}
    </button>
  )
}
