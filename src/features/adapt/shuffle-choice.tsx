import type { ReactElement } from 'react'
import { shufflePermutations } from '../../core/evaluation/checks.ts'
import { Checkbox } from '../../ui/field.tsx'
import { plural } from '../../ui/format.ts'

/** Whether the comparison is also made where there is nothing to find, and what that costs. */
export function ShuffleChoice(props: {
  chosen: boolean
  /** More work than without it. */
  pieces: number
  onChange: (chosen: boolean) => void
}): ReactElement {
  return (
    <section className="screen__section" aria-labelledby="shuffle">
      <h2 id="shuffle">Is the result too good to be true?</h2>
      <div>
        <Checkbox label="Check with shuffled labels" checked={props.chosen} onChange={props.onChange} />
        <p className="field__hint">
          The two sides of the comparison once more, {shufflePermutations} times, with the labels dealt to
          other patients. Nothing is left to be found then: whatever does better than chance has seen what it
          is tested on. {plural(props.pieces, 'more piece')} of work.
        </p>
      </div>
    </section>
  )
}
