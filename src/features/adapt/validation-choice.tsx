import type { ReactElement } from 'react'
import type { Validation } from '../../core/study/study.ts'
import { NumberField } from '../../ui/field.tsx'

export function ValidationChoice(props: {
  validation: Validation
  /** Folds that will be used: the number chosen, or those of the given column. */
  folds: number
  onChange: (validation: Validation) => void
}): ReactElement {
  const { validation, folds, onChange } = props
  return (
    <section className="screen__section" aria-labelledby="validation">
      <h2 id="validation">Cross-validation</h2>
      <p className="quiet">
        Each case is predicted once by models that were fitted without it or any other case of its patient.
      </p>
      {validation.folds_column !== undefined && (
        <p className="quiet">
          The folds are those of the column “{validation.folds_column}”: {folds} of them. To have them drawn
          by patient instead, change its use under Data.
        </p>
      )}
      <div className="fields">
        {validation.folds_column === undefined && (
          <>
            <NumberField
              label="Folds"
              value={validation.folds}
              min={2}
              max={20}
              integer
              onChange={(n) => onChange({ ...validation, folds: n })}
            />
            <NumberField
              label="Repeats"
              value={validation.repeats}
              min={1}
              max={100}
              integer
              onChange={(repeats) => onChange({ ...validation, repeats })}
            />
          </>
        )}
        <NumberField
          label="Seed"
          value={validation.seed}
          min={0}
          max={2147483647}
          integer
          hint="The same seed gives the same folds and the same training."
          onChange={(seed) => onChange({ ...validation, seed })}
        />
      </div>
    </section>
  )
}
