import { useId, type ReactElement } from 'react'

/** A statistical term with its one-line explanation on hover and on focus. */
export function Term({ word, explanation }: { word: string; explanation: string }): ReactElement {
  const id = useId()
  return (
    <button type="button" className="term" aria-describedby={id}>
      {word}
      <span role="tooltip" id={id} className="term__tip">
        {explanation}
      </span>
    </button>
  )
}
