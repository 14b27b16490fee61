import type { ReactElement } from 'react'
import { Checkbox } from '../../ui/field.tsx'
import { formatCount, plural } from '../../ui/format.ts'

/** Whether fewer modalities are compared too, and what that costs. */
export function AblationChoice(props: {
  chosen: boolean
  /** Of the whole run, without it and with it. */
  pieces: { without: number; with: number }
  onChange: (chosen: boolean) => void
}): ReactElement {
  const { pieces } = props
  return (
    <section className="screen__section" aria-labelledby="ablation">
      <h2 id="ablation">What each modality brings</h2>
      <div>
        <Checkbox
          label="Also each modality alone, and each left out"
          checked={props.chosen}
          onChange={props.onChange}
        />
        <p className="field__hint">
          On the same folds. {plural(pieces.with - pieces.without, 'more piece')} of work:{' '}
          {formatCount(pieces.with)} instead of {formatCount(pieces.without)}. The verdict stays that of all
          modalities.
        </p>
      </div>
    </section>
  )
}
